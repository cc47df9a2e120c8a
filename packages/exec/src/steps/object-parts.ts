/** The parts of an object as kubectl prints it, `deployment.apps/web` or `service/web`: the kind in lower case, the group '' for the core group. */
export function objectParts(object: string): {kind: string; group: string; name: string} {
  const slash = object.indexOf('/');
  const [kind = '', ...group] = object.slice(0, slash).split('.');
  return {kind, group: group.join('.'), name: object.slice(slash + 1)};
}
