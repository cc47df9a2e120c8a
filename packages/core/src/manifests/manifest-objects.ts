import {CORE_SCHEMA, loadAll} from 'js-yaml';
import {parseAllDocuments} from 'yaml';

/** What kflow has to know of an object in a manifest; the rest goes to kubectl byte for byte. */
export interface ManifestObjectInfo {
  apiVersion: string;
  kind: string;
  name: string;
  /** As written; absent for cluster-scoped objects and for those that take the namespace of the call. */
  namespace?: string;
  annotations: {[key: string]: string};
  /** Of a CustomResourceDefinition: the kind that it defines. */
  defines?: {group: string; kind: string};
  /** Of a Secret: its values, encoded and decoded, for masking. Must never be shown. */
  secrets: string[];
}

/** What a manifest says. */
export interface Manifest {
  /** The documents in order, the items of a `List` one by one. */
  objects: ManifestObjectInfo[];
  /** Whether that is all: false when something in it is no object with a kind and a name, as far as can be seen. */
  isWhole: boolean;
}

/**
 * The objects of a manifest. It never throws: what is not an object with a kind and a name is left out, since judging a manifest is for
 * kubectl and the API server.
 *
 * @param text of one YAML or JSON file, or what `helm get manifest` prints
 */
export function readManifest(text: string): Manifest {
  return readWellFormed(text) ?? readAsFarAsItGoes(text);
}

/** With the faster parser, which gives up at the first thing that is wrong; undefined then. */
function readWellFormed(text: string): Manifest | undefined {
  const manifest: Manifest = {objects: [], isWhole: true};
  try {
    for (const value of loadAll(text, undefined, {schema: CORE_SCHEMA})) add(value, manifest);
  } catch {
    return undefined;
  }
  return manifest;
}

function readAsFarAsItGoes(text: string): Manifest {
  const manifest: Manifest = {objects: [], isWhole: true};
  for (const document of parseAllDocuments(text, {uniqueKeys: false, logLevel: 'silent'})) {
    try {
      const value = document.toJS({maxAliasCount: 1000}) as unknown;
      if (document.errors.length > 0) manifest.isWhole = false;
      add(value, manifest);
    } catch {
      // An alias that leads nowhere or expands without end: kubectl will say so.
      manifest.isWhole = false;
    }
  }
  return manifest;
}

/** The objects of a manifest, as far as it has any: see `readManifest`. */
export function manifestObjects(text: string): ManifestObjectInfo[] {
  return readManifest(text).objects;
}

/** Takes in a document; kubectl passes over those with nothing in them. */
function add(value: unknown, manifest: Manifest): void {
  if (value !== null && value !== undefined) collect(value, manifest);
}

function collect(value: unknown, manifest: Manifest): void {
  if (isMap(value) && typeof value.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items)) {
    if (typeof value.apiVersion !== 'string') manifest.isWhole = false;
    else for (const item of value.items) collect(item, manifest);
    return;
  }
  const info = describe(value);
  if (info) manifest.objects.push(info);
  else manifest.isWhole = false;
}

function describe(value: unknown): ManifestObjectInfo | undefined {
  if (!isMap(value) || typeof value.kind !== 'string' || typeof value.apiVersion !== 'string') return undefined;
  const metadata = isMap(value.metadata) ? value.metadata : {};
  if (typeof metadata.name !== 'string') return undefined;
  const info: ManifestObjectInfo = {
    apiVersion: value.apiVersion,
    kind: value.kind,
    name: metadata.name,
    annotations: texts(metadata.annotations),
    secrets: value.kind === 'Secret' ? secretsOf(value) : [],
  };
  if (typeof metadata.namespace === 'string' && metadata.namespace !== '') info.namespace = metadata.namespace;
  const defines = definedKind(value);
  if (defines) info.defines = defines;
  return info;
}

function definedKind(value: {[key: string]: unknown}): {group: string; kind: string} | undefined {
  if (value.kind !== 'CustomResourceDefinition' || !isMap(value.spec) || !isMap(value.spec.names)) return undefined;
  const {group, names} = value.spec;
  return typeof group === 'string' && typeof names.kind === 'string' ? {group, kind: names.kind} : undefined;
}

/** A Secret's values: `data` is base64, `stringData` is plain, and either form may turn up in what a tool prints. */
function secretsOf(secret: {[key: string]: unknown}): string[] {
  const encoded = Object.values(texts(secret.data));
  const decoded = encoded.map((value) => new TextDecoder().decode(fromBase64(value)));
  const plain = Object.values(texts(secret.stringData));
  const reencoded = plain.map((value) => toBase64(new TextEncoder().encode(value)));
  return [...new Set([...encoded, ...decoded, ...plain, ...reencoded])].filter((value) => value !== '');
}

/** Globals rather than Buffer: core runs in browsers. */
function fromBase64(text: string): Uint8Array {
  try {
    return Uint8Array.from(atob(text.replace(/\s+/g, '')), (character) => character.charCodeAt(0));
  } catch {
    return new Uint8Array();
  }
}

function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function texts(value: unknown): {[key: string]: string} {
  if (!isMap(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) =>
      item === null || typeof item === 'object' ? [] : [[key, String(item)]],
    ),
  );
}

function isMap(value: unknown): value is {[key: string]: unknown} {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
