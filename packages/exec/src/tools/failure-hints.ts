/** One kind of failure that kubectl or helm report. */
export interface FailureRule {
  /** Stable, for code that treats one kind differently. */
  id: string;
  /** Absent: both. */
  tool?: 'kubectl' | 'helm';
  pattern: RegExp;
  /** What to do. `$1` ... stand for the pattern's groups. */
  hint: string;
}

/** A failure that was recognised. */
export interface RecognisedFailure {
  id: string;
  hint: string;
}

/**
 * What is known of the messages of kubectl (1.27 to 1.37), of the API server that it passes on, and of helm (3 and 4). The first rule that
 * matches counts, so the more precise stand first.
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
    id: 'connection-refused',
    pattern: /(?:The connection to the server (\S+) was refused|dial tcp (\S+): connect: connection refused)/,
    hint: 'Nothing listens at $+: is the cluster running, and is this the right context?',
  },
  {
    id: 'unreachable',
    pattern:
      /Unable to connect to the server: |Kubernetes cluster unreachable: |dial tcp (?:\S+ )?.*(?:no such host|i\/o timeout|no route to host|network is unreachable)|TLS handshake timeout/,
    hint: 'The cluster cannot be reached: check the context, the network, and a VPN or proxy that it may need.',
  },
  {
    id: 'unauthorized',
    pattern:
      /You must be logged in to the server|\bUnauthorized\b|the server has asked for the client to provide credentials/,
    hint: 'The cluster does not accept your credentials: they may have run out. Sign in again.',
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
    id: 'helm-pending',
    tool: 'helm',
    pattern: /another operation \(install\/upgrade\/rollback\) is in progress/,
    hint: 'Another helm works on the release, or was killed while it did. If none is running, `helm rollback` the release or, when it never came up, `helm uninstall` it.',
  },
  {
    id: 'release-not-found',
    tool: 'helm',
    pattern: /release: not found|Release not loaded: \S+: release: not found/,
    hint: 'There is no such release in the namespace; `helm list -A` shows where it may be.',
  },
  {
    id: 'release-exists',
    tool: 'helm',
    pattern: /cannot re-use a name that is still in use/,
    hint: 'The release is there already, perhaps failed or pending: `helm history` tells.',
  },
  {
    id: 'no-deployed-releases',
    tool: 'helm',
    pattern: /has no deployed releases/,
    hint: 'The release never came up, so there is nothing to upgrade from: `helm uninstall` it and apply again.',
  },
  {
    id: 'helm-ownership',
    tool: 'helm',
    pattern: /exists and cannot be imported into the current release|invalid ownership metadata/,
    hint: 'The object was made without helm, or by another release. Delete it, or let helm adopt it with the labels and annotations that the message names.',
  },
  {
    id: 'chart-dependencies',
    tool: 'helm',
    pattern: /found in Chart\.yaml, but missing in charts\/ directory: (.*)/,
    hint: 'Run `helm dependency build` in the chart: $1 is missing.',
  },
  {
    id: 'chart-version-missing',
    tool: 'helm',
    pattern: /chart "([^"]*)" version "([^"]*)" not found|chart "([^"]*)" matching (\S+) not found/,
    hint: 'The repository has the chart, but not in that version: `helm search repo --versions` or `helm show chart` tell which there are.',
  },
  {
    id: 'repo-missing',
    tool: 'helm',
    pattern: /repo (\S+) not found|no repo named "([^"]*)" found/,
    hint: "The chart's repository is not known to helm: name it in the step, `repo: {name: $+, url: https://...}`.",
  },
  {
    id: 'repo-unreachable',
    tool: 'helm',
    pattern: /looks like "([^"]*)" is not a valid chart repository or cannot be reached/,
    hint: 'Check the URL of the repository: $1/index.yaml has to be there.',
  },
  {
    id: 'chart-not-found',
    tool: 'helm',
    pattern:
      /chart "([^"]*)" not found in|path "([^"]*)" not found|Chart\.yaml file is missing|failed to download "([^"]*)"|non-absolute URLs should be in form of repo_name/,
    hint: 'helm does not find the chart. A path is relative to the file that declares it and starts with `./`; a chart of a repository wants `repo: {url: ...}`, one of a registry `oci://`.',
  },
  {
    id: 'values-schema',
    tool: 'helm',
    pattern: /values don't meet the specifications of the schema/,
    hint: 'The values do not fit values.schema.json of the chart, in what the lines after say.',
  },
  {
    id: 'template',
    tool: 'helm',
    pattern: /(?:template: |execution error at \()([^\s:]+):(\d+)/,
    hint: 'The chart fails at $1, line $2: a value that it needs may be missing or of another type.',
  },
  {
    id: 'helm-timeout',
    tool: 'helm',
    pattern: /timed out waiting for the condition|context deadline exceeded/,
    hint: 'Something of the release did not become ready in time: `kflow status` and `kubectl describe` tell what.',
  },
  {
    id: 'wait-timeout',
    tool: 'kubectl',
    pattern: /timed out waiting for the condition/,
    hint: 'It did not happen in time: `kubectl describe` the object, or give the step a longer `timeout`.',
  },
  {
    id: 'already-exists',
    tool: 'kubectl',
    pattern: /\(AlreadyExists\)/,
    hint: 'The object is there already.',
  },
];

/** Which known failure a tool's message tells of. */
export function recogniseFailure(tool: 'kubectl' | 'helm', text: string): RecognisedFailure | undefined {
  for (const {id, tool: only, pattern, hint} of failureRules) {
    if (only !== undefined && only !== tool) continue;
    const match = pattern.exec(text);
    if (match === null) continue;
    const groups = match.slice(1);
    const found = groups.find((group) => group !== undefined) ?? '';
    return {
      id,
      hint: hint.replace(/\$(\+|\d)/g, (_, which: string) =>
        which === '+' ? found : (groups[Number(which) - 1] ?? ''),
      ),
    };
  }
  return undefined;
}

/** The hint for a tool's message, if it is a known one. */
export function failureHint(tool: 'kubectl' | 'helm', text: string): string | undefined {
  return recogniseFailure(tool, text)?.hint;
}
