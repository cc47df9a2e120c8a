import type {ObjectChange} from '@kflow/exec';

/** What a step changed, in a few words: `configmap/web created`, or `2 created, 1 unchanged`. Empty when it names nothing. */
export function summarizeChanges(changes: readonly ObjectChange[]): string {
  if (changes.length === 0) return '';
  if (changes.length === 1) return `${changes[0]!.object} ${changes[0]!.action}`;
  const counts = new Map<string, number>();
  for (const {action} of changes) counts.set(action, (counts.get(action) ?? 0) + 1);
  return [...counts].map(([action, number]) => `${number} ${action}`).join(', ');
}
