import {codeCatalogue} from './code-catalogue.js';

/**
 * Every code that a run, or a look at a cluster, can fail with. A code never changes its meaning and is never given to something
 * else. `KF62x` runners and plugins at work, `KF7xx` kubectl, helm and what they are given, `KF8xx` the cluster, `KF9xx` kflow and its state.
 */
export const errorCodes = /* @__PURE__ */ codeCatalogue({
  KF620: {
    severity: 'error',
    title: 'runner failed',
    meaning:
      'A hook of your own code threw, or, of a `command` runner, printed what is not of its protocol. The place in your code, or the line, is named. Mend it there and run the command again.',
  },
  KF621: {
    severity: 'error',
    title: 'no pod to run in',
    meaning:
      'An `exec` step or `ctx.kubectlExec` found no running pod for its selector. Make the step depend on the resource that has the pod.',
  },
  KF622: {
    severity: 'error',
    title: 'step kind failed',
    meaning:
      "The handler of a plugin's step kind threw, or returned what is no result. The place in its code is named. Mend it there, or tell the plugin's author.",
  },
  KF701: {
    severity: 'error',
    title: 'tool not found',
    meaning: 'kubectl, helm or another program could not be started. It has to be on your PATH, and executable.',
  },
  KF702: {
    severity: 'error',
    title: 'tool did not end',
    meaning:
      'The program took longer than it was given, and was killed with everything that it had started. Look at what it printed last, and give it more time if it only needs that.',
  },
  KF703: {
    severity: 'error',
    title: 'tool failed',
    meaning:
      'The program ended with an error. The command, its exit code and its last words are shown, secrets masked. Run the command by hand to look closer.',
  },
  KF704: {
    severity: 'error',
    title: 'value that helm cannot hold',
    meaning: 'helm keeps numbers in 64 bits. Write the value as a string if the chart takes one.',
  },
  KF705: {
    severity: 'error',
    title: 'value set twice',
    meaning: 'A secret value and another value set the same path of a chart. Keep one of them.',
  },
  KF706: {
    severity: 'error',
    title: 'value missing',
    meaning:
      'The environment variable or file that a secret value, or a key of a Secret or ConfigMap, comes from is not there. Set or make it; the message names it.',
  },
  KF707: {
    severity: 'error',
    title: 'key given twice',
    meaning: 'Two sources of a Secret or ConfigMap give the same key. Both are named; keep one of them.',
  },
  KF708: {
    severity: 'error',
    title: 'env file not understood',
    meaning:
      'A line of an env file is no `KEY=value`, or its key cannot be one. The line is named, and not shown: it may be half of a secret. Mend that line; comments begin with `#`.',
  },
  KF710: {
    severity: 'error',
    title: 'kubeconfig unreadable',
    meaning: 'kubectl cannot read the kubeconfig. `kubectl config view` says more.',
  },
  KF711: {
    severity: 'error',
    title: 'unknown context',
    meaning:
      'The kubeconfig has no context of that name. The ones that it has are listed. Choose one of them with `--context` or `context` of the root config.',
  },
  KF712: {
    severity: 'error',
    title: 'no context',
    meaning: 'There is no kubeconfig, it is empty, or no context of it is active. `--context` names one.',
  },
  KF720: {
    severity: 'error',
    title: 'manifest unreadable',
    meaning:
      'A manifest file was there when the project was loaded, and cannot be read now. Something moved it away, or changed its permissions, during the run. Put it back and run again.',
  },
  KF722: {
    severity: 'error',
    title: 'kubectl did nothing',
    meaning:
      'kubectl exited with 0 and said nothing of objects that it was to apply, and they are not in the cluster: it is a wrapper that does something else, or is broken. Look at the `kubectl` that is first on PATH.',
  },
  KF723: {
    severity: 'error',
    title: 'helm did nothing',
    meaning:
      'helm exited with 0, and there is no release of that name: it is a wrapper that does something else, or is broken. Look at the `helm` that is first on PATH.',
  },
  KF731: {
    severity: 'error',
    title: 'namespace being deleted',
    meaning: 'A namespace that is needed is still going away. `kubectl get namespace NAME -o yaml` says what holds it.',
  },
  KF733: {
    severity: 'error',
    title: 'release pending',
    meaning:
      'helm refuses a release that another helm is at work on, or was killed at. kflow frees it when its own state, or this run, says that it was its helm that was cut off, or after 15 minutes; before that it cannot know. The message names the release. Let the other helm end; if there is none, `helm rollback` frees the release. The same code tells of a helm that could not write down, for a minute, that it was done.',
  },
  KF801: {
    severity: 'error',
    title: 'cluster unreachable',
    meaning: 'The API server does not answer. Is the cluster up, and is it the context you meant?',
  },
  KF802: {
    severity: 'error',
    title: 'not logged in',
    meaning:
      'The API server does not accept the credentials, or the program that should get them failed. Log in again as you do for kubectl; `kubectl auth whoami` with the same context has to work.',
  },
  KF803: {
    severity: 'error',
    title: 'not allowed',
    meaning: 'Your user may not read something that kflow has to see. `kubectl auth can-i --list` says what it may.',
  },
  KF804: {
    severity: 'error',
    title: 'certificate not trusted',
    meaning:
      "The API server's certificate is not the one that the kubeconfig expects. Update `certificate-authority` of the cluster in the kubeconfig, and make sure that nothing stands between you and the API server.",
  },
  KF805: {
    severity: 'error',
    title: 'API error',
    meaning:
      'The API server answered with an error; its words are shown. If they speak of overload or of a timeout, run the command again.',
  },
  KF806: {
    severity: 'error',
    title: 'no kubectl proxy',
    meaning:
      '`kubectl proxy` could not serve on a private socket. kflow reads through `kubectl get --raw` instead: slower, and nothing has to be done.',
  },
  KF807: {
    severity: 'error',
    title: 'kubeconfig unusable',
    meaning:
      'The kubeconfig or the context in it does not name a cluster and a user that kubectl can use. `kubectl config view --context NAME --minify` shows what it names.',
  },
  KF810: {
    severity: 'error',
    title: 'not ready in time',
    meaning:
      'The wait for a rollout took longer than `--timeout`. What was not ready, how far it was and why are shown. Mend what is named, or raise `--timeout` for what only needs longer; then run again.',
  },
  KF811: {
    severity: 'error',
    title: 'will not become ready',
    meaning:
      'A workload cannot become ready by itself: a crash loop, an image that cannot be pulled, a quota, a failed Job. The [causes](#why-workloads-do-not-become-ready) stand below.',
  },
  KF812: {
    severity: 'error',
    title: 'not gone in time',
    meaning:
      'Something that was deleted is still there. What holds it is named: the finalizers, the controllers that should clear them and how those are, the pods or other objects in the way. See [Taking things down](teardown.md#when-something-does-not-go-away).',
  },
  KF813: {
    severity: 'error',
    title: 'kind not served',
    meaning:
      'The cluster does not know the kind of something that is waited for. Is its CustomResourceDefinition installed?',
  },
  KF814: {
    severity: 'error',
    title: 'waited in vain',
    meaning:
      'What a `wait` step waits for did not come about within its `timeout`. How the object was in the end is shown. See that something makes it so, or raise the `timeout`.',
  },
  KF815: {
    severity: 'error',
    title: 'namespace kept',
    meaning:
      'A namespace was to be deleted, and something is in it that the project did not put there, or it could not be seen whether there is. It stays, and what is in it is named. [What counts](teardown.md#namespaces) is described with `destroy`; `--force` deletes it with everything in it.',
  },
  KF820: {
    severity: 'error',
    title: 'nothing to find pods by',
    meaning:
      'A resource without `selector`, `workloads`, a helm release and workloads in its manifests does not say which pods are its. `logs --selector` names them.',
  },
  KF821: {
    severity: 'error',
    title: 'no pods',
    meaning: 'The cluster has no pods of the resource at the moment. `logs --follow` waits for them.',
  },
  KF822: {
    severity: 'error',
    title: 'no such container',
    meaning: 'No pod of the resource has a container of that name. Those that there are are listed.',
  },
  KF823: {
    severity: 'error',
    title: 'no log',
    meaning:
      'None of the containers has a log yet, or none has been restarted, which `logs --previous` is about. Wait until a container has started, or leave `--previous` away.',
  },
  KF900: {severity: 'error', title: 'bug', meaning: 'An error in kflow. Please report it, with the output of `-v`.'},
  KF901: {
    severity: 'error',
    title: 'bug in a plan',
    meaning: 'An error in kflow. Please report it, with `kflow plan --json`.',
  },
  KF902: {
    severity: 'error',
    title: 'interrupted',
    meaning: 'Ctrl-C or its like. What was done stands in the state. Run the command again to finish.',
  },
  KF910: {
    severity: 'error',
    title: 'corrupt state',
    meaning:
      'The state file is no state file any more. A copy of it was put aside; its path is shown. Nothing was changed. Repair the file, or delete it to begin with an empty state: the cluster is not touched, and the next apply records everything again.',
  },
  KF911: {
    severity: 'error',
    title: 'state of a newer version',
    meaning: 'A newer kflow wrote the state file. Use that one, or point `state.dir` somewhere else.',
  },
  KF912: {
    severity: 'error',
    title: 'state not accessible',
    meaning:
      'The state file cannot be read or written: permissions, or a full disk. Give your user access, make room, or choose another directory with `state.dir`.',
  },
  KF913: {
    severity: 'error',
    title: 'state not private',
    meaning:
      "The state folder belongs to somebody else or may be written to by everybody, or what is in the place of one of kflow's files is a symbolic link, a pipe or the like. The path is named. Nothing was run. See [security.md](security.md#the-state-folder).",
  },
  KF920: {
    severity: 'error',
    title: 'another run is at work',
    meaning: 'Another kflow holds the lock of this cluster; it is named. `--wait-lock` waits for it.',
  },
  KF921: {
    severity: 'error',
    title: 'strange lock file',
    meaning: "The file in the place of the lock is not kflow's. Its path is shown: look at it, and remove it.",
  },
  KF922: {
    severity: 'error',
    title: 'lock not possible',
    meaning:
      'The lock file cannot be made: permissions, or a full disk. Give your user access, make room, or choose another directory with `state.dir`.',
  },
  KF930: {
    severity: 'error',
    title: 'another cluster',
    meaning:
      'The context points at another cluster than the one that kflow applied to. If that is meant, `--new-cluster` forgets what is recorded of the old one (on a terminal kflow asks).',
  },
  KF940: {
    severity: 'error',
    title: 'step kind not run yet',
    meaning:
      'This version reads and plans the kind, and does not run it. Nothing was run. Take the steps out, select resources without them, or use a newer kflow.',
  },
  KF941: {
    severity: 'error',
    title: 'operation not run yet',
    meaning: 'This version plans the operation, and does not run it. Nothing was run. A newer kflow may run it.',
  },
  KF942: {
    severity: 'error',
    title: 'plan of another version',
    meaning:
      'The plan was made by another version of `@kflow/core`, in a shape that this version of `@kflow/exec` does not know. Nothing was run. Make the plan with a version that goes with it: [what is versioned, and how](compatibility.md#plan).',
  },
  KF943: {
    severity: 'error',
    title: 'plan of another project',
    meaning:
      'The plan names resources or steps that the project does not have: it was made of another project, or the project has changed since. Nothing was run. Make the plan anew.',
  },
});
