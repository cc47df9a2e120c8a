import {present} from '../../source/draft.js';
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
  const {file, at, block, name = ''} = step;
  const {resource, dir, paths} = owner;
  const base = file.namespace ?? owner.namespace;
  const own = 'namespace' in content ? content.namespace : undefined;
  const definition: {normalize(file: never, context: StepContext): Promise<StepSpec>} = stepKinds[kind];
  const spec = await definition.normalize(content as never, {
    at: block,
    step: name,
    resource,
    namespace: base,
    dir,
    paths,
  });
  // The more exact one wins, as in kflow-py.
  const namespace = file.noNamespace ? undefined : (own ?? file.namespace ?? owner.namespace);
  return {
    id: `${resource}.${name}`,
    name,
    resource,
    ...(namespace === undefined ? {} : {namespace}),
    serverSide: file.serverSide ?? false,
    dependsOn: references(file.dependsOn, at),
    spec,
    at: step.nameAt.location,
  };
}

/** The entries of `dependsOn`, each with its place. */
export function references(texts: (string | undefined)[] | undefined, at: Cursor): Reference[] {
  return present(texts?.map((text, index) => text && {text, at: at.at('dependsOn', index).location}) ?? []).filter(
    (reference) => reference !== '',
  );
}
