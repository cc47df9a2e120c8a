/** The path to a file or directory from a directory, both absolute: `../manifests/web.yaml`. It always begins with a dot, unless the two are on different drives. */
export function relativePath(from: string, to: string): string {
  const [base, target] = [from, to].map((path) => path.split('/').filter((part) => part !== ''));
  if (/^[A-Za-z]:/.test(from) && base![0] !== target![0]) return to;
  let same = 0;
  while (same < base!.length && same < target!.length && base![same] === target![same]) same++;
  const up = base!.slice(same).map(() => '..');
  const path = [...up, ...target!.slice(same)].join('/');
  return up.length > 0 ? path : path === '' ? '.' : `./${path}`;
}
