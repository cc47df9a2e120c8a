import type {ClusterReader} from '../ports/cluster-reader.js';
import {adoptDefaultSection, judgeDefaultSection} from './migrations/default-section.js';
import type {DefaultSectionVerdict} from './migrations/default-section.js';
import type {ClusterState, StateFile} from './state-file.js';
import type {StateStore} from './state-store.js';

/**
 * Which section of the state a command is about, and what its kubeconfig says. A Session is one.
 *
 * @internal
 */
export interface SectionPlace {
  /** The real context's name. */
  context?: string;
  /** The kubeconfig's active context and all that it has. Unknown: nothing of kflow-py's section `default` is taken. */
  contexts?: {active?: string; known: readonly string[]};
  /** Asked for its namespaces when the kubeconfig alone does not tell. */
  cluster?: Pick<ClusterReader, 'resolve' | 'list'>;
}

/**
 * One line for the user.
 *
 * @internal
 */
export interface CarryOverNote {
  message: string;
  hint?: string;
}

/**
 * A cluster's section of the state as a command that writes would find it, kflow-py's records included. Writes nothing.
 *
 * @returns the section, and a note when there are records of kflow-py that were not taken
 * @throws KflowError as StateStore
 *
 * @internal
 */
export async function readSection(
  store: StateStore,
  place: SectionPlace,
): Promise<{section: ClusterState; note?: CarryOverNote}> {
  const {context} = place;
  if (context === undefined) return {section: {resources: {}}};
  const {state} = await store.load();
  const verdict = await judge(state, context, place);
  if (verdict.type === 'adopt') adoptDefaultSection(state, context);
  const section = Object.hasOwn(state.clusters, context) ? state.clusters[context] : undefined;
  return {
    section: section ?? {resources: {}},
    ...(verdict.type === 'leave' ? {note: leftNote(store, context, verdict)} : {}),
  };
}

/**
 * Carries kflow-py's records over before a run: the file becomes one of ours, a copy of it stays beside it, and what stands under
 * `default` moves to the real context when it is certain to be about it. To be called under the cluster's lock.
 *
 * @returns what the user should know of it; undefined when there was nothing of kflow-py's
 * @throws KflowError as StateStore
 *
 * @internal
 */
export async function carryOver(store: StateStore, place: SectionPlace): Promise<CarryOverNote | undefined> {
  const {context} = place;
  if (context === undefined) return undefined;
  const {state, legacy} = await store.load();
  const verdict = await judge(state, context, place);
  if (legacy || verdict.type === 'adopt') await store.takeOver(verdict.type === 'adopt' ? context : undefined);
  if (verdict.type === 'leave') return leftNote(store, context, verdict, legacy);
  const adopted = verdict.type === 'adopt' ? verdict.resources : 0;
  const named = Object.hasOwn(state.clusters, context) ? Object.keys(state.clusters[context]!.resources).length : 0;
  if (!legacy && adopted === 0) return undefined;
  const count = adopted || named;
  const what = count === 1 ? '1 resource' : `${count} resources`;
  const from = adopted > 0 ? ', which kflow-py kept under `default`, its name for the active context' : '';
  return {
    message: `carried over what kflow-py recorded: ${what} of \`${context}\`${from}`,
    ...(legacy ? {hint: `its own file is kept as ${store.legacyCopy}`} : {}),
  };
}

async function judge(
  state: StateFile,
  context: string,
  {contexts, cluster}: SectionPlace,
): Promise<DefaultSectionVerdict> {
  const where = {context, active: contexts?.active, known: contexts?.known ?? []};
  const verdict = judgeDefaultSection(state, where);
  if (verdict.type !== 'leave' || !cluster) return verdict;
  // Only now, so that whoever never had kflow-py pays nothing.
  return judgeDefaultSection(state, {...where, namespaces: await namespacesOf(cluster)});
}

/** Undefined when they may not be listed. */
async function namespacesOf(cluster: Pick<ClusterReader, 'resolve' | 'list'>): Promise<Set<string> | undefined> {
  try {
    const resource = await cluster.resolve('Namespace', '');
    const objects = resource && (await cluster.list({resource}));
    return objects && new Set(objects.map(({metadata}) => metadata.name));
  } catch {
    return undefined;
  }
}

function leftNote(
  store: StateStore,
  context: string,
  {resources, reason}: Extract<DefaultSectionVerdict, {type: 'leave'}>,
  legacy = false,
): CarryOverNote {
  const what = resources === 1 ? '1 resource' : `${resources} resources`;
  const kept = legacy ? `; its own file is kept as ${store.legacyCopy}` : '';
  return {
    message: `kflow-py recorded ${what} under \`default\`, and that is left alone: ${reason}${kept}`,
    hint: `if it is about \`${context}\`, rename the key \`default\` to \`${context}\` in ${store.path}; if not, ignore this`,
  };
}
