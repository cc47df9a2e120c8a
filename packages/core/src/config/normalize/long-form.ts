import type {MapNode, SourceNode} from '../../source/yaml/node.js';

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
      return plainMap(node);
  }
}

function plainMap({entries}: MapNode): Plain {
  const data: {[key: string]: Plain} = {};
  entries.forEach(({value}, key) => {
    const isEmpty = value.type === 'scalar' && value.value === null;
    if (!isEmpty) set(data, key, value.type === 'map' ? mapUnder(key, value) : plain(value));
    else if (emptyKinds.has(key)) data[key] = {};
  });
  return data;
}

/** A key of the object's own, whatever it is called; faster than `Object.fromEntries` of pairs. */
function set(data: {[key: string]: Plain}, key: string, value: Plain): void {
  if (key === '__proto__')
    Object.defineProperty(data, key, {value, enumerable: true, configurable: true, writable: true});
  else data[key] = value;
}

function mapUnder(key: string, map: MapNode): Plain {
  if (free.has(key)) return {};
  if (named.has(key)) return raw(map);
  return key === 'secretValues' ? byName(map.entries) : plainMap(map);
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
