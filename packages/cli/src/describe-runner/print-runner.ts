import type {ConfigField, RunnerDescription} from '../json-output/runner-list.js';
import {printTable} from '../tables/table.js';
import {displayPath} from '../terminal/display-path.js';
import type {Channel} from '../terminal/terminal.js';
import {originOf} from './listed-runner.js';

/** Prints the page of a runner: what it does, where it is from, its hooks, its config, and a step to paste. */
export function printRunner(runner: RunnerDescription, out: Channel): void {
  const {colors} = out;
  const facts: [string, string][] = [
    ['from', originOf(runner)],
    ...(runner.source === 'package' ? [['file', displayPath(runner.file)] as [string, string]] : []),
    ...(runner.class !== undefined && runner.class !== runner.name
      ? [['class', runner.class] as [string, string]]
      : []),
    ['hooks', runner.hooks.length === 0 ? 'none' : runner.hooks.join(', ')],
  ];
  out.line(
    runner.description === undefined ? colors.bold(runner.name) : `${colors.bold(runner.name)}: ${runner.description}`,
  );
  out.line('');
  for (const [name, value] of facts) out.line(`  ${colors.dim(name.padEnd(5))}  ${value}`);
  out.line('');
  if (runner.configSchema === undefined) out.line('It has no configSchema: its config may be anything.');
  else if (runner.fields.length === 0) out.line('Its config has no fields.');
  else printTable(out, ['config', 'type', 'default', 'required', 'description'], runner.fields.map(row));
  out.line('');
  out.line(colors.dim('# in a resource'));
  out.line(runner.example.trimEnd());
}

function row({path, type, default: fallback, required, description = '', secret}: ConfigField): string[] {
  return [
    path,
    secret ? `${type}, secret` : type,
    fallback === undefined ? '' : JSON.stringify(fallback),
    required ? 'yes' : '',
    description,
  ];
}
