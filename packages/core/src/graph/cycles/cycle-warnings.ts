import type {Diagnostic} from '../../source/diagnostic.js';
import {graphDiagnostic} from '../codes.js';
import type {DroppedDependency} from '../graph.js';
import {targetName} from '../node-key.js';

/** What one node dropped: the dependencies of a {@link CycleBreak} in the terms of the graph. */
export interface BrokenCycle {
  /** The name of the resource of the node. */
  resource: string;
  dropped: DroppedDependency[];
}

/** A path of more ids than this is shortened in messages; `dropped` of the graph has all of it. */
const SHOWN = 12;

/**
 * A warning for each broken cycle. Steps that dropped the very same `dependsOn` entries, which they have from their resource,
 * share one.
 */
export function warnOfCycles(broken: BrokenCycle[]): Diagnostic[] {
  const groups = new Map<string, BrokenCycle[]>();
  for (const cycle of broken) {
    const key = JSON.stringify([cycle.resource, cycle.dropped.map(({at}) => [at.file, at.line, at.column])]);
    const group = groups.get(key);
    if (group) group.push(cycle);
    else groups.set(key, [cycle]);
  }
  return [...groups.values()].map(warning);
}

function warning(group: BrokenCycle[]): Diagnostic {
  const all = group.flatMap(({dropped}) => dropped);
  const [first] = all;
  const path = all.reduce<string[]>(
    (best, {cycle = []}) => (best.length === 0 || cycle.length < best.length ? cycle : best),
    [],
  );
  const waiters = [...new Set(all.map(({from}) => from))];
  const related = new Map(
    all.map(({on, at}) => [JSON.stringify(at), {message: `\`dependsOn: ${targetName(on)}\` is ignored here`, at}]),
  );
  const targets = [...new Set(all.map(({on}) => targetName(on)))];
  return graphDiagnostic(
    'KF401',
    `dependency cycle ${shorten(path).join(' -> ')}: ${names(waiters)} will not wait for ${names(targets)}`,
    {
      at: first?.at,
      hint: 'remove one of the dependencies on the cycle',
      related: [...related.values()],
    },
  );
}

function names(items: string[]): string {
  const shown = items.slice(0, 5).map((item) => `\`${item}\``);
  return items.length > 5 ? `${shown.join(', ')} and ${items.length - 5} more` : shown.join(', ');
}

function shorten(path: string[]): string[] {
  if (path.length <= SHOWN) return path;
  const half = SHOWN / 2;
  return [...path.slice(0, half), `(${path.length - SHOWN} more)`, ...path.slice(-half)];
}
