import {afterEach, expect, test} from '@jest/globals';
import {askForRunner} from '../../src/init/runner-package/ask-for-runner.js';
import {makeRunnerPackage} from '../../src/init/runner-package/make-runner-package.js';
import type {RunnerRequest} from '../../src/init/runner-package/runner-request.js';
import {typing} from './terminal-double.js';

let close = (): void => {};
afterEach(() => close());

async function answers(given: Partial<RunnerRequest>, ...lines: string[]): Promise<RunnerRequest> {
  const {prompter} = typing(lines);
  close = () => prompter.close();
  return await askForRunner({dir: '/projects/seed-data', ...given}, prompter);
}

test('the questions: Enter all the way, everything said, bad answers, and what the flags say is not asked', async () => {
  const dir = '/projects/seed-data';
  expect(await answers({}, '', '')).toEqual({dir, name: 'kflow-seed-data', class: 'SeedDataRunner'});
  expect(await answers({}, '@acme/kflow-web-hooks', 'Hooks')).toEqual({
    dir,
    name: '@acme/kflow-web-hooks',
    class: 'Hooks',
  });
  expect(await answers({}, 'No Name', 'web', 'not a class', 'Web')).toEqual({dir, name: 'web', class: 'Web'});
  expect(await answers({name: 'a', class: 'B'})).toEqual({dir, name: 'a', class: 'B'});
});

test.each([
  ['kflow-seed-data', 'SeedDataRunner', 'src/seed-data-runner.ts', 'SeedDataConfig'],
  ['@acme/kflow-runner-dns', 'DnsRunner', 'src/dns-runner.ts', 'DnsConfig'],
  ['@acme/runners', 'MyRunner', 'src/my-runner.ts', 'MyConfig'],
  ['2fa', 'My2faRunner', 'src/my2fa-runner.ts', 'My2faConfig'],
])('the package %s has the class %s', (name, className, module, config) => {
  const made = makeRunnerPackage({dir: '/p', name});
  expect(made.class).toBe(className);
  const source = made.files.find(({path}) => path === `/p/${module}`);
  expect(source?.text).toContain(`export class ${className} extends BaseRunner<${config}>`);
});

test('a class that does not end in Runner', () => {
  const {files} = makeRunnerPackage({dir: '/p', name: 'a', class: 'HTTPHooks'});
  expect(files.map(({path}) => path)).toContain('/p/src/http-hooks.ts');
  expect(files.find(({path}) => path === '/p/src/index.ts')?.text).toBe(
    `export {HTTPHooks} from './http-hooks.js';\nexport type {HTTPHooksConfig} from './http-hooks.js';\n`,
  );
});
