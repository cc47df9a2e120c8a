import {parseAllDocuments, visit, type Document, type ParsedNode, type YAMLError} from 'yaml';
import {buildNode} from './build-node.js';
import type {SourceNode} from './node.js';
import type {Report} from '../report.js';
import type {SourceText} from './source-text.js';
import {syntaxProblem} from './syntax-problem.js';

/**
 * The documents of any YAML text, by the parser that knows all of YAML 1.2 and finds every error. Undefined when there is one:
 * what an error leaves behind cannot be trusted.
 */
export function readAnyYaml(source: SourceText, report: Report): SourceNode[] | undefined {
  const documents = parseAllDocuments<ParsedNode>(source.text, {
    prettyErrors: false,
    // Duplicates are found in buildNode, which can name both places.
    uniqueKeys: false,
    version: '1.2',
    schema: 'core',
    logLevel: 'silent',
  }) as Document.Parsed<ParsedNode>[];
  let failed = false;
  const fail: Report = (...problem) => {
    failed = true;
    report(...problem);
  };
  for (const document of documents) reportSyntax(source, document, fail);
  if (failed) return undefined;
  const nodes = documents.flatMap(({contents}) => (contents ? [buildNode(contents, source, fail)] : []));
  return failed ? undefined : nodes;
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
