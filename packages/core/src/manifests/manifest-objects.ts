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

/**
 * The objects of a manifest: the documents of a YAML or JSON text in order, the items of a `List` one by one. It never
 * throws: what is not an object with a kind and a name is left out, since judging a manifest is for kubectl and the API
 * server.
 *
 * @param text of one file, or what `helm get manifest` prints
 */
export function manifestObjects(text: string): ManifestObjectInfo[] {
  return parseAllDocuments(text, {uniqueKeys: false, logLevel: 'silent'})
    .map((document) => {
      try {
        return document.toJS({maxAliasCount: 1000}) as unknown;
      } catch {
        // An alias that leads nowhere or expands without end: kubectl will say so.
        return undefined;
      }
    })
    .flatMap(flatten);
}

function flatten(value: unknown): ManifestObjectInfo[] {
  if (!isMap(value) || typeof value.kind !== 'string' || typeof value.apiVersion !== 'string') return [];
  if (value.kind.endsWith('List') && Array.isArray(value.items)) return value.items.flatMap(flatten);
  const metadata = isMap(value.metadata) ? value.metadata : {};
  if (typeof metadata.name !== 'string') return [];
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
  return [info];
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
