import {LineCounter, parseAllDocuments, type Document, type ParsedNode, type YAMLError} from 'yaml';
import {buildNode} from './build-node.js';
import {Cursor} from './cursor.js';
import type {Report} from './report.js';
import {SourceText} from './source-text.js';
import {syntaxProblem} from './syntax-problem.js';

/**
 * The documents of a YAML file (1.2 core schema), without the empty ones. All syntax errors are reported; when there is one,
 * no document is returned, because what an error leaves behind cannot be trusted.
 */
export function parseYaml(file: string, text: string, report: Report): Cursor[] {
  const lines = new LineCounter();
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const source = new SourceText(file, clean, lines);
  const documents = parseAllDocuments<ParsedNode>(clean, {
    lineCounter: lines,
    prettyErrors: false,
    // Duplicates are found in buildNode, which can name both places.
    uniqueKeys: false,
    version: '1.2',
    schema: 'core',
    logLevel: 'silent',
  }) as Document.Parsed<ParsedNode>[];
  // A file without any content still needs its first line to be known, for problems that have no other place.
  if (clean === '') lines.addNewLine(0);

  let failed = false;
  const fail: Report = (...problem) => {
    failed = true;
    report(...problem);
  };
  reportSyntax(
    source,
    documents.flatMap(({errors, warnings}) => [...errors, ...warnings]),
    fail,
  );
  if (failed) return [];
  const roots = documents.flatMap((document) => {
    const node = document.contents ? buildNode(document.contents, source, fail) : undefined;
    const empty = !node || (node.type === 'scalar' && node.value === null);
    return empty ? [] : [Cursor.root(source, node)];
  });
  return failed ? [] : roots;
}

/** Reports the parser's findings, the first of each line: the others only follow from it. */
function reportSyntax(source: SourceText, errors: YAMLError[], report: Report): void {
  const lines = new Set<number>();
  for (const error of errors) {
    const at = source.locate({start: error.pos[0], end: error.pos[1]});
    if (lines.has(at.line)) continue;
    lines.add(at.line);
    const {code, message, hint} = syntaxProblem(error, source.lineAt(error.pos[0]));
    report(code, at, message, {hint});
    if (code === 'KF109') return;
  }
}
