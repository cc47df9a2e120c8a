import {basename, dirname} from 'node:path';
import {createRequire} from 'node:module';
import {fileURLToPath} from 'node:url';

const require = createRequire(import.meta.url);
const packages = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The jest configuration of one package: TypeScript through swc as native ES modules, tests in `test/`, and every
 * `@kflow/*` import taken from the sources, so that a test never runs against a stale build.
 *
 * @param {string} url `import.meta.url` of the package's jest.config.mjs
 * @param {import('jest').Config} [overrides]
 * @returns {import('jest').Config}
 */
export function preset(url, overrides = {}) {
  const rootDir = dirname(fileURLToPath(url));
  return {
    displayName: basename(rootDir),
    rootDir,
    roots: ['<rootDir>/test'],
    testMatch: ['**/*.test.ts'],
    testEnvironment: 'node',
    setupFiles: [fileURLToPath(new URL('fixed-seed.mjs', import.meta.url))],
    extensionsToTreatAsEsm: ['.ts'],
    transform: {
      '^.+\\.ts$': [
        require.resolve('@swc/jest'),
        {
          jsc: {parser: {syntax: 'typescript', decorators: false}, target: 'es2022'},
          module: {type: 'es6'},
          sourceMaps: 'inline',
        },
      ],
    },
    moduleNameMapper: {
      '^@kflow/([a-z]+)/(node|testing|printable|command)$': `${packages}/$1/src/$2.ts`,
      '^@kflow/faults/invariants$': `${packages}/faults/src/invariants/index.ts`,
      '^@kflow/(core|exec|runners|cli|sandbox|faults)$': `${packages}/$1/src/index.ts`,
      '^(\\.{1,2}/.*)\\.js$': ['$1.ts', '$1.js'],
    },
    ...overrides,
  };
}
