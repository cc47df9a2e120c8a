import type {ClusterState, StateFile} from '../state-file.js';

/** The section in which kflow-py kept whatever it did while no context was named: it asked no kubeconfig which one was active. */
const defaultSection = 'default';

/** Namespaces that every cluster has: that they exist says nothing about which cluster it is. */
const everywhere = new Set(['default', 'kube-system', 'kube-public', 'kube-node-lease']);

/** What is known of the place that a section of kflow-py might be about. */
export interface Whereabouts {
  /** The real context of this command. */
  context: string;
  /** The kubeconfig's active context. */
  active?: string;
  /** All contexts of the kubeconfig. */
  known: readonly string[];
  /** The namespaces that the cluster of `context` has now; undefined when it was not, or could not be, asked. */
  namespaces?: ReadonlySet<string>;
}

/** What to do with kflow-py's section `default`. */
export type DefaultSectionVerdict =
  | {type: 'none'}
  /** It is about this context. */
  | {type: 'adopt'; resources: number}
  /** It stays where it is, because it may be about another cluster. `reason` says why, as a part of a sentence. */
  | {type: 'leave'; resources: number; reason: string};

/**
 * Judges whether kflow-py's section `default` is about a context. "Whatever was active" is this context for certain only when the
 * kubeconfig has no other; with several it has to be the active one, and every namespace of what was applied has to be in its cluster.
 */
export function judgeDefaultSection(state: StateFile, where: Whereabouts): DefaultSectionVerdict {
  const section = own(state, defaultSection);
  const resources = Object.keys(section?.resources ?? {}).length;
  // One with an identity is ours: a context may be called `default`.
  if (!section || resources === 0 || section.identity !== undefined) return {type: 'none'};
  const {context, active, known} = where;
  const there = own(state, context);
  // Told at the first run; from then on the context has a section of its own.
  if (context === defaultSection || there?.identity !== undefined) return {type: 'none'};
  const leave = (reason: string): DefaultSectionVerdict => ({type: 'leave', resources, reason});
  if (Object.keys(there?.resources ?? {}).length > 0) return leave(`\`${context}\` has a record of its own`);
  if (known.includes(defaultSection)) return leave('the kubeconfig has a context of that very name');
  if (context !== active) return leave(`it is about the active context, and \`${context}\` is not the active one`);
  if (known.length === 1) return {type: 'adopt', resources};
  const doubt = doubtOf(section, where.namespaces);
  return doubt === undefined ? {type: 'adopt', resources} : leave(doubt);
}

/** Moves the section `default` to a context. Changes a state file in memory; false when there is nothing to move, or no room for it. */
export function adoptDefaultSection(state: StateFile, context: string): boolean {
  const section = own(state, defaultSection);
  if (!section || section.identity !== undefined || Object.keys(own(state, context)?.resources ?? {}).length > 0) {
    return false;
  }
  delete state.clusters[defaultSection];
  Object.defineProperty(state.clusters, context, {
    value: section,
    enumerable: true,
    writable: true,
    configurable: true,
  });
  return true;
}

/** Why a section may be about another cluster than the one that has these namespaces; undefined when nothing speaks for that. */
function doubtOf(section: ClusterState, namespaces: ReadonlySet<string> | undefined): string | undefined {
  const several = 'the kubeconfig has several contexts';
  if (!namespaces) return several;
  const applied = Object.entries(section.resources).filter(([, {status}]) => status === 'applied');
  const telling = applied.filter(([, {namespace}]) => !everywhere.has(namespace));
  const missing = telling.find(([, {namespace}]) => !namespaces.has(namespace));
  if (missing) return `it says that ${missing[0]} is applied in ${missing[1].namespace}, a namespace that is not there`;
  return telling.length === 0 ? `${several}, and nothing in it tells which one it is about` : undefined;
}

function own({clusters}: StateFile, context: string): ClusterState | undefined {
  return Object.hasOwn(clusters, context) ? clusters[context] : undefined;
}
