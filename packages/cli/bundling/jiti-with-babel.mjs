import {readFileSync} from 'node:fs';

/** What jiti does at run time, and the bundle in another way. */
const replaced = [
  // It finds its Babel beside itself, where a bundle has none: taken in, into the chunk that loads only for `.ts` runners.
  ['createRequire(import.meta.url)("../dist/babel.cjs")', 'require("../dist/babel.cjs")'],
  // What it does not transpile, Node imports, which does not know of scripts that were made from kept code: launch.cjs does it for them.
  ['import(id)', 'kflowImport(id)'],
];

/** Takes jiti in. */
export const jitiWithBabel = {
  name: 'jiti-with-babel',
  setup(builder) {
    builder.onLoad({filter: /[\\/]jiti[\\/]lib[\\/]jiti\.mjs$/}, ({path}) => {
      let contents = readFileSync(path, 'utf8');
      for (const [from, to] of replaced) {
        if (!contents.includes(from)) throw new Error(`jiti has no ${from} any more: see bundling/jiti-with-babel.mjs`);
        contents = contents.replace(from, to);
      }
      return {contents, loader: 'js'};
    });
  },
};
