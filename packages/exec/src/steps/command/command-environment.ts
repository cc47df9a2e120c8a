import type {StepContext} from '../step-handler.js';

/** What a command on this machine is told about where it runs. kflow, started by it, acts on the same cluster. */
export function commandEnvironment({resource, step, operation, contextName, kubeconfig}: StepContext): {
  [name: string]: string;
} {
  return {
    KFLOW_RESOURCE: resource.name,
    KFLOW_NAMESPACE: step.namespace ?? resource.namespace,
    ...(contextName === undefined ? {} : {KFLOW_CONTEXT: contextName}),
    KFLOW_OPERATION: operation,
    ...(kubeconfig === undefined ? {} : {KUBECONFIG: kubeconfig}),
  };
}
