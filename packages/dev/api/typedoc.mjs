import {join, relative} from 'node:path';
import {fileURLToPath} from 'node:url';
import {Application, LogLevel, OptionDefaults} from 'typedoc';
import {publishedPackages} from './entries.mjs';

/**
 * Makes the reference of every exported name from the sources' docstrings, as HTML.
 *
 * @param {string} root the workspace
 * @param {string} out the directory; what is in it is replaced
 * @returns {Promise<string[]>} what is wrong with the docstrings, a line each: a link that leads nowhere, a name without a docstring, a type that is used and not exported
 */
export async function makeReference(root, out) {
  const packages = publishedPackages(root).filter(({entries}) => entries.length > 0);
  const sourceOf = (dir, types) =>
    join(root, dir, 'src', relative(join(root, dir, 'dist'), types).replace(/\.d\.ts$/, '.ts'));
  const entries = packages.flatMap(({dir, entries}) =>
    entries.map(({path, types}) => ({path, source: sourceOf(dir, types)})),
  );
  const app = await Application.bootstrap({
    entryPoints: entries.map(({source}) => source),
    tsconfig: fileURLToPath(new URL('tsconfig.json', import.meta.url)),
    // The sources, so that a type of one package leads to its page from all others.
    compilerOptions: {
      paths: Object.fromEntries(entries.map(({path, source}) => [path, [source]])),
    },
    basePath: join(root, 'packages'),
    alwaysCreateEntryPointModule: true,
    excludeInternal: true,
    excludePrivate: true,
    githubPages: false,
    disableSources: true,
    readme: 'none',
    name: 'kflow',
    logLevel: LogLevel.Warn,
    // What the JSON schema of the hook protocol is made from says more of numbers than a type can.
    blockTags: [...OptionDefaults.blockTags, '@exclusiveMinimum'],
    requiredToBeDocumented: ['Class', 'Function', 'Interface', 'TypeAlias', 'Variable', 'Enum'],
    validation: {
      notExported: true,
      invalidLink: true,
      invalidPath: true,
      rewrittenLink: true,
      notDocumented: true,
      unusedMergeModuleWith: true,
    },
  });
  const problems = [];
  app.logger.log = (message, level) => {
    if (level >= LogLevel.Warn) problems.push(message);
  };
  const project = await app.convert();
  if (!project) return problems;
  nameModules(project, entries);
  app.validate(project);
  await app.generateDocs(project, out);
  return problems;
}

/** By what is imported: typedoc calls them after their files, which the reader does not know. In the order of the files, which is that of typedoc. */
function nameModules(project, entries) {
  for (const module of project.children ?? []) {
    const source = module.name.replace(/^(\w+)\/src$/, '$1/src/index');
    const entry = entries.find(({source: file}) => file.endsWith(`packages/${source}.ts`));
    if (!entry) throw new Error(`typedoc has a module ${module.name} that is no entry`);
    module.name = entry.path;
  }
}
