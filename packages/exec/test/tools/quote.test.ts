import {describe, expect, test} from '@jest/globals';
import {execFileSync} from 'node:child_process';
import fc from 'fast-check';
import {quoteArgument, quoteCommand, quoteCommandWithInput} from '../../src/tools/report/quote.js';

/** What bash (and sh) makes of a command line, given that `show` prints its arguments, each ended by a NUL. */
function read(shell: string, command: string): string[] {
  const script = `show() { for a in "$@"; do printf '%s\\0' "$a"; done; }\n${command}\n`;
  return execFileSync(shell, ['-c', script], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit']})
    .split('\0')
    .slice(0, -1);
}

/** Any text that may be an argument: no NUL; nothing that UTF-8 cannot say. */
const argument = fc
  .oneof(
    fc.string({unit: 'binary'}),
    fc.string({unit: fc.constantFrom(...`'"\\ $\`!*?[]{}()<>|&;#~=%\n\r\t-a1\u001b\u009b\u202e`)}),
  )
  .filter((text) => !text.includes('\0') && text.isWellFormed());

describe.each(['bash', 'sh'])('what is quoted, %s reads as it was', (shell) => {
  test('arguments', () => {
    // One process for many values: the property is about each of them.
    const values = fc.sample(argument, 400);
    const quoted = values.map(quoteArgument).join(' ');
    expect(read(shell, `show ${quoted}`)).toEqual(values);
    // Shown on a terminal, or pasted into one, it does nothing to it.
    expect(quoted).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/);
  });

  test('standard input', () => {
    const inputs = fc.sample(fc.array(fc.oneof(argument, fc.constantFrom('EOF', 'EOF_', '')), {maxLength: 4}), 40);
    const commands = inputs.map((lines) => `${quoteCommandWithInput(['cat'], lines.join('\n') + '\n')}\nprintf '\\0'`);
    const output = execFileSync(shell, ['-c', commands.join('\n')], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    expect(output.split('\0').slice(0, -1)).toEqual(inputs.map((lines) => lines.join('\n') + '\n'));
  });
});

test('a command stays readable where nothing needs quotes', () => {
  expect(quoteCommand(['kubectl', 'apply', '-f', '/a/b.yaml', '--namespace=web', '--context', 'a@b:1'])).toBe(
    'kubectl apply -f /a/b.yaml --namespace=web --context a@b:1',
  );
  expect(quoteCommand(['helm', '--set', 'a={1}', '', "it's"])).toBe(`helm --set 'a={1}' '' 'it'\\''s'`);
  expect(quoteCommand(['A=1', 'B=1'])).toBe(`'A=1' B=1`);
});

test('a here-document ends with a word that is no line of it', () => {
  expect(quoteCommandWithInput(['kubectl', 'apply', '-f', '-'], 'a: 1\nEOF\n')).toBe(
    "kubectl apply -f - <<'EOF_'\na: 1\nEOF\nEOF_",
  );
});
