import {fileURLToPath} from 'node:url';
import {expect, test} from '@jest/globals';
import {build} from 'esbuild';

test('the main entry bundles for a browser: no Node built-in, no ajv, no require', async () => {
  const {outputFiles, metafile} = await build({
    entryPoints: [fileURLToPath(new URL('../src/index.ts', import.meta.url))],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    write: false,
    metafile: true,
  });
  const modules = Object.keys(metafile.inputs);
  expect(modules.filter((path) => /node_modules\/ajv\//.test(path))).toEqual([]);
  expect(modules.filter((path) => /node-files|from-disk/.test(path))).toEqual([]);
  const code = outputFiles[0]!.text;
  expect(code).not.toMatch(/\bfrom ['"](node:)?(fs|path|os|process|url)['"]/);
  expect(code).not.toMatch(/Dynamic require/);
});
