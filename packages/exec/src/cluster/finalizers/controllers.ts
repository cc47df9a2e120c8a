import type {ClusterReader, KubeObject} from '../../ports/cluster-reader.js';
import {readFailureOf} from '../read/read-error.js';

/** Kinds that controllers run as. */
const kinds = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** Labels whose value is a program's name. */
const nameLabels = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/instance',
  'app',
  'k8s-app',
];

/** The workloads of a cluster, read once, among which controllers are looked for. */
export class Controllers {
  #workloads: Promise<KubeObject[] | 'forbidden'> | undefined;

  constructor(private readonly reader: ClusterReader) {}

  /** Forgets what was read. */
  refresh(): void {
    this.#workloads = undefined;
  }

  /**
   * How the controller of that name is, in words: `longhorn-system/deployment/longhorn-manager has 0 of 1 ready`. The first word for which there is
   * a workload counts; a name that begins with it weighs more than a label, and that more than the namespace.
   *
   * @param words what the workload may be called
   */
  async describe(words: readonly string[]): Promise<string> {
    this.#workloads ??= this.#read();
    const workloads = await this.#workloads;
    if (workloads === 'forbidden')
      return 'whether it runs could not be seen: you may not list the workloads of all namespaces';
    for (const word of words) {
      const [best] = workloads
        .map((workload) => ({workload, score: likeness(workload, word.toLowerCase())}))
        .filter(({score}) => score > 0)
        .sort((a, b) => b.score - a.score);
      if (best !== undefined) return describeWorkload(best.workload);
    }
    return 'no workload found that looks like it; was it deleted before its objects?';
  }

  async #read(): Promise<KubeObject[] | 'forbidden'> {
    try {
      const lists = await Promise.all(
        kinds.map(async (kind) => {
          const resource = await this.reader.resolve(kind, 'apps');
          return resource === undefined ? [] : await this.reader.list({resource});
        }),
      );
      return lists.flat();
    } catch (error) {
      if (readFailureOf(error)?.status === 403) return 'forbidden';
      throw error;
    }
  }
}

function likeness({metadata}: KubeObject, word: string): number {
  const {name, namespace = '', labels = {}} = metadata;
  const parts = [
    name.startsWith(word) ? 8 : name.includes(word) ? 4 : 0,
    nameLabels.some((label) => labels[label]?.toLowerCase().startsWith(word)) ? 2 : 0,
    namespace.startsWith(word) ? 2 : 0,
  ];
  const score = parts.reduce((sum, part) => sum + part, 0);
  return score > 0 && /controller|manager|operator/.test(name) ? score + 1 : score;
}

/** E.g. `longhorn-system/deployment/longhorn-manager has 0 of 1 ready`. */
function describeWorkload({kind, metadata, spec, status}: KubeObject): string {
  const name = `${metadata.namespace}/${kind.toLowerCase()}/${metadata.name}`;
  const wanted: number = kind === 'DaemonSet' ? (status?.desiredNumberScheduled ?? 0) : (spec?.replicas ?? 1);
  const ready: number = (kind === 'DaemonSet' ? status?.numberReady : status?.readyReplicas) ?? 0;
  if (wanted === 0) return `${name} has no pods${kind === 'DaemonSet' ? '' : ': it is scaled to 0'}`;
  if (ready < wanted) return `${name} has ${ready} of ${wanted} ready`;
  return `${name} runs (${ready} of ${wanted} ready): its log should say why it does not`;
}
