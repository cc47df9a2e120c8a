import {spawn} from 'node:child_process';
import {pnpm} from '../install.mjs';
import {root} from '../root.mjs';
import {toolEnv} from '../tool-env.mjs';
import {judgeAudit} from './judge-audit.mjs';

/** Milliseconds in which the registry has to answer. */
const patience = 60_000;

/**
 * Asks the registry for known vulnerabilities of the packages that are shipped, and says on stderr what came of it. That it cannot be asked fails
 * nothing, and is said.
 *
 * @returns {Promise<boolean>} false when one of them is high or critical
 */
export async function audit() {
  const child = spawn('npx', ['-y', pnpm, 'audit', '--prod', '--json'], {
    cwd: root,
    env: toolEnv(),
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: patience,
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  await new Promise((resolve) => child.on('error', resolve).on('close', resolve));
  const {verdict, lines} = judgeAudit(stdout);
  const heads = {
    good: 'dependencies audited: nothing high or critical is known',
    bad: 'dependencies audited: there are vulnerabilities',
    unknown: 'dependencies NOT audited, the registry could not be asked',
  };
  process.stderr.write([heads[verdict], ...lines.map((line) => `  ${line}`)].join('\n') + '\n');
  return verdict !== 'bad';
}
