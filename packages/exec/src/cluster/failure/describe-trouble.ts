import type {Finding} from './finding.js';

/** A finding in a few words, for a line of progress: `web-7d9: CrashLoopBackOff (3 restarts)`. */
export function describeTrouble({object, reason, restarts = 0}: Finding): string {
  const where = object.kind === 'Pod' ? `${object.metadata.name}: ` : '';
  return `${where}${reason}${restarts > 0 ? ` (${restarts} ${restarts === 1 ? 'restart' : 'restarts'})` : ''}`;
}
