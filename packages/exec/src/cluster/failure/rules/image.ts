import type {KubeObject} from '../../../ports/cluster-reader.js';
import type {Cause} from '../causes.js';
import {waitingFor} from '../container-findings.js';
import {eventsAbout} from '../subject.js';
import type {FailureRule} from '../subject.js';

const pulls = [
  'ErrImagePull',
  'ImagePullBackOff',
  'ImageInspectError',
  'RegistryUnavailable',
  'SignatureValidationFailed',
];

/**
 * What registries and container runtimes say (containerd, CRI-O, dockerd), the most specific first: containerd says `not found` of a
 * platform, too, and Docker Hub `denied` of what does not exist.
 */
const words: readonly [RegExp, Cause][] = [
  [/no match for platform|no matching manifest for/i, 'image-platform'],
  [/toomanyrequests|too many requests|rate limit/i, 'image-rate-limit'],
  [
    /no such host|i\/o timeout|connection refused|connection reset|no route to host|network is unreachable|TLS handshake|x509|deadline exceeded|\bEOF\b|server misbehaving|50[0-4] (Internal|Bad|Service|Gateway)/i,
    'image-registry',
  ],
  [
    /unauthorized|authentication required|denied|forbidden|insufficient_scope|no basic auth credentials/i,
    'image-unauthorized',
  ],
  [/not found|manifest unknown|name unknown/i, 'image-not-found'],
];

/**
 * Images that cannot be had. A back-off of older kubelets does not say why; then the pod's events do.
 * Source: the reasons of k8s.io/kubernetes/pkg/kubelet/images/types.go.
 */
export const imageRule: FailureRule = (subject) =>
  subject.pods.flatMap((pod) => [
    ...waitingFor(pod, ['InvalidImageName'], 'image-name-invalid'),
    ...waitingFor(pod, ['ErrImageNeverPull'], 'image-never-pulled'),
    ...waitingFor(pod, pulls, 'image-pull').map((finding) => {
      const told = eventsAbout(subject, pod).findLast(({message}) => /^Failed to pull image/.test(message ?? ''));
      const text = withoutNames([finding.message, told?.['message']].join('\n'), pod);
      return {...finding, cause: words.find(([pattern]) => pattern.test(text))?.[1] ?? finding.cause};
    }),
  ]);

/** An image may be called `access-denied`. */
function withoutNames(text: string, {spec}: KubeObject): string {
  const containers: {image?: string}[] = [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])];
  const images = containers.flatMap(({image}) => image ?? []);
  return images.reduce((rest, image) => rest.replaceAll(image, ''), text).replaceAll(/"[^"]*"/g, '');
}
