import type {Diagnosis} from '../../engine/event.js';

/** The command that shows more than a diagnosis does; undefined where there is no pod to look at. */
export function commandHint({pod, container, namespace, exitCode, events, logs}: Diagnosis): string | undefined {
  if (pod === undefined) return undefined;
  const where = namespace === undefined ? '' : ` -n ${namespace}`;
  if (exitCode !== undefined || logs !== undefined) {
    const of = container === undefined ? '' : ` -c ${container}`;
    return `see all of its output with \`kubectl logs${where} ${pod}${of}${exitCode === undefined ? '' : ' --previous'}\``;
  }
  return events === undefined ? `look at it with \`kubectl describe pod${where} ${pod}\`` : undefined;
}
