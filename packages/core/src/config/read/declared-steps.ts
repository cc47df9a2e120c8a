import type {Cursor} from '../../source/yaml/cursor.js';
import type {Draft} from '../../source/draft.js';
import type {PluginKinds} from '../../plugins/plugin-kinds.js';
import {stepKindNames, type StepKind} from '../../steps/index.js';
import type {ResourceFile, StepFile} from '../resource-file.js';

/** A step as it was declared, explicitly or by shorthand. */
export interface DeclaredStep {
  /** Undefined when it has none, or not as text. */
  name: string | undefined;
  /** The kinds that it names; exactly one unless a rule has something to say. */
  kinds: string[];
  file: Draft<StepFile>;
  /** The place of the step. */
  at: Cursor;
  /** The place that gives it its name. */
  nameAt: Cursor;
  /** The place of the content of its (first) kind. */
  block: Cursor;
  shorthand: boolean;
}

/** All steps of a resource in order: those of the shorthand `manifests`, `helm` and `runners`, then `steps`. */
export function declaredSteps(file: Draft<ResourceFile>, at: Cursor, plugged: PluginKinds): DeclaredStep[] {
  const steps: DeclaredStep[] = [];
  const short = (name: string | undefined, kind: StepKind, content: Draft<StepFile>, block: Cursor, nameAt = block) =>
    steps.push({name, kinds: [kind], file: {...content, name}, at: block, nameAt, block, shorthand: true});

  if (file.manifests && file.manifests.length > 0) {
    short('manifests', 'manifests', {manifests: file.manifests}, at.at('manifests'));
  }
  if (file.helm) short('helm', 'helm', {helm: file.helm}, at.at('helm'));
  file.runners?.forEach((entry, index) => {
    if (!entry) return;
    const block = at.at('runners', index);
    const {name, dependsOn, ...runner} = entry;
    short(name ?? runner.class, 'runner', {runner, dependsOn}, block, block.at(name === undefined ? 'class' : 'name'));
  });
  const list = at.child('steps');
  file.steps?.forEach((entry, index) => {
    if (!entry) return;
    const place = list.child(index);
    const kinds = kindsOf(place, plugged);
    steps.push({
      name: entry.name,
      kinds,
      file: withFirstKind(entry, kinds),
      at: place,
      nameAt: place.child('name'),
      block: kinds[0] ? place.child(kinds[0]) : place,
      shorthand: false,
    });
  });
  return steps;
}

/** Of a step that names several kinds, which is an error, only the first is looked into. */
function withFirstKind(file: Draft<StepFile>, kinds: string[]): Draft<StepFile> {
  if (kinds.length < 2) return file;
  const rest: Draft<StepFile> = {...file};
  for (const kind of kinds.slice(1)) delete (rest as {[key: string]: unknown})[kind];
  return rest;
}

const ownKinds: ReadonlySet<string> = /* @__PURE__ */ new Set(stepKindNames);

/** The kinds whose key is there, in the order of the file. A key without a value counts for the kinds that may be empty. */
function kindsOf(place: Cursor, plugged: PluginKinds): string[] {
  const kinds: string[] = [];
  if (place.node?.type !== 'map') return kinds;
  place.node.entries.forEach(({value}, key) => {
    const kind = plugged.get(key);
    if (!kind && !ownKinds.has(key)) return;
    const empty = value.type === 'scalar' && value.value === null;
    const mayBeEmpty = kind?.mayBeEmpty ?? (key === 'rolloutWait' || key === 'createNamespace');
    if (!empty || mayBeEmpty) kinds.push(key);
  });
  return kinds;
}
