import type {LogLine} from '@kflow/exec';
import type {LogDocument} from './json-output/log-document.js';
import {foreignText} from './terminal/shown-text.js';
import type {Colors, Terminal} from './terminal/terminal.js';

const paints = ['cyan', 'yellow', 'green', 'magenta', 'blue', 'cyanBright', 'yellowBright', 'greenBright'] as const;

/**
 * Prints lines of logs on stdout, each behind its pod, in the pod's color, and its container where the pod has several. A terminal gets the
 * colors of a line and nothing else that could work on it; a program behind a pipe gets the line as the container wrote it, as from kubectl.
 */
export class LogPrinter {
  private readonly paintOf = new Map<string, (text: string) => string>();

  constructor(
    private readonly terminal: Terminal,
    private readonly isJson: boolean,
  ) {}

  line = ({namespace, pod, container, isOneOfSeveral, text}: LogLine): void => {
    const {out, symbols} = this.terminal;
    if (this.isJson) return out.line(JSON.stringify({namespace, pod, container, text} satisfies LogDocument));
    const prefix = isOneOfSeveral ? `${pod} ${container}` : pod;
    const head = `${this.paint(`${namespace}/${pod}`, out.colors)(prefix)} ${out.colors.dim(symbols.bar)} `;
    if (out.raw) return out.raw(head + text);
    // A color that the line leaves open ends with it.
    out.line(head + (out.colors.isColorSupported ? text + out.colors.reset('') : foreignText(text)));
  };

  /** Pods get colors in the order in which they come. */
  private paint(pod: string, colors: Colors): (text: string) => string {
    const known = this.paintOf.get(pod) ?? colors[paints[this.paintOf.size % paints.length]!];
    this.paintOf.set(pod, known);
    return known;
  }
}
