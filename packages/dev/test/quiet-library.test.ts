import {test} from '@jest/globals';
import {RuleTester} from 'eslint';
import {parser} from 'typescript-eslint';
import {quietLibrary} from '../eslint/quiet-library.mjs';
import {root} from '../root.mjs';

// ESLint's tester makes a test of each row, through jest's own functions.
(RuleTester as any).describe = (_: string, body: () => void) => body();
(RuleTester as any).it = test;
(RuleTester as any).itOnly = test.only;

const at = (path: string, code: string) => ({filename: `${root}${path}`, code, name: `${path}: ${code}`});
const refused = (path: string, code: string, message: RegExp) => ({...at(path, code), errors: [{message}]});
const library = 'packages/exec/src/a.ts';

new RuleTester({languageOptions: {parser}}).run('quiet-library', quietLibrary as any, {
  valid: [
    at('packages/cli/src/a.ts', `process.on('SIGINT', () => process.exit(130)); console.log(process.env.HOME)`),
    at('packages/exec/src/ports/environment.ts', `export const own = () => process.env`),
    at(library, `const windows = process.platform === 'win32'; process.kill(process.pid, 0)`),
    at(library, `const kinds = new Set(['Job']); const names = new Map([['a', 1]])`),
    at(library, `child.on('exit', () => undefined); sink.console`),
    at(library, `export function count() { let n = 0; const seen = new Set(); return () => (n += seen.size) }`),
  ],
  invalid: [
    refused(library, `console.warn('no')`, /prints nothing/),
    refused('packages/core/src/a.ts', `const {log} = console`, /prints nothing/),
    refused('packages/runners/src/a.ts', `process.stdout.write('x')`, /process\.stdout/),
    refused(library, `process.exit(1)`, /process\.exit/),
    {...at(library, `process['exitCode'] = 1`), errors: 2},
    refused(library, `process.on('SIGINT', stop)`, /process\.on/),
    refused(library, `process.once('exit', stop)`, /process\.once/),
    refused(library, `const home = process.env.HOME`, /environment/),
    refused(library, `import process from 'node:process'`, /global/),
    refused(library, `globalThis.fetch = mine`, /shared by the whole program/),
    refused(library, `let count = 0`, /top of a module/),
    refused(library, `export let count = 0`, /top of a module/),
    refused('packages/core/src/a.ts', `const cache = new Map()`, /cache at the top/),
  ],
});
