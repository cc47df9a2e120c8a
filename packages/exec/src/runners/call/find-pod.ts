import {isKflowError, KflowError} from '../../errors/kflow-error.js';
import type {KubeObject} from '../../ports/cluster-reader.js';
import type {StepContext} from '../../steps/step-handler.js';

/**
 * The name of the pod that a command goes to: of those that a selector matches and that run and are not being deleted, a ready one
 * rather than one that is not (a command may be what makes it ready), and then the first by name.
 *
 * @returns undefined when there is none, or when a dry run cannot ask
 */
export async function findPod(
  context: Pick<StepContext, 'cluster' | 'kubectl' | 'dryRun' | 'signal'>,
  namespace: string | undefined,
  selector: string,
): Promise<string | undefined> {
  const pods = (await listPods(context, namespace, selector)).filter(
    ({metadata, status}) => status?.phase === 'Running' && metadata.deletionTimestamp === undefined,
  );
  const [first] = pods.sort(
    (a, b) => Number(isReady(b)) - Number(isReady(a)) || (a.metadata.name < b.metadata.name ? -1 : 1),
  );
  return first?.metadata.name;
}

/** Nobody to run a command in: `KF621`. */
export function noPod(namespace: string | undefined, selector: string): KflowError {
  const where = namespace === undefined ? '' : ` in namespace \`${namespace}\``;
  return new KflowError('external', 'KF621', `no pod that matches \`${selector}\` is running${where}`, {
    hint: 'make the step depend on the resource that runs it (`dependsOn`), so that it is ready first',
  });
}

async function listPods(
  {cluster, kubectl, dryRun, signal}: Pick<StepContext, 'cluster' | 'kubectl' | 'dryRun' | 'signal'>,
  namespace: string | undefined,
  labelSelector: string,
): Promise<KubeObject[]> {
  const resource = await cluster?.resolve('Pod', '');
  // Without a namespace only kubectl knows where the context points.
  if (cluster && resource && namespace !== undefined) return await cluster.list({resource, namespace, labelSelector});
  try {
    const args = ['get', 'pods', '--selector', labelSelector, '--output', 'json'];
    const {stdout} = await kubectl.call(args, {mutating: false, namespace, signal});
    return (JSON.parse(stdout) as {items: KubeObject[]}).items;
  } catch (error) {
    // A dry run has to do without what it cannot reach.
    if (dryRun && isKflowError(error)) return [];
    throw error;
  }
}

function isReady({status}: KubeObject): boolean {
  const conditions = (status?.conditions ?? []) as {type: string; status: string}[];
  return conditions.some(({type, status: value}) => type === 'Ready' && value === 'True');
}
