import type {Kubectl} from '../../tools/kubectl.js';
import type {NeededAccess} from './needed-access.js';
import {isGranted} from './resource-rules.js';
import type {ResourceRule} from './resource-rules.js';

/** What asking for rights came to. */
export interface ReviewedAccess {
  missing: NeededAccess[];
  /** How many of the needs were left to the rules alone, because there are too many to ask one by one. */
  unconfirmed: number;
}

/** A cluster is asked one by one for no more than this. */
const mostQuestions = 400;

/**
 * Which of the needs the user lacks. One kubectl process gets the rules of every namespace (SelfSubjectRulesReview); a second one asks
 * (SelfSubjectAccessReview) for what no rule grants, since rules may be incomplete where something else than RBAC decides, and for what
 * is cluster-scoped, of which a namespace's rules say too much. Reviews are created and never stored: the cluster is not changed.
 *
 * @throws KflowError `KF702`, `KF703` when the server does not answer reviews
 */
export async function reviewAccess(
  kubectl: Kubectl,
  needs: readonly NeededAccess[],
  signal?: AbortSignal,
): Promise<ReviewedAccess> {
  const namespaces = [...new Set(needs.map(({namespace}) => namespace).filter((name) => name !== ''))];
  const rules = await rulesOf(kubectl, namespaces, signal);
  const open = needs.filter((need) => need.namespace === '' || !isGranted(need, rules.get(need.namespace) ?? []));
  // The gravest first, should there be too many.
  const asked = [...open].sort((a, b) => weight(a) - weight(b)).slice(0, mostQuestions);
  const allowed = await ask(kubectl, asked, signal);
  const granted = new Set(asked.filter((_, index) => allowed[index]));
  return {missing: open.filter((need) => !granted.has(need)), unconfirmed: open.length - asked.length};
}

function weight({purpose}: NeededAccess): number {
  return ['apply', 'destroy', 'look'].indexOf(purpose);
}

/** The user's rules in each namespace; empty when the server does not tell them, so that everything is asked. */
async function rulesOf(
  kubectl: Kubectl,
  namespaces: string[],
  signal?: AbortSignal,
): Promise<Map<string, ResourceRule[]>> {
  const reviews = namespaces.map((namespace) => review('SelfSubjectRulesReview', {namespace}));
  const answers = await create(kubectl, reviews, signal).catch(() => []);
  signal?.throwIfAborted();
  if (answers.length !== namespaces.length) return new Map();
  return new Map(namespaces.map((name, index) => [name, answers[index]?.status?.resourceRules ?? []]));
}

async function ask(kubectl: Kubectl, needs: readonly NeededAccess[], signal?: AbortSignal): Promise<boolean[]> {
  const reviews = needs.map(({namespace, group, resource: path, verb, names}) => {
    const [resource, subresource] = path.split('/');
    const name = names?.length === 1 ? {name: names[0]} : {};
    return review('SelfSubjectAccessReview', {
      resourceAttributes: {
        verb,
        group,
        resource,
        ...(subresource && {subresource}),
        ...(namespace && {namespace}),
        ...name,
      },
    });
  });
  return (await create(kubectl, reviews, signal)).map(({status}) => status?.allowed === true);
}

function review(kind: string, spec: object): object {
  return {apiVersion: 'authorization.k8s.io/v1', kind, spec};
}

/** Creates the reviews, in one process, and gives the answers in their order. */
async function create(kubectl: Kubectl, reviews: readonly object[], signal?: AbortSignal): Promise<any[]> {
  if (reviews.length === 0) return [];
  const {stdout} = await kubectl.call(['create', '-f', '-', '-o', 'json', '--validate=false'], {
    // Created, but not stored: a dry run may ask as well.
    mutating: false,
    stdin: reviews.map((each) => JSON.stringify(each)).join('\n---\n'),
    signal,
  });
  return documents(stdout);
}

/** kubectl prints one indented object after the other; a list when it found several at once. */
function documents(text: string): any[] {
  return text
    .split(/(?<=^\})\s*\n(?=\{)/m)
    .filter((part) => part.trim() !== '')
    .flatMap((part) => {
      const value = JSON.parse(part);
      return value.kind === 'List' ? value.items : [value];
    });
}
