import {present} from '../../source/draft.js';
import type {Report} from '../../source/report.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {PluginKinds} from '../../plugins/plugin-kinds.js';
import {stepKinds, type StepKind, type StepSpec} from '../../steps/index.js';
import {pluginSpec} from '../../steps/plugin.js';
import type {StepContext} from '../../steps/step-kind.js';
import type {DeclaredPaths} from '../read/declared-paths.js';
import type {DeclaredStep} from '../read/declared-steps.js';
import type {Reference, Step} from '../project.js';

/** Where a step belongs. */
export interface StepOwner {
  resource: string;
  namespace: string;
  dir: string;
  paths: DeclaredPaths;
  report: Report;
  /** Of the project's plugins. */
  kinds: PluginKinds;
}

/** A step in its final form; undefined when it has no kind, which a rule has reported. */
export async function normalizeStep(step: DeclaredStep, owner: StepOwner): Promise<Step | undefined> {
  const [kind] = step.kinds;
  const content = kind === undefined ? undefined : (step.file as {[key: string]: object | undefined})[kind];
  if (kind === undefined || !content) return undefined;
  const plugged = owner.kinds.get(kind);
  if (plugged) {
    const spec = await pluginSpec(content, plugged, step.block, owner);
    return stepOf(step, owner.resource, namespaceOf(step, content, owner), spec);
  }
  const definition: {normalize(file: never, context: StepContext): Promise<StepSpec>} = stepKinds[kind as StepKind];
  const spec = await definition.normalize(content as never, {
    at: step.block,
    step: step.name ?? '',
    resource: owner.resource,
    namespace: step.file.namespace ?? owner.namespace,
    dir: owner.dir,
    paths: owner.paths,
    report: owner.report,
  });
  return stepOf(step, owner.resource, namespaceOf(step, content, owner), spec);
}

/** The more exact one wins, as in kflow-py. */
function namespaceOf({file}: DeclaredStep, content: object, owner: StepOwner): string | undefined {
  if (file.noNamespace) return undefined;
  const own = 'namespace' in content && typeof content.namespace === 'string' ? content.namespace : undefined;
  return own ?? file.namespace ?? owner.namespace;
}

function stepOf(
  {file, at, nameAt, name = ''}: DeclaredStep,
  resource: string,
  namespace: string | undefined,
  spec: StepSpec,
): Step {
  const id = `${resource}.${name}`;
  const serverSide = file.serverSide ?? false;
  const dependsOn = references(file.dependsOn, at);
  const place = nameAt.location;
  // Each written out: to spread `{namespace}` or nothing takes longer than all the rest.
  return namespace === undefined
    ? {id, name, resource, serverSide, dependsOn, spec, at: place}
    : {id, name, resource, namespace, serverSide, dependsOn, spec, at: place};
}

/** The entries of `dependsOn`, each with its place. */
export function references(texts: (string | undefined)[] | undefined, at: Cursor): Reference[] {
  if (texts === undefined) return [];
  const list = at.child('dependsOn');
  const found = texts.map((text, index): Reference | undefined =>
    text?.trim() ? {text, at: list.child(index).location} : undefined,
  );
  // Nearly always all. An array that is mapped has no room to grow, which one that is pushed to has much of.
  return found.includes(undefined) ? present(found) : (found as Reference[]);
}
