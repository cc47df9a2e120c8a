import type {Project, RunnerModule} from '@kflow/core';

/** The package and the class of `class: package/Name`; undefined for a plain name. A scope's slash is the package's own. */
export function qualifiedName(name: string): {specifier: string; name: string} | undefined {
  const slash = name.lastIndexOf('/');
  const specifier = name.slice(0, Math.max(slash, 0));
  const isPackage = /^(?:@[^/\s]+\/)?[A-Za-z0-9][^/\s]*$/.test(specifier);
  return isPackage ? {specifier, name: name.slice(slash + 1)} : undefined;
}

/**
 * Every module that a project needs, each once: the root config's, then those that steps name with `file`, then the packages of
 * `class: package/Name` (seen from the directory of the resource's file).
 */
export function declaredModules(project: Project): RunnerModule[] {
  const named = project.resources.flatMap(({steps, dir}) =>
    steps.flatMap((step): RunnerModule[] => {
      if (step.spec.kind !== 'runner') return [];
      if (step.spec.module) return [step.spec.module];
      const qualified = qualifiedName(step.spec.class);
      return qualified ? [{specifier: qualified.specifier, from: dir, at: step.at}] : [];
    }),
  );
  const modules = new Map<string, RunnerModule>();
  for (const module of [...project.runners, ...named]) {
    const key = module.path ?? `${module.from}\0${module.specifier}`;
    if (!modules.has(key)) modules.set(key, module);
  }
  return [...modules.values()];
}
