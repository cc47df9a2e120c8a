import {readCommonYaml} from './common-yaml.js';
import {Cursor} from './cursor.js';
import type {SourceNode} from './node.js';
import type {Report} from '../report.js';
import {SourceText} from './source-text.js';
import {textProblem} from './text-problem.js';

/**
 * The documents of a YAML file (1.2 core schema), without the empty ones. All syntax errors are reported; when there is one,
 * no document is returned, because what an error leaves behind cannot be trusted.
 */
export async function parseYaml(file: string, text: string, report: Report): Promise<Cursor[]> {
  const source = new SourceText(file, text.startsWith('\uFEFF') ? text.slice(1) : text);
  const problem = textProblem(source.text);
  if (problem) {
    report(problem.code, source.locate(problem.at), problem.message, {hint: problem.hint});
    return [];
  }
  const nodes = readCommonYaml(source.text) ?? (await readRareYaml(source, report)) ?? [];
  return nodes.filter((node) => !isEmpty(node)).map((node) => Cursor.root(source, node));
}

/** By a parser that is large, and loaded only for the files that need it. */
async function readRareYaml(source: SourceText, report: Report): Promise<SourceNode[] | undefined> {
  const {readAnyYaml} = await import('./any-yaml.js');
  return readAnyYaml(source, report);
}

function isEmpty(node: SourceNode): boolean {
  return node.type === 'scalar' && node.value === null;
}
