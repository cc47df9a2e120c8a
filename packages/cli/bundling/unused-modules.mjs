/**
 * What of oclif kflow never reaches: it runs commands without a Config, makes help from the manifest, and writes by itself. oclif's `Command`, flags and
 * errors mention them all the same, and they bring minimatch, ejs, cli-spinners, tinyglobby and more, which every start would read.
 */
const unused =
  /[\\/]@oclif[\\/]core[\\/]lib[\\/](?:config|help|ux)[\\/]index\.js$|[\\/]@oclif[\\/]core[\\/]lib[\\/]help[\\/]util\.js$/;

/** Leaves such modules out; whatever requires one after all, at run time, fails with its name. lazyValues keeps that from happening at the start. */
export const unusedModules = {
  name: 'unused-modules',
  setup(builder) {
    builder.onLoad({filter: unused}, ({path}) => {
      const name = path.slice(path.search(/@oclif[\\/]core/)).replaceAll('\\', '/');
      return {
        contents: `throw new Error('${name} is left out of the bundle: see bundling/unused-modules.mjs');`,
        loader: 'js',
      };
    });
  },
};
