/** What exec imports lazily from CommonJS packages by name: esbuild gives a lazy import of one nothing but its default export. */
const namedExports = {ajv: 'Ajv', 'ajv/dist/2020.js': 'Ajv2020'};
export const lazyCommonJs = {
  name: 'lazy-common-js',
  setup(builder) {
    builder.onResolve({filter: /^ajv/}, ({kind, path, resolveDir}) =>
      kind === 'dynamic-import' ? {path, namespace: 'lazy', pluginData: resolveDir} : undefined,
    );
    builder.onLoad({filter: /.*/, namespace: 'lazy'}, ({path, pluginData: resolveDir}) => ({
      contents: `export {${namedExports[path]}} from '${path}';`,
      resolveDir,
    }));
  },
};
