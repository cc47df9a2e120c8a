import {printable} from '@kflow/core/printable';
import {namespacesThatGo} from '@kflow/exec';
import wrapAnsi from 'wrap-ansi';
import type {Plan, PlanResource, Project, Step} from '@kflow/core';
import type {Session} from '@kflow/exec';
import {ask} from './ask.js';
import {Declined} from './problems/declined.js';
import {count} from './terminal/count.js';
import type {Terminal} from './terminal/terminal.js';

/** What a destroy is about. */
export interface DestroyQuestion {
  project: Project;
  plan: Plan;
  session: Pick<Session, 'context' | 'identity' | 'server'>;
  deleteNamespaces: boolean;
  force: boolean;
  /** Seconds that each resource has to go away by itself. Default 300. */
  timeout?: number;
  terminal: Terminal;
  signal: AbortSignal;
}

/** With more resources than this, those of a namespace share a paragraph: a question must not scroll away what it is about. */
const mostLines = 14;

/**
 * Says what will go, from where, and asks. Force is asked about by itself.
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
  if (!question.force) return;
  for (const line of describeForce(question)) err.line(line);
  if (!(await ask(err.colors.bold('Force it?'), question.signal))) throw new Declined('nothing was destroyed');
}

/** What force does, and at what price. */
function describeForce({timeout = 300, terminal}: DestroyQuestion): string[] {
  const {colors, width = 80} = terminal.err;
  const text =
    `--force: what is not gone after ${timeout} s loses its finalizers, and its pods are killed. What their controllers would have cleaned up ` +
    '(load balancers, volumes, cloud resources) is left behind, and nobody looks after it any more.';
  return wrapAnsi(colors.red(text), Math.max(20, width)).split('\n');
}

/** What will go, and from where: a line for each resource, or when there are many, their names by namespace and what they are in all. */
export function describeDestroy({
  project,
  plan,
  session,
  deleteNamespaces,
  force,
  terminal,
}: Omit<DestroyQuestion, 'signal'>): string[] {
  const {colors, width: columns = 80} = terminal.err;
  const {resources} = plan;
  const steps = new Map(project.resources.flatMap((resource) => resource.steps.map((step) => [step.id, step])));
  const planned = plan.phases.flatMap((phase) => phase.steps);
  const stepsOf = (name: string) =>
    planned.filter(({resource}) => resource === name).flatMap(({id}) => steps.get(id) ?? []);
  const namespaces = namespacesThatGo(project, new Set(resources.map(({name}) => name)), deleteNamespaces);
  const one = namespaces.length === 1;
  const cluster = [
    ...(session.identity ? [`cluster ${printable(session.identity)}`] : []),
    ...(session.server ? [`at ${printable(session.server)}`] : []),
  ].join(' ');
  const from = `context ${colors.bold(printable(session.context ?? '?'))}${cluster ? ` (${cluster})` : ''}`;
  return [
    `This destroys ${count(resources.length, 'resource')} in ${from}:`,
    ...(resources.length > mostLines
      ? byNamespace(
          resources,
          planned.flatMap(({id}) => steps.get(id) ?? []),
          terminal,
          columns,
        )
      : oneByOne(resources, stepsOf, terminal)),
    ...(namespaces.length > 0
      ? [
          colors.red(
            `and deletes the namespace${one ? '' : 's'} ${namespaces.join(', ')} ${force ? `with everything in ${one ? 'it' : 'them'}, whoever put it there` : `unless others have something in ${one ? 'it' : 'them'}`}.`,
          ),
        ]
      : []),
  ];
}

function oneByOne(resources: PlanResource[], stepsOf: (name: string) => Step[], {err: {colors}}: Terminal): string[] {
  const width = Math.max(...resources.map(({name}) => name.length));
  return resources.map(({name, namespace, selected}) => {
    const why = selected ? '' : colors.dim(' (depends on what was named)');
    return `  ${colors.bold(name.padEnd(width))}  ${namespace}: ${describeSteps(stepsOf(name))}${why}`;
  });
}

function byNamespace(resources: PlanResource[], steps: Step[], {err: {colors}}: Terminal, columns: number): string[] {
  const groups = new Map<string, string[]>();
  for (const {name, namespace} of resources) groups.set(namespace, [...(groups.get(namespace) ?? []), name]);
  const paragraph = (title: string, text: string) =>
    wrapAnsi(`${title}: ${text}`, Math.max(20, columns - 4), {trim: true})
      .split('\n')
      .map((line, index) => (index === 0 ? `  ${line}` : `    ${line}`));
  const along = resources.filter(({selected}) => !selected).map(({name}) => name);
  return [
    ...[...groups].flatMap(([namespace, members]) =>
      paragraph(colors.bold(`${namespace} (${members.length})`), members.join(', ')),
    ),
    ...(along.length > 0 ? paragraph('of these depend on what was named', along.join(', ')) : []),
    ...paragraph('in all', describeSteps(steps)),
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
