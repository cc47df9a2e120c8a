/** Why a workload does not become ready, as far as kflow can tell. A cause never changes its meaning and is never given to something else. */
export interface CauseEntry {
  /**
   * `certain`: only a change to what was applied, or to what it refers to, helps; the wait ends at once. `unsettled`: just as certain, but
   * what is missing may be on its way from somebody else: the wait ends a few seconds later if it is still so. `suspect`: it often passes by
   * itself; the wait ends after a grace without any improvement. `patient`: it takes minutes to pass where it does.
   */
  certainty: 'certain' | 'unsettled' | 'suspect' | 'patient';
  /** In a few words. */
  title: string;
  /** What to do about it. */
  hint: string;
}

/** Every cause that kflow tells apart. */
export const causes = /* @__PURE__ */ causeCatalogue({
  'image-name-invalid': {
    certainty: 'certain',
    title: 'the image is not a valid name',
    hint: 'look for an empty value or a stray character in the image',
  },
  'image-not-found': {
    certainty: 'certain',
    title: 'the registry has no such image or tag',
    hint: 'check the name and the tag of the image, and that it was pushed',
  },
  'image-unauthorized': {
    certainty: 'certain',
    title: 'the registry does not give the image to this cluster',
    hint: 'the image does not exist, or needs credentials: check its name, and the imagePullSecrets of the pod or its service account',
  },
  'image-platform': {
    certainty: 'certain',
    title: "the image is not built for the node's platform",
    hint: "build the image for the nodes' platform, or select nodes of its own with a nodeSelector on kubernetes.io/arch",
  },
  'image-never-pulled': {
    certainty: 'certain',
    title: 'the node does not have the image and may not pull it',
    hint: 'with imagePullPolicy Never the image has to be on the nodes already: load it there, or use another policy',
  },
  'image-rate-limit': {
    certainty: 'suspect',
    title: 'the registry refuses further pulls for now',
    hint: 'pull with credentials (imagePullSecrets), through a mirror, or wait until the limit is over',
  },
  'image-registry': {
    certainty: 'suspect',
    title: 'the registry cannot be reached',
    hint: 'check the host name in the image, and that the nodes reach the registry',
  },
  'image-pull': {
    certainty: 'suspect',
    title: 'the image cannot be pulled',
    hint: 'check that the image and its tag exist, and that the nodes may pull it (imagePullSecrets)',
  },
  'secret-missing': {
    certainty: 'unsettled',
    title: 'a Secret that the pod refers to is missing',
    hint: 'create the Secret in the namespace of the pod, or correct its name; a step or resource that makes it has to come first (`dependsOn`)',
  },
  'config-missing': {
    certainty: 'unsettled',
    title: 'a ConfigMap that the pod refers to is missing',
    hint: 'create the ConfigMap in the namespace of the pod, or correct its name; a step or resource that makes it has to come first (`dependsOn`)',
  },
  'key-missing': {
    certainty: 'unsettled',
    title: 'a Secret or ConfigMap lacks a key that the pod refers to',
    hint: 'add the key, or correct its name in the pod',
  },
  'container-config': {
    certainty: 'unsettled',
    title: "the container's settings contradict the image or the node",
    hint: 'see the message: most often runAsNonRoot with an image that runs as root',
  },
  'command-not-found': {
    certainty: 'certain',
    title: 'the image has no such program',
    hint: 'check `command`, `args` and `workingDir` of the container against what is in the image',
  },
  'container-start': {
    certainty: 'suspect',
    title: 'the container cannot be started',
    hint: 'see the message of the container runtime',
  },
  'post-start-hook': {
    certainty: 'suspect',
    title: "the container's postStart hook fails",
    hint: 'run what the hook runs inside of the container',
  },
  'out-of-memory': {
    certainty: 'suspect',
    title: 'the container is killed again and again because it takes more memory than its limit',
    hint: 'raise resources.limits.memory, or find out what takes the memory',
  },
  'crash-loop': {
    certainty: 'suspect',
    title: 'the container ends again and again',
    hint: 'its last lines say why, mostly',
  },
  'liveness-probe': {
    certainty: 'suspect',
    title: 'the container is killed again and again because its liveness or startup probe fails',
    hint: 'check path, port and timing of the probe (initialDelaySeconds, or a startupProbe for what starts slowly)',
  },
  'readiness-probe': {
    certainty: 'suspect',
    title: 'the container was restarted and its readiness probe still fails',
    hint: 'check path, port and timing of the probe, and what the container logs',
  },
  unschedulable: {
    certainty: 'patient',
    title: 'no node can take the pod',
    hint: 'compare its requests, node selector, affinity and tolerations with the nodes',
  },
  'claim-missing': {
    certainty: 'unsettled',
    title: 'a PersistentVolumeClaim that the pod refers to is missing',
    hint: 'create the claim in the namespace of the pod, or correct its name',
  },
  'claim-lost': {
    certainty: 'certain',
    title: 'the volume of a claim is gone',
    hint: 'delete the claim and restore its data: Kubernetes cannot bring the volume back',
  },
  'storage-class-missing': {
    certainty: 'unsettled',
    title: 'a claim asks for a storage class that does not exist',
    hint: 'see `kubectl get storageclass`; the class of a claim cannot be changed: delete it and create it anew',
  },
  'volume-provisioning': {
    certainty: 'suspect',
    title: 'the volume of a claim cannot be made',
    hint: 'see the message of the provisioner',
  },
  'volume-mount': {
    certainty: 'suspect',
    title: 'a volume cannot be mounted',
    hint: 'see the message of the node',
  },
  'quota-exceeded': {
    certainty: 'unsettled',
    title: 'a quota of the namespace leaves no room for the pods',
    hint: 'raise the ResourceQuota, or take less: see `kubectl describe quota`',
  },
  'quota-unspecified': {
    certainty: 'unsettled',
    title: "a quota of the namespace wants requests or limits that the pods don't have",
    hint: 'set them in the containers, or give the namespace a LimitRange with defaults',
  },
  'limit-range': {
    certainty: 'unsettled',
    title: 'the pods ask for more or less than a LimitRange of the namespace allows',
    hint: 'see `kubectl describe limitrange`',
  },
  'pod-security': {
    certainty: 'unsettled',
    title: 'the pods violate the Pod Security level of the namespace',
    hint: 'set the securityContext that the message asks for, or change the pod-security.kubernetes.io labels of the namespace',
  },
  'admission-denied': {
    certainty: 'unsettled',
    title: 'an admission webhook or policy refuses the pods',
    hint: 'see its message; the policy is the business of whoever runs the webhook',
  },
  'webhook-unreachable': {
    certainty: 'suspect',
    title: 'an admission webhook does not answer, so no pods can be created',
    hint: 'see that the webhook runs; if it is gone for good, delete its webhook configuration',
  },
  'service-account-missing': {
    certainty: 'unsettled',
    title: 'the service account of the pods is missing',
    hint: 'create the ServiceAccount in the namespace of the pods, or correct its name',
  },
  'priority-class-missing': {
    certainty: 'unsettled',
    title: 'the priority class of the pods is missing',
    hint: 'create the PriorityClass, or correct its name: see `kubectl get priorityclass`',
  },
  'pods-refused': {
    certainty: 'unsettled',
    title: 'the API server refuses the pods',
    hint: 'see its message',
  },
  'job-backoff-limit': {
    certainty: 'certain',
    title: 'a Job used up its tries',
    hint: 'its last lines say why, mostly; a failed Job has to be deleted before it can run again',
  },
  'job-deadline': {
    certainty: 'certain',
    title: 'a Job took longer than its activeDeadlineSeconds',
    hint: 'raise it, or find out what takes so long; a failed Job has to be deleted before it can run again',
  },
  'job-failed': {
    certainty: 'certain',
    title: 'a Job failed',
    hint: 'a failed Job has to be deleted before it can run again',
  },
  'pod-failed': {
    certainty: 'certain',
    title: 'a pod that nothing starts again ended with an error',
    hint: 'its last lines say why, mostly; delete the pod to run it again',
  },
  'progress-deadline': {
    certainty: 'certain',
    title: 'a Deployment made no progress within its progressDeadlineSeconds',
    hint: 'its pods say why, mostly; raise progressDeadlineSeconds for what takes that long',
  },
  'stale-failure': {
    certainty: 'suspect',
    title: 'the object says that it failed, maybe of an earlier change',
    hint: 'see its status',
  },
});

/** Its type has the names, in their order, and not the texts: how something is worded is no part of the API. */
function causeCatalogue<Entries extends {[cause: string]: CauseEntry}>(
  entries: Entries,
): {readonly [cause in keyof Entries]: CauseEntry} {
  return entries;
}

/** The name of a cause. */
export type Cause = keyof typeof causes;

/** Seconds after which what is `unsettled` counts: objects of one apply come within a few seconds of each other. */
const settling = 4;
/** An autoscaler takes minutes to bring up a node. */
const patience = 8;

/**
 * Seconds for which a cause must be seen without anything improving before the wait fails.
 *
 * @param grace seconds
 */
export function holdOf(cause: Cause, grace: number): number {
  switch (causes[cause].certainty) {
    case 'certain':
      return 0;
    case 'unsettled':
      return Math.min(settling, grace);
    case 'suspect':
      return grace;
    case 'patient':
      return grace * patience;
  }
}
