import type {Colors} from '../terminal/terminal.js';

/** So many of the steps that share a reason are named. */
const named = 10;

/** A line for each reason, with the steps that share it. */
export function groupedSteps(steps: readonly {step: string; reason: string}[], colors: Colors): string[] {
  const byReason = new Map<string, string[]>();
  for (const {step, reason} of steps) byReason.set(reason, [...(byReason.get(reason) ?? []), step]);
  return [...byReason].map(([reason, group]) => {
    const more = group.length > named ? ` and ${group.length - named} more` : '';
    return `    ${group.slice(0, named).join(', ')}${more} ${colors.dim(`(${reason})`)}`;
  });
}
