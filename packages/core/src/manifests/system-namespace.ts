/**
 * Whether a namespace is part of every cluster: `default`, and `kube-system` and its like. kflow neither makes nor
 * deletes those.
 */
export function isSystemNamespace(name: string): boolean {
  return name === 'default' || name.startsWith('kube-');
}
