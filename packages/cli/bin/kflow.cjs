#!/usr/bin/env node
const {existsSync, readFileSync} = require('node:fs');
const {join} = require('node:path');

const root = join(__dirname, '..');
const argv = process.argv.slice(2);

if (argv[0] === '--version' && argv.length === 1) {
  // Scripts ask this often: not worth loading anything for.
  const {version} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  console.log(`kflow ${version}`);
} else if (!existsSync(join(root, 'dist/launch.cjs'))) {
  console.error('kflow is not built yet: run `npm run setup` (or `npm run build`) in the work tree');
  process.exitCode = 1;
} else {
  // Everything is written when it resolves; nothing that a library left open may keep the process.
  void require('../dist/launch.cjs')
    .launch(argv, root)
    .then((code) => process.exit(code));
}
