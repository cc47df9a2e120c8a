/**
 * The version of each module that a go.mod requires, by module path: `{'k8s.io/kubernetes': 'v1.37.2', ...}`. go.mod is the one
 * place where versions are written down; what is stamped into the binaries is taken from here.
 */
export function pinnedVersions(goMod: string): {[path: string]: string} {
  const versions: {[path: string]: string} = {};
  for (const [, path, version] of goMod.matchAll(/^(?:require )?\t?([\w.-]+\/\S+) (v\S+)(?: \/\/ indirect)?$/gm)) {
    if (path && version) versions[path] = version;
  }
  return versions;
}
