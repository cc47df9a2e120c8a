/** Licences (SPDX) under which a dependency may be shipped or built: all of them permissive, but for MPL-2.0, which asks for the changes to its own files only. */
export const allowed = new Set([
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'MPL-2.0',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'Unlicense',
  'Python-2.0',
]);

/**
 * Whether an SPDX expression can be met with the allowed licences.
 *
 * @param {string} expression such as `MIT`, `(MIT OR GPL-2.0)`, `Apache-2.0 AND MIT`
 */
export function isAllowed(expression) {
  const plain = expression.replace(/^\((.*)\)$/, '$1');
  if (/[()]/.test(plain)) return false;
  return plain.split(' OR ').some((choice) => choice.split(' AND ').every((licence) => allowed.has(licence.trim())));
}
