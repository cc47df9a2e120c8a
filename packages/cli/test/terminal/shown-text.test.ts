import {describe, expect, test} from '@jest/globals';
import fc from 'fast-check';
import type {KflowEvent} from '@kflow/exec';
import {withForeignTexts} from '../../src/reporters/create-reporter.js';
import {LogPrinter} from '../../src/log-printer.js';
import {PlainReporter} from '../../src/reporters/plain.js';
import {renderDiagnostics} from '../../src/problems/render-diagnostics.js';
import {reportFailure} from '../../src/problems/report-failure.js';
import {printTable} from '../../src/tables/table.js';
import {foreignText, foreignTexts, terminalCell, terminalText} from '../../src/terminal/shown-text.js';
import {openTerminal} from '../../src/terminal/terminal.js';
import {fakeTerminal} from '../fake-terminal.js';

/** Clears the screen, sets the title, writes to the clipboard, links elsewhere, goes back, hides, turns round; and C1, which is an escape in one byte. */
const hostile = [
  '\u001b[2J',
  '\u001b]0;title\u0007',
  '\u001b]52;c;cm0gLXJmIC8=\u001b\\',
  '\u001b]8;;https://example.com\u001b\\here\u001b]8;;\u001b\\',
  '\u001b[1A\u001b[2K',
  '\u001bc',
  'all\rwell',
  'a\bb',
  '\u001b[8mhidden',
  '\u009b2J',
  '\u007f',
  '\u202etxet\u202c',
  '\u2066x\u2069',
];
/** Anything that works on a terminal, but for line breaks, tabs and the colors that kflow itself uses. */
const works = /(?!\u001b\[(?:[0-79]|[1-9]\d)?m)[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/;

describe.each(hostile)('%j', (text) => {
  test('is harmless on a line, in a cell and as foreign text', () => {
    for (const shown of [terminalText(text), terminalCell(text), foreignText(text)]) {
      expect(shown).not.toMatch(works);
      expect(shown).not.toBe(text);
    }
  });

  test('is harmless wherever an event, an error, a diagnostic or a table has it', () => {
    const {terminal, written} = fakeTerminal({colors: true});
    const {event} = withForeignTexts(new PlainReporter(terminal, {verbose: true, width: 4}));
    const at = '2026-01-01T00:00:00.000Z';
    event({type: 'warning', at, message: text, hint: text} as KflowEvent);
    event({type: 'step.output', at, step: 'a.b', stream: 'stderr', text} as KflowEvent);
    event({type: 'step.waiting', at, step: 'a.b', message: text, seconds: 1} as KflowEvent);
    const error = {code: 'KF703', message: text, hint: text, output: text, command: text};
    event({type: 'step.failed', at, step: 'a.b', error, seconds: 1} as unknown as KflowEvent);
    reportFailure(new Error(text), terminal, {json: false, verbose: true, stream: false});
    const where = {file: `/nowhere/${text}.yaml`, line: 1, column: 1, text};
    for (const line of renderDiagnostics(
      [{code: 'KF201', severity: 'error', message: text, hint: text, at: where}],
      terminal.err.colors,
    ))
      terminal.err.line(line);
    printTable(terminal.out, ['a', 'b'], [[text, text]]);
    terminal.out.line(JSON.stringify({text}));
    expect(written.out + written.err).not.toMatch(works);
    expect(JSON.parse(written.out.trim().split('\n').at(-1)!)).toEqual({text});
  });
});

test('colors of foreign text go, those of a line stay', () => {
  expect(foreignText('\u001b[32m✓\u001b[39m done')).toBe('✓ done');
  expect(terminalText('\u001b[32m✓\u001b[39m done')).toBe('\u001b[32m✓\u001b[39m done');
  expect(terminalText('\u001b[38;5;8mgrey')).toBe('\u001b[38;5;8mgrey');
  expect(terminalText('\u001b[?25lx')).toBe('\\u001b[?25lx');
});

test('whatever the text, nothing of it works on the terminal, and plain text is left alone', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary'}), (text) => {
      expect(foreignText(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
      expect(terminalCell(text)).not.toMatch(/[\n\t]/);
    }),
  );
  for (const text of ['a: b', 'ä 漢字 🎉', 'two\nlines\n\tand a tab', 'שלום']) {
    expect(terminalText(text)).toBe(text);
    expect(foreignTexts({a: [text, 1, null, true]})).toEqual({a: [text, 1, null, true]});
  }
});

test('a message of several lines cannot pass for lines of kflow', () => {
  const {terminal, written} = fakeTerminal();
  reportFailure(new Error('no\n✓ everything is ready'), terminal, {json: false, verbose: false, stream: false});
  expect(written.err.split('\n').filter((line) => line.startsWith('✓'))).toEqual([]);
});

describe('logs', () => {
  const line = {namespace: 'n', pod: 'p', container: 'c', isOneOfSeveral: false, text: '\u001b[31mred\u001b[2J'};
  const printed = (isTTY: boolean, noColor = false) => {
    let text = '';
    const stream = {
      isTTY,
      columns: 80,
      write: (chunk: string) => void (text += chunk),
    } as unknown as NodeJS.WriteStream;
    const terminal = openTerminal({'no-color': noColor}, {stdout: stream, stderr: stream}, {TERM: 'xterm'}, 'linux');
    new LogPrinter(terminal, false).line(line);
    return text;
  };

  test('on a terminal have their colors, which end with the line, and nothing else that works', () => {
    expect(printed(true)).toMatch(/\u001b\[31mred\\u001b\[2J\u001b\[0m.*\n$/);
    expect(printed(true)).not.toMatch(works);
    expect(printed(true, true)).toBe('p │ red\\u001b[2J\n');
  });

  test('in a pipe are what the container wrote', () => expect(printed(false)).toBe('p │ \u001b[31mred\u001b[2J\n'));
});
