import type {CheckOutcome, SetupReport} from '@kflow/exec';
import {count} from '../terminal/count.js';
import {foreignTexts} from '../terminal/shown-text.js';
import type {Terminal} from '../terminal/terminal.js';

/** The checks as text: a line each, how to put right what is wrong below it, and a verdict at the end. */
export function printSetup(report: SetupReport, {out, symbols}: Terminal): void {
  const {ok, checks} = foreignTexts(report);
  const {colors} = out;
  const mark: {[outcome in CheckOutcome]: string} = {
    ok: colors.green(symbols.succeeded),
    warning: colors.yellow(symbols.warning),
    failed: colors.red(symbols.failed),
    skipped: colors.dim(symbols.started),
  };
  const width = Math.max(...checks.map(({name}) => name.length));
  for (const {name, outcome, detail, fix} of checks) {
    const shown = detail.replaceAll('\n', '\n      ');
    const text = outcome === 'skipped' ? colors.dim(`skipped: ${shown}`) : shown;
    out.line(`${mark[outcome]} ${name.padEnd(width)}  ${text}`);
    if (fix === undefined) continue;
    const [first = '', ...more] = fix.split('\n');
    out.line(`    ${colors.cyan('fix:')} ${first}`);
    for (const line of more) out.line(`      ${line}`);
  }
  const number = (wanted: CheckOutcome) => checks.filter(({outcome}) => outcome === wanted).length;
  const warned = number('warning') === 0 ? '' : `, ${count(number('warning'), 'warning')}`;
  out.line('');
  out.line(
    ok
      ? colors.green(`${symbols.succeeded} ready${warned}`)
      : colors.red(`${symbols.failed} ${number('failed')} of ${count(checks.length, 'check')} failed${warned}`),
  );
}
