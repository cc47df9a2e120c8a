import {count} from '../../terminal/count.js';
import {displayPath} from '../../terminal/display-path.js';
import type {Terminal} from '../../terminal/terminal.js';
import type {RunnerPackage} from './make-runner-package.js';

/** Prints what was written and what to do next. */
export function printRunnerPackage({dir, files}: RunnerPackage, {out, symbols}: Terminal): void {
  const where = displayPath(dir) === '.' ? 'here' : `in ${displayPath(dir)}`;
  out.line(`${out.colors.green(symbols.succeeded)} wrote ${count(files.length, 'file')} ${where}`);
  for (const {path} of files) out.line(`  ${displayPath(path)}`);
  out.line('');
  out.line('Next:');
  if (displayPath(dir) !== '.') out.line(`  cd ${displayPath(dir)}`);
  out.line('  npm install');
  out.line(`  npm test      ${out.colors.dim('builds it, and tests it without a cluster')}`);
  out.line(`  npm pack      ${out.colors.dim('what \`npm publish\` would publish')}`);
}
