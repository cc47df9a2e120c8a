import type {SourceNode} from '../../source/yaml/node.js';

/** Plain data for the schema. */
export type Plain = string | number | boolean | null | undefined | Plain[] | {[key: string]: Plain};

/** Their content is the user's own business: only that they are mappings counts. */
const free = new Set(['values', 'config']);
/** Maps of the user's own keys: a `null` there is no absent key but a missing value. */
const named = new Set(['literals', 'fromEnv', 'fromCommand', 'buildArgs', 'labels', 'annotations']);
/** Kinds whose block may be empty. */
const emptyKinds = new Set(['rolloutWait', 'createNamespace']);

/**
 * A document as plain data, in the long form that the schema checks: a key without a value is absent, as in kflow-py, an empty
 * `rolloutWait` or `createNamespace` is `{}`, a bare phase is `{name}`, and what is free-form is left out.
 */
export function longForm(root: SourceNode): Plain {
  const data = plain(root);
  if (isMap(data) && Array.isArray(data.phases)) {
    data.phases = data.phases.map((phase) => (typeof phase === 'string' ? {name: phase} : phase));
  }
  return data;
}

function plain(node: SourceNode): Plain {
  switch (node.type) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries(
        [...node.entries].flatMap(([key, {value}]): [string, Plain][] => {
          if (value.type === 'scalar' && value.value === null) return emptyKinds.has(key) ? [[key, {}]] : [];
          if (value.type !== 'map') return [[key, plain(value)]];
          if (free.has(key)) return [[key, {}]];
          if (named.has(key)) return [[key, raw(value)]];
          if (key === 'secretValues') return [[key, byName(value.entries)]];
          return [[key, plain(value)]];
        }),
      );
  }
}

function raw(node: SourceNode): Plain {
  switch (node.type) {
    case 'scalar':
      return node.value;
    case 'list':
      return node.items.map(raw);
    case 'map':
      return Object.fromEntries([...node.entries].map(([key, {value}]) => [key, raw(value)]));
  }
}

/** A map whose keys mean nothing to kflow, but whose values do. */
function byName(entries: Map<string, {value: SourceNode}>): Plain {
  return Object.fromEntries([...entries].map(([key, {value}]) => [key, plain(value)]));
}

function isMap(data: Plain): data is {[key: string]: Plain} {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
