/** Numbers from 0 in sets that can only be united; a set goes by its smallest number. */
export class DisjointSets {
  private readonly parent: number[];

  constructor(size: number) {
    this.parent = Array.from({length: size}, (_, index) => index);
  }

  /** The smallest number of the set that `member` is in. */
  of(member: number): number {
    let root = member;
    while (this.parent[root] !== root) root = this.parent[root]!;
    while (this.parent[member] !== root) [member, this.parent[member]] = [this.parent[member]!, root];
    return root;
  }

  /** Makes one set of two; false when they were one already. */
  unite(a: number, b: number): boolean {
    const [low, high] = [this.of(a), this.of(b)].sort((x, y) => x - y) as [number, number];
    this.parent[high] = low;
    return low !== high;
  }
}
