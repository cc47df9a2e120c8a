import {transform} from 'esbuild';

/** Where an ES module lies, for a CommonJS module that has to know. */
const url = 'const kflowModuleUrl=require("node:url").pathToFileURL(__filename).href;';

/**
 * A file of the bundle as a CommonJS module, which may be loaded with what V8 made of it in an earlier run (see src/launch), and in a tenth of a millisecond;
 * an ES module takes Node half of one. esbuild splits a bundle into ES modules only.
 *
 * @param {string} code an ES module whose relative imports are files of the bundle
 * @returns {Promise<string>}
 * @throws {Error} when it imports something else at run time, which a script that was made from kept code cannot
 */
export async function toCommonJs(code) {
  const options = {
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    minifyWhitespace: true,
    minifySyntax: true,
    define: {'import.meta.url': 'kflowModuleUrl'},
    banner: code.includes('import.meta.url') ? url : '',
  };
  const lazily = code.replace(/\bimport\(("\.[^"]+")\)/g, (_, path) => `Promise.resolve().then(()=>require(${path}))`);
  const written = (await transform(lazily, options)).code;
  const without = (await transform(lazily, {...options, supported: {'dynamic-import': false}})).code;
  if (written !== without) throw new Error('a chunk imports at run time what is none: see bundling/to-common-js.mjs');
  return written;
}
