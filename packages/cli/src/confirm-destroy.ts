import {namespacesToDelete} from '@kflow/exec';
import type {Plan, Project, Step} from '@kflow/core';
import type {Session} from '@kflow/exec';
import {ask} from './ask.js';
import {Declined} from './problems/declined.js';
import {count} from './terminal/count.js';
import type {Terminal} from './terminal/terminal.js';

/** What a destroy is about. */
export interface DestroyQuestion {
  project: Project;
  plan: Plan;
  session: Pick<Session, 'context' | 'identity'>;
  deleteNamespaces: boolean;
  terminal: Terminal;
  signal: AbortSignal;
}

/**
 * Says what will go, from where, and asks.
 *
 * @throws Declined when the answer is no; Interrupted on Ctrl-C.
 */
export async function confirmDestroy(question: DestroyQuestion): Promise<void> {
  const {err} = question.terminal;
  for (const line of describeDestroy(question)) err.line(line);
  const number = question.plan.resources.length;
  const yes = await ask(
    err.colors.bold(number === 1 ? 'Destroy it?' : `Destroy these ${count(number, 'resource')}?`),
    question.signal,
  );
  if (!yes) throw new Declined('nothing was destroyed');
}

/** What will go, a line for each resource. */
export function describeDestroy({
  project,
  plan,
  session,
  deleteNamespaces,
  terminal,
}: Omit<DestroyQuestion, 'signal'>): string[] {
  const {colors} = terminal.err;
  const width = Math.max(...plan.resources.map(({name}) => name.length));
  const steps = new Map(project.resources.flatMap((resource) => resource.steps.map((step) => [step.id, step])));
  const namespaces = deleteNamespaces ? namespacesToDelete(project, new Set(plan.resources.map(({name}) => name))) : [];
  const cluster = session.identity ? ` (cluster ${session.identity})` : '';
  return [
    `This destroys ${count(plan.resources.length, 'resource')} in context ${colors.bold(session.context ?? '?')}${cluster}:`,
    ...plan.resources.map(({name, namespace, selected}) => {
      const own = plan.phases.flatMap((phase) => phase.steps.filter(({resource}) => resource === name));
      const what = describeSteps(own.flatMap(({id}) => steps.get(id) ?? []));
      const why = selected ? '' : colors.dim(' (depends on what was named)');
      return `  ${colors.bold(name.padEnd(width))}  ${namespace}: ${what}${why}`;
    }),
    ...(namespaces.length > 0
      ? [
          colors.red(
            `and deletes ${namespaces.length === 1 ? 'the namespace' : 'the namespaces'} ${namespaces.join(', ')} with everything in ${namespaces.length === 1 ? 'it' : 'them'}.`,
          ),
        ]
      : []),
  ];
}

function describeSteps(steps: Step[]): string {
  const files = steps.reduce((sum, {spec}) => sum + (spec.kind === 'manifests' ? spec.sources.length : 0), 0);
  const releases = steps.flatMap(({spec}) => (spec.kind === 'helm' ? [spec.release] : []));
  const others = steps.filter(({spec}) => spec.kind !== 'manifests' && spec.kind !== 'helm').map(({name}) => name);
  const parts = [
    ...(files > 0 ? [count(files, 'manifest file')] : []),
    ...(releases.length > 0 ? [`helm ${releases.length === 1 ? 'release' : 'releases'} ${releases.join(', ')}`] : []),
    ...(others.length > 0 ? [`${others.length === 1 ? 'step' : 'steps'} ${others.join(', ')}`] : []),
  ];
  return parts.join('; ') || 'no steps';
}
