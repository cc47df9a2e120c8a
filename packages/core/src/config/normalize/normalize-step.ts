import type {Cursor} from '../../source/yaml/cursor.js';
import {stepKinds, type StepSpec} from '../../steps/index.js';
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
}

/** A step in its final form; undefined when it has no kind, which a rule has reported. */
export async function normalizeStep(step: DeclaredStep, owner: StepOwner): Promise<Step | undefined> {
  const [kind] = step.kinds;
  const content = kind && step.file[kind];
  if (!kind || !content) return undefined;
  const definition: {normalize(file: never, context: StepContext): Promise<StepSpec>} = stepKinds[kind];
  const spec = await definition.normalize(content as never, {
    at: step.block,
    step: step.name ?? '',
    resource: owner.resource,
    namespace: step.file.namespace ?? owner.namespace,
    dir: owner.dir,
    paths: owner.paths,
  });
  return stepOf(step, owner.resource, namespaceOf(step, content, owner), spec);
}

/** The more exact one wins, as in kflow-py. */
function namespaceOf({file}: DeclaredStep, content: object, owner: StepOwner): string | undefined {
  if (file.noNamespace) return undefined;
  const own = 'namespace' in content ? (content.namespace as string | undefined) : undefined;
  return own ?? file.namespace ?? owner.namespace;
}

function stepOf(
  {file, at, nameAt, name = ''}: DeclaredStep,
  resource: string,
  namespace: string | undefined,
  spec: StepSpec,
): Step {
  return {
    id: `${resource}.${name}`,
    name,
    resource,
    ...(namespace === undefined ? {} : {namespace}),
    serverSide: file.serverSide ?? false,
    dependsOn: references(file.dependsOn, at),
    spec,
    at: nameAt.location,
  };
}

/** The entries of `dependsOn`, each with its place. */
export function references(texts: (string | undefined)[] | undefined, at: Cursor): Reference[] {
  const list = at.at('dependsOn');
  const found: Reference[] = [];
  texts?.forEach((text, index) => {
    if (text?.trim()) found.push({text, at: list.at(index).location});
  });
  return found;
}
