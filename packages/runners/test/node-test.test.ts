// The kit in a test framework that shares nothing with jest: Node's own, on the built package. `npm run build` comes first.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {expect, test} from '@jest/globals';

const built = (entry: string): string =>
  pathToFileURL(fileURLToPath(new URL(`../dist/${entry}.js`, import.meta.url))).href;

test('describeRunner under node:test: passes and fails, and sees programs that are started synchronously', () => {
  const dir = mkdtempSync(join(tmpdir(), 'kflow-node-test-'));
  try {
    writeFileSync(
      join(dir, 'runner.test.mjs'),
      `import {describe, it} from 'node:test';
import {execSync} from 'node:child_process';
import {BaseRunner} from '${built('index')}';
import {describeRunner} from '${built('testing')}';
class Fine extends BaseRunner {
  async apply(ctx) { await ctx.kubectl(['apply', '-f', 'a.yaml']); }
}
class Broken extends BaseRunner {
  async restart(ctx) { execSync('kubectl rollout restart deployment/a'); }
}
describeRunner(Fine, {describe, it, config: {}});
describeRunner(Broken, {describe, it, config: {}});
`,
    );
    const env = {...process.env, NODE_OPTIONS: ''};
    delete env.NODE_TEST_CONTEXT;
    const {stdout} = spawnSync(process.execPath, ['--test', '--test-reporter=tap', 'runner.test.mjs'], {
      ...{cwd: dir, env, encoding: 'utf8'},
    });
    expect(stdout).toMatch(/^# pass 13$/m);
    expect(stdout).toMatch(/^# fail 1$/m);
    expect(stdout).toContain('restart: it starts a program without its context: kubectl rollout restart deployment/a');
  } finally {
    rmSync(dir, {recursive: true});
  }
});
