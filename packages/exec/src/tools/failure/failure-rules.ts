import type {FailureRule} from './failure-hints.js';

/**
 * What is known of the messages of the API server and of client-go, which kubectl and helm pass on, and of kubectl itself (1.27 to 1.37).
 * The first rule that matches counts, so the more precise stand first.
 */
export const failureRules: readonly FailureRule[] = [
  {
    id: 'context-missing',
    pattern:
      /context "([^"]*)" does not exist|no context exists with the name: "([^"]*)"|context was not found for specified context: (\S+)/,
    hint: 'The kubeconfig has no context "$+". `kubectl config get-contexts` lists those that it has.',
  },
  {
    id: 'kubeconfig-missing',
    pattern: /(?:^|error: )stat (\S+): no such file or directory/m,
    hint: 'There is no kubeconfig at $1: check `--kubeconfig` or KUBECONFIG.',
  },
  {
    id: 'kubeconfig-invalid',
    pattern: /error loading config file "([^"]*)"|invalid configuration: /,
    hint: 'kubectl found no usable kubeconfig. Set KUBECONFIG or `--kubeconfig`, and try `kubectl config view`.',
  },
  {
    id: 'credential-plugin',
    pattern: /getting credentials: (?:exec: )?(.*)/,
    hint: "The kubeconfig's credential plugin failed: sign in again with your cloud provider's tool, or install the plugin.",
  },
  {
    id: 'webhook-failed',
    pattern: /failed calling webhook "([^"]*)"/,
    hint: 'The admission webhook $1 cannot be reached: make its workload ready first (`dependsOn` it), or look at its pods and service.',
  },
  {
    id: 'webhook-denied',
    pattern: /admission webhook "([^"]*)" denied the request/,
    hint: 'The admission webhook $1 refused the object; what it says is its reason.',
  },
  {
    id: 'unauthorized',
    pattern:
      /You must be logged in to the server|\bUnauthorized\b|the server has asked for the client to provide credentials/,
    hint: 'The cluster does not accept your credentials: they may have run out. Sign in again.',
  },
  {
    id: 'connection-refused',
    pattern: /(?:The connection to the server (\S+) was refused|dial tcp (\S+): connect: connection refused)/,
    hint: 'Nothing listens at $+: is the cluster running, and is this the right context?',
  },
  {
    id: 'unreachable',
    pattern:
      /Unable to connect to the server: |[Kk]ubernetes cluster unreachable: |dial tcp (?:\S+ )?.*(?:no such host|i\/o timeout|no route to host|network is unreachable)|TLS handshake timeout/,
    hint: 'The cluster cannot be reached: check the context, the network, and a VPN or proxy that it may need.',
  },
  {
    id: 'quota',
    pattern: /exceeded quota: ([^,\s]+)/,
    hint: 'The quota $1 of the namespace is used up: ask for less, remove something, or raise it (`kubectl describe quota`).',
  },
  {
    id: 'pod-security',
    pattern: /violates PodSecurity "([^"]*)"/,
    hint: "The namespace enforces the Pod Security level $1: change the pod's securityContext, or the namespace's label.",
  },
  {
    id: 'namespace-terminating',
    pattern: /because it is being terminated|namespace (\S+) is being terminated/,
    hint: 'The namespace is still being deleted. Wait until it is gone; when it hangs, look for finalizers of what is left in it.',
  },
  {
    id: 'namespace-mismatch',
    pattern: /the namespace from the provided object "([^"]*)" does not match the namespace "([^"]*)"/,
    hint: 'The manifest says namespace "$1", the step "$2". Set the step\'s `namespace: $1`, or `noNamespace: true` when its manifests name their own.',
  },
  {
    id: 'namespace-missing',
    pattern: /namespaces "([^"]*)" not found/,
    hint: 'The namespace $1 does not exist: let kflow create it (`autoCreateNamespace`), or add a `createNamespace` step before.',
  },
  {
    id: 'forbidden',
    pattern: /\(Forbidden\)|is forbidden: User "([^"]*)" cannot/,
    hint: 'You may not do that in this cluster: ask for the role that allows it, and try `kubectl auth can-i`.',
  },
  {
    id: 'kind-missing',
    pattern: /no matches for kind "([^"]*)" in version "([^"]*)"|the server doesn't have a resource type "([^"]*)"/,
    hint: 'The cluster does not know this kind: its CRD is not there yet. Apply the CRD (or the chart or operator that brings it) in an earlier step and let this one depend on it; or the apiVersion is not one that the cluster serves.',
  },
  {
    id: 'immutable',
    pattern:
      /field is immutable|spec: Forbidden: updates to \S+ spec for fields other than|updates may not change fields other than|may not change once set/,
    hint: 'Kubernetes does not let this field change: delete the object and apply it anew (`kflow destroy`, then `kflow apply`), or give the new one another name.',
  },
  {
    id: 'conflict',
    pattern: /Apply failed with \d+ conflicts?: |conflict with "([^"]*)"/,
    hint: 'Somebody else manages these fields. Leave them out of the manifest, or make them yours with `kubectl apply --server-side --force-conflicts`.',
  },
  {
    id: 'changed-meanwhile',
    pattern: /the object has been modified; please apply your changes to the latest version/,
    hint: 'Something else changed the object at the same moment. Try again.',
  },
  {
    id: 'annotation-too-long',
    pattern: /metadata\.annotations: Too long|Request entity too large/,
    hint: 'The object is too large for client-side apply: set `serverSide: true` on the step.',
  },
  {
    id: 'schema',
    pattern: /unknown field "([^"]*)"/,
    hint: 'The kind has no field $1: check its spelling and its indentation (`kubectl explain`).',
  },
  {
    id: 'not-a-string',
    pattern:
      /cannot (?:convert (?:int64|float64|bool) to string|unmarshal (?:number|bool) into Go struct field \S+ of type string)|expected string, got/,
    hint: 'The manifest has a number or a boolean where a string is wanted: put it in quotes.',
  },
  {
    id: 'not-base64',
    pattern: /illegal base64 data/,
    hint: "A Secret's `data` is base64; plain text goes under `stringData`.",
  },
  {
    id: 'yaml',
    pattern: /error (?:converting YAML to JSON|parsing \S+)|YAML parse error on ([^\s:]+)/,
    hint: 'The manifest is no valid YAML. Lines are counted from the start of the document.',
  },
  {
    id: 'kind-unset',
    pattern: /Object 'Kind' is missing/,
    hint: 'One of the documents has no `kind`. Is it a Kubernetes manifest?',
  },
  {
    id: 'rate-limited',
    pattern: /client rate limiter Wait returned an error|Too Many Requests/i,
    hint: 'The API server is busy. Lower `--concurrency` and try again.',
  },
  {
    id: 'etcd',
    pattern: /etcdserver: /,
    hint: "The cluster's etcd does not answer. Look at the control plane (`kubectl get --raw '/readyz?verbose'`), then run the same command again.",
  },
  {
    id: 'server-unavailable',
    pattern:
      /\(ServiceUnavailable\)|currently unable to handle the request|\((?:Server)?Timeout\)|Timeout: request did not complete|unable to return a response in the time allotted/,
    hint: "The API server, or what stands before it, cannot answer. Look at the control plane (`kubectl get --raw '/readyz?verbose'`), then run the same command again.",
  },
  {
    id: 'connection-lost',
    pattern:
      /connection reset by peer|unexpected EOF|http2: (?:client connection|server sent GOAWAY)|stream error: stream ID|unexpected error when reading response body|: EOF$/m,
    hint: 'The connection to the API server broke off. Check the network, and a VPN, proxy or load balancer on the way; then run the same command again.',
  },
  {
    id: 'server-error',
    pattern: /\(InternalError\)|Internal error occurred: |an error on the server \(/,
    hint: 'The API server failed by itself; its log tells more than its answer. Run the same command again, and ask who administers the cluster if it stays.',
  },
  {
    id: 'wait-timeout',
    pattern: /timed out waiting for the condition/,
    hint: 'It did not happen in time: `kubectl describe` the object, or give the step a longer `timeout`.',
  },
  {
    id: 'flag-unknown',
    pattern: /unknown flag: (--\S+)/,
    hint: 'This version of the tool does not know $1. kflow needs helm 3.10 or later.',
  },
  {
    id: 'already-exists',
    pattern: /\(AlreadyExists\)/,
    hint: 'The object is there already.',
  },
];
