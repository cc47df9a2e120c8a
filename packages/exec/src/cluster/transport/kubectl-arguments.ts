import type {Environment} from '../../ports/environment.js';

/** Which cluster kubectl is to talk to. */
export interface KubectlTarget {
  /** Name or path of the executable. Default `kubectl`. */
  kubectl?: string;
  /** Name of the kubeconfig context. Default: the active one. */
  context?: string;
  /** Path of the kubeconfig. Default: kubectl's own rules. */
  kubeconfig?: string;
  /** What kubectl inherits. Default `process.env`. */
  env?: Environment;
}

/** The flags that name the cluster. */
export function targetArguments(target: KubectlTarget): string[] {
  const args: string[] = [];
  if (target.kubeconfig !== undefined) args.push(`--kubeconfig=${target.kubeconfig}`);
  if (target.context !== undefined) args.push(`--context=${target.context}`);
  return args;
}
