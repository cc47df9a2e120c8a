import type {Diagnosis} from '../../engine/event.js';

/** What to do about a diagnosis; undefined when nothing more can be said than the API's own words. */
export function hintFor(diagnosis: Diagnosis): string | undefined {
  const {pod, container, namespace, reason} = diagnosis;
  const where = namespace === undefined ? '' : ` -n ${namespace}`;
  switch (reason) {
    case 'ErrImagePull':
    case 'ImagePullBackOff':
    case 'ImageInspectError':
      return 'check that the image and its tag exist, and that the nodes may pull it (imagePullSecrets)';
    case 'InvalidImageName':
      return 'the image is not a valid name; look for an empty value or a stray character in it';
    case 'ErrImageNeverPull':
      return 'imagePullPolicy is Never and the node does not have the image: load it onto the nodes, or use another policy';
    case 'CreateContainerConfigError':
      return 'a ConfigMap, Secret or key that the container refers to is missing';
    case 'CrashLoopBackOff':
    case 'BackoffLimitExceeded':
    case 'Error':
    case 'OOMKilled':
      if (pod === undefined) return undefined;
      return `see all of its output with \`kubectl logs${where} ${pod}${container === undefined ? '' : ` -c ${container}`} --previous\``;
    case 'Unschedulable':
      return 'no node can take the pod: compare its requests, node selector, tolerations and volumes with the nodes';
    case 'FailedCreate':
      return 'the API server refuses the pods: a quota, a limit, an admission webhook or a missing service account';
    default:
      return pod === undefined ? undefined : `look at it with \`kubectl describe pod${where} ${pod}\``;
  }
}
