import type {Cursor} from '../../source/yaml/cursor.js';
import type {Report} from '../../source/report.js';
import type {ResourceSubject, Rule} from './rule.js';

const key = String.raw`([a-z\d]([a-z\d.-]*[a-z\d])?\/)?[A-Za-z\d]([\w.-]*[A-Za-z\d])?`;
const value = String.raw`([A-Za-z\d]([\w.-]*[A-Za-z\d])?)?`;
const requirement = new RegExp(
  `^(!\\s*${key}|${key}|${key}\\s*(=|==|!=)\\s*${value}|${key}\\s+(in|notin)\\s*\\(\\s*${value}(\\s*,\\s*${value})*\\s*\\))$`,
);

/** Characters: more than any selector needs, and few enough for splitting it at its commas. */
const longest = 4096;

/** Label selectors are what `kubectl -l` takes. */
export const labelSelector: Rule<ResourceSubject> = {
  name: 'label-selector',
  check({file, at, steps}, report) {
    check(file.selector, at, report);
    for (const {file: step, block} of steps) {
      check(step.exec?.selector ?? step.rolloutWait?.selector, block, report);
    }
  },
};

function check(selector: string | undefined, block: Cursor, report: Report): void {
  if (selector === undefined) return;
  const at = block.at('selector');
  if (selector.length > longest) {
    report('KF211', at.location, `the label selector has ${selector.length} characters, and may have ${longest}`);
    return;
  }
  // Commas inside of parentheses do not separate requirements.
  const parts = selector.split(/,(?![^(]*\))/).map((part) => part.trim());
  const bad = parts.find((part) => !requirement.test(part));
  if (bad === undefined) return;
  report(
    'KF211',
    at.location,
    bad === '' ? 'the label selector has an empty part' : `\`${bad}\` is no label selector`,
    {
      hint: 'write it as for `kubectl -l`: `app=web`, `tier!=db`, `env in (a, b)`, `key` or `!key`, separated by commas',
    },
  );
}
