import {isUtf8} from 'node:buffer';
import type {KubeObject} from '../../ports/cluster-reader.js';
import {mask} from '../../tools/report/redact-secret-data.js';
import type {Data} from './read-data.js';

/** A generic Secret with its data in base64; values that are not known are masked. */
export function secretObject(name: string, data: Data): KubeObject {
  return {
    ...objectOf('Secret', name),
    data: Object.fromEntries([...data].map(([key, value]) => [key, value?.toString('base64') ?? mask])),
  };
}

/** A ConfigMap: text in `data`, what is none in `binaryData`; values that are not known are masked. */
export function configMapObject(name: string, data: Data): KubeObject {
  const entries = [...data];
  const texts = entries.filter(([, value]) => value === undefined || isUtf8(value));
  const binaries = entries.flatMap(([key, value]) =>
    value === undefined || isUtf8(value) ? [] : [[key, value.toString('base64')] as const],
  );
  return {
    ...objectOf('ConfigMap', name),
    ...(texts.length > 0
      ? {data: Object.fromEntries(texts.map(([key, value]) => [key, value?.toString('utf8') ?? mask]))}
      : {}),
    ...(binaries.length > 0 ? {binaryData: Object.fromEntries(binaries)} : {}),
  };
}

function objectOf(kind: string, name: string): KubeObject {
  return {apiVersion: 'v1', kind, metadata: {name, labels: {'app.kubernetes.io/managed-by': 'kflow'}}};
}
