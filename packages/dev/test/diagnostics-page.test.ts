import {readFileSync, readdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, test} from '@jest/globals';
import {codes, graphCodes} from '@kflow/core';
import type {CodeEntry} from '@kflow/core';
import {causes, errorCodes, runnerCodes} from '@kflow/exec';
import type {CauseEntry} from '@kflow/exec';
import {commandLineCodes} from '../../cli/src/problems/codes.js';
import {root} from '../root.mjs';

const page = join(root, 'docs/diagnostics.md');
const catalogues: {[code: string]: CodeEntry}[] = [commandLineCodes, codes, graphCodes, runnerCodes, errorCodes];
const all = Object.fromEntries(catalogues.flatMap((catalogue) => Object.entries(catalogue)));

const chapters = {
  KF0: 'The command line',
  KF1: 'Syntax',
  KF2: 'Fields and values',
  KF3: 'Names and references',
  KF4: 'The graph',
  KF5: 'Files',
  KF6: 'Runners and plugins',
  KF7: 'kubectl, helm and what they are given',
  KF8: 'The cluster',
  KF9: 'kflow and its state',
};

function render(): string {
  const lines = [
    '<!-- Made from the catalogues of codes by packages/dev/test/diagnostics-page.test.ts; UPDATE_DOCS=1 writes it anew. -->',
    '',
    '# Diagnostics',
    '',
    'Every problem that kflow reports has a code, which keeps its meaning. `kflow validate` shows all problems of a project at once, each with',
    'file:line:column and a hint.',
  ];
  for (const [prefix, title] of Object.entries(chapters)) {
    lines.push('', `## ${prefix}xx: ${title}`);
    for (const code of Object.keys(all)
      .filter((each) => each.startsWith(prefix))
      .sort()) {
      const {severity, title: name, meaning} = all[code]!;
      lines.push('', `### ${code}: ${name}`, '', severity === 'warning' ? `A warning. ${meaning}` : meaning);
    }
  }
  lines.push(
    '',
    '## Why workloads do not become ready',
    '',
    'A wait for a rollout (KF810, KF811) says why it failed by one of these causes: `diagnosis.cause` in `--json`. What helps stands behind each.',
  );
  for (const [certainty, meaning] of Object.entries(certainties)) {
    const entries = Object.entries<CauseEntry>(causes).filter(([, cause]) => cause.certainty === certainty);
    lines.push(
      '',
      meaning,
      '',
      ...entries.map(([name, {title, hint}]) => `- \`${name}\`: ${title}. ${sentence(hint)}`),
    );
  }
  return `${lines.join('\n')}\n`;
}

const certainties: {[certainty in CauseEntry['certainty']]: string} = {
  certain: 'These end the wait at once:',
  unsettled:
    'These are as certain, but what is missing may be on its way; they end the wait after four seconds, if it still is:',
  suspect:
    'These often pass by themselves. They are told of at once, and end the wait after `--grace` (30 s) without any improvement:',
  patient: 'This takes minutes to pass where it does. It ends the wait after eight times `--grace`:',
};

function sentence(hint: string): string {
  return `${hint[0]!.toUpperCase()}${hint.slice(1)}.`;
}

test('docs/diagnostics.md has every code', () => {
  if (process.env.UPDATE_DOCS) writeFileSync(page, render());
  expect(readFileSync(page, 'utf8')).toBe(render());
});

test('no code is in two catalogues', () => {
  const listed = catalogues.flatMap((catalogue) => Object.keys(catalogue));
  expect(listed.filter((code, index) => listed.indexOf(code) !== index)).toEqual([]);
});

test('every code in the sources is in a catalogue', () => {
  const sources = ['core', 'exec', 'cli', 'runners'].flatMap((name) =>
    readdirSync(join(root, 'packages', name, 'src'), {recursive: true, encoding: 'utf8'})
      .filter((path) => path.endsWith('.ts'))
      .map((path) => readFileSync(join(root, 'packages', name, 'src', path), 'utf8')),
  );
  const used = new Set(sources.flatMap((text) => text.match(/(?<=['"`])KF\d{3}(?=['"`])/g) ?? []));
  expect([...used].filter((code) => !(code in all))).toEqual([]);
  expect(used.size).toBeGreaterThan(80);
});
