/**
 * Finds the strongly connected components of more than one node, by Tarjan's algorithm with a stack of its own: a dependency
 * chain of any length must not overflow the call stack, as the recursion of graphology-components does.
 */
export class ComponentFinder {
  /** Order of discovery from 1; 0: not visited in this search. */
  readonly #discovered: Int32Array;
  readonly #low: Int32Array;
  readonly #open: Uint8Array;
  /** The search may only enter nodes that carry its number. */
  readonly #member: Int32Array;
  #searches = 0;

  constructor(private readonly out: readonly (readonly number[])[]) {
    this.#discovered = new Int32Array(out.length);
    this.#low = new Int32Array(out.length);
    this.#open = new Uint8Array(out.length);
    this.#member = new Int32Array(out.length);
  }

  /** The components inside the sub-graph of some nodes, in no particular order. */
  find(nodes: readonly number[]): number[][] {
    const search = ++this.#searches;
    for (const node of nodes) {
      this.#member[node] = search;
      this.#discovered[node] = 0;
    }
    const components: number[][] = [];
    const clock = {now: 0};
    for (const node of nodes) if (this.#discovered[node] === 0) this.#visit(node, search, clock, components);
    return components;
  }

  #visit(start: number, search: number, clock: {now: number}, components: number[][]): void {
    const path: {node: number; next: number}[] = [this.#enter(start, clock)];
    const open = [start];
    for (let frame = path.at(-1); frame !== undefined; frame = path.at(-1)) {
      const {node} = frame;
      const neighbour = this.out[node]?.[frame.next++];
      if (neighbour !== undefined) {
        if (this.#member[neighbour] !== search) continue;
        if (this.#discovered[neighbour] === 0) {
          path.push(this.#enter(neighbour, clock));
          open.push(neighbour);
        } else if (this.#open[neighbour] === 1) {
          this.#lower(node, this.#discovered[neighbour] ?? 0);
        }
        continue;
      }
      path.pop();
      const parent = path.at(-1);
      if (parent) this.#lower(parent.node, this.#low[node] ?? 0);
      if (this.#low[node] === this.#discovered[node]) this.#close(node, open, components);
    }
  }

  #enter(node: number, clock: {now: number}): {node: number; next: number} {
    this.#discovered[node] = this.#low[node] = ++clock.now;
    this.#open[node] = 1;
    return {node, next: 0};
  }

  #lower(node: number, to: number): void {
    if (to < (this.#low[node] ?? 0)) this.#low[node] = to;
  }

  /** Everything discovered since the root, and still open, is one component. */
  #close(root: number, open: number[], components: number[][]): void {
    const component = open.splice(open.lastIndexOf(root));
    for (const node of component) this.#open[node] = 0;
    if (component.length > 1) components.push(component);
  }
}
