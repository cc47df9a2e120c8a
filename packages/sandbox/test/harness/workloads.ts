/** A Deployment of one pod with that behaviour (label `sandbox.kflow.dev/pod`) and annotations, as YAML. */
export function deployment(name: string, behaviour?: string, annotations: {[name: string]: string} = {}): string {
  const labels = {app: name, ...(behaviour ? {'sandbox.kflow.dev/pod': behaviour} : {})};
  return `apiVersion: apps/v1
kind: Deployment
metadata: {name: ${name}}
spec:
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: ${JSON.stringify({labels, annotations})}
    spec: {containers: [{name: main, image: example/app:1}]}
`;
}

/** A Job of one pod with that behaviour, as YAML. */
export function job(name: string, behaviour?: string): string {
  return `apiVersion: batch/v1
kind: Job
metadata: {name: ${name}}
spec:
  backoffLimit: 0
  template:
    metadata: ${JSON.stringify({labels: behaviour ? {'sandbox.kflow.dev/pod': behaviour} : {}})}
    spec: {restartPolicy: Never, containers: [{name: main, image: example/app:1}]}
`;
}

/** What these tests look at in a pod. */
export interface PodView {
  metadata: {name: string; creationTimestamp: string};
  status: {
    phase: string;
    podIP?: string;
    conditions?: {type: string; status: string; reason?: string; lastTransitionTime: string}[];
    containerStatuses?: {
      ready: boolean;
      restartCount: number;
      state: {
        waiting?: {reason: string; message?: string};
        running?: object;
        terminated?: {exitCode: number; reason: string};
      };
      lastState?: {terminated?: {exitCode: number; reason: string}};
    }[];
  };
}
