import {isSecretSchema, schemaBelow, type BlockSchema} from '../schema/block-schema.js';

/**
 * The texts in a block that are secrets: what its schema says so of, with all that is in it, and under a key that no schema declares what its name says so of.
 *
 * @param isSecretName whether what is called so holds a secret. Default: never
 */
export function blockSecrets(
  value: unknown,
  schema: BlockSchema | undefined,
  isSecretName: (key: string) => boolean = () => false,
): string[] {
  const inside = (inner: unknown, step: string | number): string[] => {
    const own = schemaBelow(schema, step);
    const isSecret = own ? isSecretSchema(own) : typeof step === 'string' && isSecretName(step);
    return isSecret ? texts(inner) : blockSecrets(inner, own, isSecretName);
  };
  if (Array.isArray(value)) return value.flatMap(inside);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => inside(inner, key));
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}
