import type {ManifestObjectInfo} from '@kflow/core';
import {groupOf} from '../../cluster/readiness/readiness-of.js';
import type {ObjectChange} from '../../engine/event.js';

/** What one of several steps has in a kubectl process. */
export interface Part {
  objects: readonly ManifestObjectInfo[];
}

/**
 * Tells which step an object that kubectl names belongs to. kubectl names a kind and a name, so of two steps with objects of one kind and name
 * only the first may take part: `of` says which these are.
 */
export class ObjectsByStep<Member extends Part> {
  /** Those that may take part, and those that have to come after them. */
  readonly members: Member[] = [];
  readonly others: Member[] = [];
  private readonly owners = new Map<string, Member>();
  /** Objects that kubectl has not named yet. */
  private readonly open = new Map<Member, Set<string>>();
  private readonly named = new Map<Member, ObjectChange[]>();
  /** kubectl named what no manifest has: then what belongs to whom is anybody's guess. */
  private isGuess = false;

  constructor(parts: readonly Member[]) {
    for (const part of parts) {
      const names = part.objects.map(printedName);
      const isAlone = new Set(names).size < names.length || names.some((name) => this.owners.has(name));
      (isAlone ? this.others : this.members).push(part);
      if (isAlone) continue;
      for (const name of names) this.owners.set(name, part);
      this.open.set(part, new Set(names));
      this.named.set(part, []);
    }
  }

  /** Takes down what became of an object. */
  add(change: ObjectChange): Member | undefined {
    const member = this.owners.get(change.object);
    if (member === undefined) this.isGuess = true;
    else {
      this.open.get(member)!.delete(change.object);
      this.named.get(member)!.push(change);
    }
    return member;
  }

  ownerOf(object: string): Member | undefined {
    return this.owners.get(object);
  }

  /** The first that kubectl has not done with: it goes through the files in order. */
  current(): Member | undefined {
    return this.members.find((member) => this.open.get(member)!.size > 0) ?? this.members.at(-1);
  }

  changesOf(member: Member): ObjectChange[] {
    return this.named.get(member) ?? [];
  }

  /** Whether kubectl has named every object of a member. */
  isWhole(member: Member): boolean {
    return !this.isGuess && this.open.get(member)?.size === 0;
  }

  /** Whether nothing was named that no manifest has. */
  get isCertain(): boolean {
    return !this.isGuess;
  }
}

/** As kubectl prints it: `deployment.apps/web`. */
function printedName(object: ManifestObjectInfo): string {
  const group = groupOf(object);
  return `${object.kind.toLowerCase()}${group === '' ? '' : `.${group}`}/${object.name}`;
}
