import {FAILSAFE_SCHEMA, loadAll, type EventType, type State} from 'js-yaml';
import {uncommon} from './layout.js';
import {NodeListener, type ReaderState} from './node-listener.js';
import type {SourceNode} from './node.js';

/** Tabs, returns, marks of byte order, directives, ends of documents, text beside the start of a document, and keys marked with `?`. */
const rare = /[\t\r\uFEFF]|^(?:%|\.\.\.|---(?!(?: +#.*| *)$))|(?:^|[\s,[{])\?(?:\s|$)/m;

/**
 * The documents of a text that keeps to the YAML that nearly all files are written in, several times as fast as by the parser that knows
 * all of it: mappings with keys on one line, lists, plain and quoted text on one line, literal blocks, comments. The nodes are exactly those that
 * the other one would give.
 *
 * @returns undefined when there is anything else in it, such as an anchor or an error: then the other one has to look
 */
export function readCommonYaml(text: string): SourceNode[] | undefined {
  if (rare.test(text)) return undefined;
  const nodes = new NodeListener(text);
  try {
    loadAll(text, null, {
      // Text only: what is a number is told by the rules of the other parser.
      schema: FAILSAFE_SCHEMA,
      listener: (event: EventType, state: State) =>
        event === 'open' ? nodes.open(state as ReaderState) : nodes.close(state as ReaderState),
      onWarning() {
        throw uncommon;
      },
    });
  } catch {
    // Whatever it is, the other parser says it better.
    return undefined;
  }
  return nodes.documents;
}
