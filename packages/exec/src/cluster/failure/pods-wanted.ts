import type {Subject} from './subject.js';

/** How many pods of its newest revision a workload is to have at once in the end. */
export function podsWanted({workload: {kind, spec, status}}: Subject): number {
  switch (kind) {
    case 'Pod':
      return 1;
    case 'DaemonSet':
      return status?.desiredNumberScheduled ?? 0;
    case 'Job':
      return Math.max(0, Math.min(spec?.parallelism ?? 1, (spec?.completions ?? 1) - (status?.succeeded ?? 0)));
    default:
      return spec?.replicas ?? 1;
  }
}
