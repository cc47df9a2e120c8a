import {test} from '@jest/globals';
import {RuleTester} from 'eslint';
import {parser} from 'typescript-eslint';
import {importDirection} from '../eslint/import-direction.mjs';
import {root} from '../root.mjs';

// ESLint's tester makes a test of each row, through jest's own functions.
(RuleTester as any).describe = (_: string, body: () => void) => body();
(RuleTester as any).it = test;
(RuleTester as any).itOnly = test.only;

const at = (path: string, code: string) => ({filename: `${root}${path}`, code, name: `${path}: ${code}`});
const refused = (path: string, code: string, message: RegExp) => ({...at(path, code), errors: [{message}]});

new RuleTester({languageOptions: {parser}}).run('import-direction', importDirection as any, {
  valid: [
    at('packages/cli/src/a.ts', `import {execute} from '@kflow/exec'`),
    at('packages/exec/src/a.ts', `import {buildGraph} from '@kflow/core'`),
    at('packages/exec/src/a.ts', `import {BaseRunner} from '@kflow/runners'`),
    at('packages/runners/src/a.ts', `import type {Plan} from '@kflow/core'`),
    at('packages/exec/src/tools/shell.ts', `import {$} from 'zx'`),
    at('packages/core/src/node.ts', `import {readFile} from 'node:fs/promises'`),
    at('packages/core/src/graph/a.ts', `import {b} from './b.js'`),
    at('packages/e2e/harness/a.ts', `import {execute} from '@kflow/exec'`),
  ],
  invalid: [
    refused('packages/core/src/a.ts', `import {execute} from '@kflow/exec'`, /may not import @kflow\/exec/),
    refused('packages/core/src/a.ts', `export * from '@kflow/exec'`, /may not import @kflow\/exec/),
    refused('packages/core/src/a.ts', `import {join} from 'node:path'`, /core runs in a browser/),
    refused('packages/exec/src/a.ts', `const a = await import('@kflow/cli')`, /may not import @kflow\/cli/),
    refused('packages/runners/src/a.ts', `import {buildGraph} from '@kflow/core'`, /only types/),
    refused('packages/exec/src/engine/a.ts', `import {$} from 'zx'`, /only packages\/exec\/src\/tools\/shell.ts/),
    refused('packages/exec/src/engine/a.ts', `import {$} from 'zx/core'`, /only packages\/exec\/src\/tools\/shell.ts/),
    refused('packages/sandbox/src/a.ts', `import {buildGraph} from '@kflow/core'`, /may not import/),
    refused('packages/cli/src/a.ts', `import {a} from '../../../packages/core/src/a.js'`, /by its name/),
  ],
});
