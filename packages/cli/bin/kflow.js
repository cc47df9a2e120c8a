#!/usr/bin/env node
import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const root = new URL('..', import.meta.url);
const [first, ...rest] = process.argv.slice(2);

if (first === '--version' && rest.length === 0) {
  // Scripts ask this often: not worth loading anything for.
  const {version} = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
  console.log(`kflow ${version}`);
} else if (!existsSync(new URL('dist/main.js', root))) {
  console.error('kflow is not built yet: run `npm run setup` (or `npm run build`) in the work tree');
  process.exitCode = 1;
} else if (first === '__complete') {
  // A key press of the user's waits for it: past everything that a command needs.
  const {answerShell} = await import('../dist/completion/answer-shell.js');
  await answerShell(rest, fileURLToPath(root));
  process.exit(0);
} else {
  const {main} = await import('../dist/main.js');
  // Everything is written when it resolves; nothing that a library left open may keep the process.
  process.exit(await main(process.argv.slice(2), fileURLToPath(root)));
}
