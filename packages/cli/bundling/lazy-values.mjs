import {readFileSync} from 'node:fs';

/** Declarations at the top of a package's modules whose values cost much and are seldom needed: by the path of the modules. */
const declarations = [
  {
    // TypeScript names what it requires `name_1`, and uses it by that name only. oclif's modules would load semver, minimatch, ejs and more.
    modules: /[\\/]@oclif[\\/]core[\\/]lib[\\/].*\.js$/,
    pattern: /^(?:const|var) (\w+_\d+) = ((?:__importDefault|__importStar)?\(?require\("[^"]+"\)\)?);$/gm,
  },
  {
    // A pattern of all emoji takes V8 25 ms to read, what finds graphemes 10 ms to set up; and text is seldom other than ASCII, which is looked for first.
    modules: /[\\/](?:string-width[\\/]index|slice-ansi[\\/]tokenize-ansi)\.js$/,
    pattern: /^const (\w+_?regex|\w*segmenter) = (.*);$/gim,
  },
];

/** Makes such values when they are first used, not when the module is loaded. */
export const lazyValues = {
  name: 'lazy-values',
  setup(builder) {
    for (const {modules, pattern} of declarations) {
      builder.onLoad({filter: modules}, ({path}) => ({
        contents: lazily(readFileSync(path, 'utf8'), pattern),
        loader: 'js',
      }));
    }
  },
};

/** @param pattern finds a declaration; its first group is the name, its second the value */
function lazily(source, pattern) {
  const names = new Set();
  const declared = source.replace(pattern, (_, name, value) => {
    names.add(name);
    return `let ${name}$; const ${name}$get = () => (${name}$ ??= ${value});`;
  });
  return declared.replace(/\b\w+\b(?!\$)/g, (name) => (names.has(name) ? `(${name}$get())` : name));
}
