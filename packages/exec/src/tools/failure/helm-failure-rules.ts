import type {FailureRule} from './failure-hints.js';

/** What is known of the messages of helm 3 and 4 themselves. The first rule that matches counts. */
export const helmFailureRules: readonly FailureRule[] = [
  {
    id: 'helm-pending',
    pattern: /another operation \(install\/upgrade\/rollback\) is in progress/,
    hint: 'Another helm works on the release, or was killed while it did. If none is running, `helm rollback` the release or, when it never came up, `helm uninstall` it.',
  },
  {
    id: 'release-not-found',
    pattern: /release: not found|Release not loaded: \S+: release: not found/,
    hint: 'There is no such release in the namespace; `helm list -A` shows where it may be.',
  },
  {
    id: 'release-exists',
    pattern: /cannot re-use a name that is still in use/,
    hint: 'The release is there already, perhaps failed or pending: `helm history` tells.',
  },
  {
    id: 'no-deployed-releases',
    pattern: /has no deployed releases/,
    hint: 'The release never came up, so there is nothing to upgrade from: `helm uninstall` it and apply again.',
  },
  {
    id: 'helm-ownership',
    pattern: /exists and cannot be imported into the current release|invalid ownership metadata/,
    hint: 'The object was made without helm, or by another release. Delete it, or let helm adopt it with the labels and annotations that the message names.',
  },
  {
    id: 'chart-dependencies',
    pattern: /found in Chart\.yaml, but missing in charts\/ directory: (.*)/,
    hint: 'Run `helm dependency build` in the chart: $1 is missing.',
  },
  {
    id: 'chart-version-missing',
    pattern: /chart "([^"]*)" version "([^"]*)" not found|chart "([^"]*)" matching (\S+) not found/,
    hint: 'The repository has the chart, but not in that version: `helm search repo --versions` or `helm show chart` tell which there are.',
  },
  {
    id: 'repo-missing',
    pattern: /repo (\S+) not found|no repo named "([^"]*)" found/,
    hint: "The chart's repository is not known to helm: name it in the step, `repo: {name: $+, url: https://...}`.",
  },
  {
    id: 'repo-unreachable',
    pattern: /looks like "([^"]*)" is not a valid chart repository or cannot be reached/,
    hint: 'Check the URL of the repository: $1/index.yaml has to be there.',
  },
  {
    id: 'chart-not-found',
    pattern:
      /chart "([^"]*)" not found in|path "([^"]*)" not found|Chart\.yaml file is missing|failed to download "([^"]*)"|non-absolute URLs should be in form of repo_name/,
    hint: 'helm does not find the chart. A path is relative to the file that declares it and starts with `./`; a chart of a repository wants `repo: {url: ...}`, one of a registry `oci://`.',
  },
  {
    id: 'values-schema',
    pattern: /values don't meet the specifications of the schema/,
    hint: 'The values do not fit values.schema.json of the chart, in what the lines after say.',
  },
  {
    id: 'template',
    pattern: /(?:template: |execution error at \()([^\s:]+):(\d+)/,
    hint: 'The chart fails at $1, line $2: a value that it needs may be missing or of another type.',
  },
  {
    id: 'helm-timeout',
    pattern: /timed out waiting for the condition|^(?!.*unreachable).*context deadline exceeded/m,
    hint: 'Something of the release did not become ready in time: `kflow status` and `kubectl describe` tell what.',
  },
];
