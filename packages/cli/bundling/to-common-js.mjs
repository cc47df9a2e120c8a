import {transform} from 'esbuild';

/** Where an ES module lies, for a CommonJS module that has to know. */
const url = 'const kflowModuleUrl=require("node:url").pathToFileURL(__filename).href;';

/**
 * A file of the bundle as a CommonJS module, which may be loaded with what V8 made of it in an earlier run (see src/launch), and in a tenth of a millisecond;
 * an ES module takes Node half of one. esbuild splits a bundle into ES modules only.
 *
 * @param {string} code an ES module whose relative imports are files of the bundle
 * @returns {Promise<string>}
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
  // What a user names is imported by Node, as whatever it is.
  const lazily = code.replace(/\bimport\(("\.[^"]+")\)/g, (_, path) => `Promise.resolve().then(()=>require(${path}))`);
  return (await transform(lazily, options)).code;
}
