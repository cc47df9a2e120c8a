// What each command does with a step of each kind.

const nothing = 'Nothing.';
const noRestart = 'Nothing of its own; the workloads of its resource are restarted.';

/** By kind, in the order of the reference. */
export const behaviours = {
  manifests: {
    apply: '`kubectl apply`, everything in one process, in the order of the list.',
    reload: 'As apply.',
    restart: noRestart,
    destroy: '`kubectl delete --ignore-not-found`, then waits until the objects are gone.',
    'what is waited for': 'Workloads, Jobs, claims, custom resources and the like among what it applied.',
    '--dry-run': 'Prints the `kubectl` command.',
    drift: 'A file that differs from what was applied.',
  },
  helm: {
    apply: '`helm upgrade --install`.',
    reload: 'As apply.',
    restart: 'Nothing of its own; what carries the label of the release is restarted.',
    destroy: '`helm uninstall`; a release that is not there is fine. Then waits until its objects are gone.',
    'what is waited for': "What the release's manifest holds.",
    '--dry-run': 'Prints the `helm` command; secret values are masked.',
    drift: 'None; `status` shows what helm says of the release.',
  },
  runner: {
    apply: "The runner's `preApply`, `apply` and `postApply`.",
    reload: 'Its `reload`, which is `apply` unless it says otherwise.',
    restart: 'Its `restart`, before the workloads of the resource are restarted.',
    destroy: 'Its `preDestroy`, `destroy` and `postDestroy`.',
    'what is waited for': 'Objects that it applied with `ctx.applyManifest`.',
    '--dry-run': 'Its hooks run with `ctx.dryRun`: calls that change something are printed, and not made.',
    drift: 'None; `status` and `health` call its hooks of these names.',
  },
  kustomize: {
    apply: '`kubectl apply -k`.',
    reload: 'As apply.',
    restart: noRestart,
    destroy: '`kubectl delete -k --ignore-not-found`, then waits until the objects are gone.',
    'what is waited for': 'As for manifests, among what the kustomization makes.',
    '--dry-run': 'Prints the `kubectl` command.',
    drift: 'None.',
  },
  wait: {
    apply: 'Waits until it is so, or for `timeout`; for an object or a kind that is not there yet, too.',
    reload: 'As apply.',
    restart: nothing,
    destroy: nothing,
    'what is waited for': 'Just that, with `--no-wait` as well. It takes no slot of `--concurrency`.',
    '--dry-run': 'Prints the `kubectl wait` that does the same.',
  },
  rolloutWait: {
    apply: 'Waits until the workloads that are there when it begins are rolled out, or for `timeout`.',
    reload: 'As apply.',
    restart: nothing,
    destroy: nothing,
    'what is waited for': 'Just that, with `--no-wait` as well. One that cannot become ready ends it early.',
    '--dry-run': 'Prints the `kubectl rollout status` that does the same.',
  },
  script: {
    apply: '`run`, in bash, in `workdir`.',
    reload: '`onReload`, else `run`; nothing when `onReload` is empty.',
    restart: nothing,
    destroy: '`onDestroy`, else nothing.',
    'what is waited for': 'That it ends. Stopping the run for good ends it, with everything that it started.',
    '--dry-run': 'Prints the script.',
  },
  exec: {
    apply: '`kubectl exec` of `command`; the pod has to be there.',
    reload: '`onReload`, else `command`.',
    restart: nothing,
    destroy: '`onDestroy`, else nothing; a pod that is gone is a warning.',
    'what is waited for': 'That it ends.',
    '--dry-run': 'Prints the command; for a pod that is not there yet, how to find it.',
  },
  secret: {
    apply: '`kubectl apply` of the object on standard input; with `ifNotExists`, nothing when it is there.',
    reload: 'As apply.',
    restart: nothing,
    destroy: '`kubectl delete`; with `ifNotExists` it stays.',
    '--dry-run': 'Prints the object, every value masked; runs no `fromCommand`.',
  },
  configmap: {
    apply: '`kubectl apply` of the object on standard input; with `ifNotExists`, nothing when it is there.',
    reload: 'As apply.',
    restart: nothing,
    destroy: '`kubectl delete`; with `ifNotExists` it stays.',
    '--dry-run': 'Prints the object; runs no `fromCommand`.',
  },
  dockerBuild: {
    apply: '`docker buildx build`, in the directory of the file.',
    reload: 'As apply, unless `onReload: skip`.',
    restart: nothing,
    destroy: 'Nothing: images stay where they are.',
    '--dry-run': 'Prints the `docker` command.',
    tests: "kflow's own check the arguments with a stand-in for docker: no daemon runs in CI.",
  },
  createNamespace: {
    apply: '`kubectl apply` of the Namespace; with `ifNotExists`, nothing when it is there.',
    reload: 'As apply.',
    restart: nothing,
    destroy:
      'Nothing, unless `deleteOnDestroy`: then it is deleted after everything else, unless others have something in it. Never `default`, one of `kube-*`, or one that a resource keeps.',
    '--dry-run': 'Prints the object.',
  },
};
