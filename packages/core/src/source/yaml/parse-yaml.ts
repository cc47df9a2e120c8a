import {LineCounter, parseAllDocuments, visit, type Document, type ParsedNode, type YAMLError} from 'yaml';
import {buildNode} from './build-node.js';
import {Cursor} from './cursor.js';
import type {Report} from '../report.js';
import {SourceText} from './source-text.js';
import {syntaxProblem} from './syntax-problem.js';
import {textProblem} from './text-problem.js';

/**
 * The documents of a YAML file (1.2 core schema), without the empty ones. All syntax errors are reported; when there is one,
 * no document is returned, because what an error leaves behind cannot be trusted.
 */
export function parseYaml(file: string, text: string, report: Report): Cursor[] {
  const lines = new LineCounter();
  const clean = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const source = new SourceText(file, clean, lines);
  const problem = textProblem(clean);
  if (problem) {
    // The parser, which would have, has counted no lines.
    for (let at = 0; at !== -1 && at <= problem.at.start; at = clean.indexOf('\n', at) + 1 || -1) lines.addNewLine(at);
    report(problem.code, source.locate(problem.at), problem.message, {hint: problem.hint});
    return [];
  }
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
  for (const document of documents) reportSyntax(source, document, fail);
  if (failed) return [];
  const roots = documents.flatMap((document) => {
    const node = document.contents ? buildNode(document.contents, source, fail) : undefined;
    const empty = !node || (node.type === 'scalar' && node.value === null);
    return empty ? [] : [Cursor.root(source, node)];
  });
  return failed ? [] : roots;
}

/** Reports the parser's findings, the first of each line: the others only follow from it. */
function reportSyntax(source: SourceText, document: Document.Parsed<ParsedNode>, report: Report): void {
  const lines = new Set<number>();
  const findings = [...document.errors, ...document.warnings];
  if (findings.some(({code}) => code === 'RESOURCE_EXHAUSTION')) {
    // How far the parser came depends on the stack, so the place is that of the document.
    report(
      'KF109',
      source.locate({start: document.range[0], end: document.range[0]}),
      'the document is nested too deeply',
    );
    return;
  }
  for (const error of findings) {
    const found = source.locate({start: error.pos[0], end: error.pos[1]});
    if (lines.has(found.line)) continue;
    lines.add(found.line);
    const {code, message, hint} = syntaxProblem(error, source.lineAt(error.pos[0]));
    const start = message.endsWith('is not closed') ? opening(document, error, source) : undefined;
    if (start === undefined) {
      report(code, found, message, {hint});
    } else {
      const at = source.locate({start, end: error.pos[0]});
      report(code, at, message, {hint, related: [{message: 'not before here', at: found}]});
    }
  }
}

/** Where what is not closed begins: the parser only says where it gave up. */
function opening(document: Document.Parsed<ParsedNode>, {pos}: YAMLError, source: SourceText): number | undefined {
  let start: number | undefined;
  visit(document, {
    Node(_, {range}) {
      if (range && range[1] === pos[0] && /["'[{]/.test(source.text[range[0]] ?? '')) start = range[0];
    },
  });
  return start;
}
