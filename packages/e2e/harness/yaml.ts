/** A root config with these phases, whose resources lie in `resources/`. */
export function rootConfig(phases: readonly string[] = []): string {
  return `kflow: {version: v1, kind: Config}
state: {dir: state}
phases: [${phases.join(', ')}]
resources: [resources]
`;
}

/** A resource in the project's namespace with one manifests step, and more lines when given. */
export function resource(name: string, manifest: string, more = ''): string {
  return `kflow: {version: v1, kind: ResourceDefinition}
name: ${name}
namespace: NS
${more}
manifests: [../manifests/${manifest}]
`;
}

/** What a Deployment of the sandbox does. */
export interface Behaviour {
  replicas?: number;
  /** `sandbox.kflow.dev/pod`. */
  pod?: 'image-pull' | 'crash-loop' | 'never' | 'fail-once' | 'waiting';
  /** `sandbox.kflow.dev/ready-after`, e.g. `3s`. */
  readyAfter?: string;
  /** Why the containers of a `waiting` pod wait. */
  waiting?: {reason: string; message: string};
  /** Lines of the pod's spec. */
  spec?: string;
}

/** A Deployment whose pods behave as told. */
export function deployment(name: string, {replicas = 1, pod, readyAfter, waiting, spec}: Behaviour = {}): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}, labels: {app: ${name}}}
spec:
  replicas: ${replicas}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata:
      labels: {app: ${name}${pod ? `, sandbox.kflow.dev/pod: ${pod}` : ''}}
      annotations: ${JSON.stringify({
        'sandbox.kflow.dev/ready-after': readyAfter,
        'sandbox.kflow.dev/reason': waiting?.reason,
        'sandbox.kflow.dev/message': waiting?.message,
      })}
    spec:${spec ? `\n      ${spec}` : ''}
      terminationGracePeriodSeconds: 1
      containers:
        - {name: app, image: "registry.example.com/${name}:1"}
`;
}

/** A ConfigMap with one entry. */
export function configMap(name: string, value = '1'): string {
  return `apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}}
data: {value: "${value}"}
`;
}
