import type {ManifestObject} from '@kflow/runners';

/** Shorter values are words that stand everywhere (`app`): masking them would tear up what is shown, and keep nothing secret. */
const shortest = 6;

/** The values in Secrets among manifests, plain and as they stand in `data`, so that they are masked wherever kubectl prints them. */
export function secretValues(manifests: readonly ManifestObject[]): string[] {
  return manifests
    .filter(({kind}) => kind === 'Secret')
    .flatMap(({data, stringData}) => [
      ...texts(stringData),
      ...texts(data).flatMap((value) => [value, Buffer.from(value, 'base64').toString()]),
    ])
    .filter(({length}) => length >= shortest);
}

/** Manifests as they are shown: no value of a Secret among them, however short. */
export function withoutSecretValues(manifests: readonly ManifestObject[]): ManifestObject[] {
  return manifests.map((manifest) => {
    if (manifest.kind !== 'Secret') return manifest;
    const {data, stringData} = manifest;
    return {
      ...manifest,
      ...(data !== undefined && {data: masked(data)}),
      ...(stringData !== undefined && {stringData: masked(stringData)}),
    };
  });
}

function masked(values: unknown): unknown {
  if (typeof values !== 'object' || values === null) return '***';
  return Object.fromEntries(Object.keys(values).map((key) => [key, '***']));
}

function texts(values: unknown): string[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.values(values).filter((value): value is string => typeof value === 'string');
}
