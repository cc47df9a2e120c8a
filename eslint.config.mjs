import tseslint from 'typescript-eslint';
import {importDirection} from './packages/dev/eslint/import-direction.mjs';
import {quietLibrary} from './packages/dev/eslint/quiet-library.mjs';

export default tseslint.config(
  {ignores: ['**/dist/', '**/generated/', '**/node_modules/', '**/.turbo/']},
  ...tseslint.configs.recommended,
  {
    plugins: {kflow: {rules: {'import-direction': importDirection, 'quiet-library': quietLibrary}}},
    rules: {
      'kflow/import-direction': 'error',
      'kflow/quiet-library': 'error',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', {argsIgnorePattern: '^_', varsIgnorePattern: '^_'}],
      'no-restricted-exports': ['error', {restrictDefaultExports: {direct: true, named: true, defaultFrom: true}}],
    },
  },
  {
    // oclif finds commands by their default export, jest its setup; configuration files are default exports by their tools' wish.
    files: ['packages/cli/src/commands/**', '**/*.config.mjs', 'packages/e2e/harness/global-*.mjs', 'examples/**'],
    rules: {'no-restricted-exports': 'off'},
  },
  {files: ['**/*.cjs'], rules: {'@typescript-eslint/no-require-imports': 'off'}},
);
