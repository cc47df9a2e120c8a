import {basename, dirname} from 'node:path';
import type {LeftOut, Scaffold} from '@kflow/core';
import {printTable} from '../tables/table.js';
import {count} from '../terminal/count.js';
import {displayPath} from '../terminal/display-path.js';
import {showProblem} from '../terminal/show-problem.js';
import type {Terminal} from '../terminal/terminal.js';

/** Says on stderr what was found and left out, and why. */
export function showLeftOut(leftOut: readonly LeftOut[], terminal: Terminal): void {
  for (const {path, why, at} of leftOut) {
    const place = at ? `${displayPath(path)}:${at.line}:${at.column}` : displayPath(path);
    showProblem(terminal, `${place} left out: ${why}`);
  }
}

/** Prints what would be written, file by file. */
export function printDryRun({files}: Pick<Scaffold, 'files'>, {out}: Terminal): void {
  files.forEach(({path, text}, index) => {
    if (index > 0) out.line('');
    out.line(out.colors.bold(`==> ${displayPath(path)}`));
    out.line(text.trimEnd());
  });
}

/** Prints what was written, what became of what was found, and what to do next. */
export function printWritten(scaffold: Scaffold, sorted: boolean, {out, symbols}: Terminal): void {
  const {files, resources} = scaffold;
  const config = files[0]!.path;
  const dir = dirname(config);
  out.line(
    `${out.colors.green(symbols.succeeded)} wrote ${count(files.length, 'file')} ${displayPath(dir) === '.' ? 'here' : `in ${displayPath(dir)}`}, and they are valid`,
  );
  if (sorted) {
    out.line('');
    printTable(
      out,
      ['phase', 'resource', 'namespace', 'contains', 'depends on'],
      resources.map(({phase, name, namespace = '-', content, dependsOn}) => [
        phase,
        name,
        namespace,
        content.type === 'manifests'
          ? count(content.files.length, 'file')
          : `${content.type} ${displayPath(content.path, dir)}`,
        dependsOn.map(({resource}) => resource).join(', '),
      ]),
    );
  } else {
    for (const {path} of files) out.line(`  ${displayPath(path)}`);
  }
  const flag = basename(config) === 'kflow.yaml' ? '' : ` -c ${basename(config)}`;
  out.line('');
  out.line('Next:');
  if (displayPath(dir) !== '.') out.line(`  cd ${displayPath(dir)}`);
  out.line(`  kflow plan${flag}    ${out.colors.dim('what would be done, in order; changes nothing')}`);
  out.line(`  kflow apply${flag}   ${out.colors.dim('do it, and wait until everything is up')}`);
}
