import {isSystemNamespace} from '@kflow/core';
import type {Project} from '@kflow/core';

/** Why a namespace has to stay, whatever a `createNamespace` step says; undefined when it need not. */
export function whyNamespaceStays(project: Project, name: string): string | undefined {
  if (isSystemNamespace(name)) return 'it belongs to Kubernetes';
  const keeper = project.resources.find(
    ({keepNamespace, namespace, steps}) =>
      keepNamespace && (namespace === name || steps.some((step) => step.namespace === name)),
  );
  return keeper && `resource ${keeper.name} keeps it (\`keepNamespace\`)`;
}
