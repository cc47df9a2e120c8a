import {readFileSync} from 'node:fs';

/** jiti finds its Babel beside itself at run time, which a bundle has not: take it in, into the chunk that loads only for `.ts` runners. */
export const jitiWithBabel = {
  name: 'jiti-with-babel',
  setup(builder) {
    builder.onLoad({filter: /[\\/]jiti[\\/]lib[\\/]jiti\.mjs$/}, ({path}) => {
      const source = readFileSync(path, 'utf8');
      const lookup = 'createRequire(import.meta.url)("../dist/babel.cjs")';
      if (!source.includes(lookup)) throw new Error('jiti loads its Babel in another way than bundle.mjs expects');
      return {contents: source.replace(lookup, 'require("../dist/babel.cjs")'), loader: 'js'};
    });
  },
};
