/** One fenced block of a page, with what has to be done with it. */
export type Block = Place &
  (
    | {kind: 'file'; path: string; text: string}
    | {kind: 'script'; text: string; exit: number}
    | {kind: 'session'; commands: SessionCommand[]; exit: number}
  );

/** Where a block begins. */
interface Place {
  /** Line of the opening fence, from 1. */
  line: number;
}

/** A command of a `console` block, with the output that the page shows. */
export interface SessionCommand {
  /** Line of the `$`. */
  line: number;
  command: string;
  output: string;
}

/** What a fence may say after its language. */
const attributes = ['file', 'exit'];

/**
 * The blocks of a Markdown page that are acted on, in order:
 *
 * - any language with `file=path`: a file of that path
 * - `sh`: a script; `exit=N` when it must not exit 0
 * - `console`: lines that begin with `$ ` are commands (one that ends in `\` goes on in the next line), the others the output of the
 *   command above them; `exit=N` is about the last command
 * - `text` and blocks without a language are only read
 *
 * Any other block is refused: a reader could not tell it from one that was tried.
 *
 * @param page for messages
 * @throws an error that begins with `page:line`
 */
export function guideBlocks(page: string, markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split(/\r?\n/);
  for (let index = 0; index < lines.length; index++) {
    const fence = /^( *)(`{3,}|~{3,}) *([^\s`]*) *([^`]*)$/.exec(lines[index]!);
    if (!fence) continue;
    const [, indent, marks, language, rest] = fence as unknown as [string, string, string, string, string];
    const line = index + 1;
    const fail = (message: string): never => {
      throw new Error(`${page}:${line}: ${message}`);
    };
    const body: string[] = [];
    while (!isEnd(lines[++index] ?? fail('the block has no end'), marks))
      body.push(lines[index]!.startsWith(indent) ? lines[index]!.slice(indent.length) : lines[index]!.trimStart());
    if (language === '' || language === 'text') continue;

    const options: {[name: string]: string | undefined} = {};
    for (const word of rest.split(/\s+/).filter((each) => each !== '')) {
      const [name, value] = word.split(/=(.*)/s) as [string, string | undefined];
      if (!attributes.includes(name) || !value) fail(`'${word}' is not understood: file=path, or exit=number`);
      options[name] = value;
    }
    const exit = Number(options.exit ?? 0);
    if (!Number.isInteger(exit) || exit < 0) fail(`'exit=${options.exit}' is not an exit code`);
    const text = body.map((each) => `${each}\n`).join('');
    if (options.file) blocks.push({kind: 'file', line, path: options.file, text});
    else if (language === 'sh') blocks.push({kind: 'script', line, text, exit});
    else if (language === 'console') blocks.push({kind: 'session', line, commands: commands(body, line, fail), exit});
    else fail(`nothing would try this ${language} block: give it file=path, or make it text if it is only to be read`);
  }
  return blocks;
}

/** Whether a line closes a block that was opened with these marks. */
function isEnd(line: string, marks: string): boolean {
  const text = line.trim();
  return text.startsWith(marks) && text === marks[0]!.repeat(text.length);
}

function commands(body: readonly string[], line: number, fail: (message: string) => never): SessionCommand[] {
  const found: SessionCommand[] = [];
  for (let index = 0; index < body.length; index++) {
    const last = found.at(-1);
    if (body[index]!.startsWith('$ ')) {
      let command = body[index]!.slice(2);
      const at = line + 1 + index;
      while (command.endsWith('\\') && index + 1 < body.length) command += `\n${body[++index]!}`;
      found.push({line: at, command, output: ''});
    } else if (last) last.output += `${body[index]}\n`;
    else fail("a console block begins with a command: '$ ' and what to type");
  }
  if (found.length === 0) fail('a console block has at least one command');
  return found;
}
