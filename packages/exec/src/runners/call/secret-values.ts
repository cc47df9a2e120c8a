import type {ManifestObject} from '@kflow/runners';

/** The values in Secrets among manifests, plain and as they stand in `data`, so that they are masked wherever kubectl prints them. */
export function secretValues(manifests: readonly ManifestObject[]): string[] {
  return manifests
    .filter(({kind}) => kind === 'Secret')
    .flatMap(({data, stringData}) => [
      ...texts(stringData),
      ...texts(data).flatMap((value) => [value, Buffer.from(value, 'base64').toString()]),
    ]);
}

function texts(values: unknown): string[] {
  if (typeof values !== 'object' || values === null) return [];
  return Object.values(values).filter((value): value is string => typeof value === 'string' && value !== '');
}
