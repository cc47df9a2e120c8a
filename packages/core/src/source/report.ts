import {codes, type Code} from './codes.js';
import type {Diagnostic, Location, RelatedLocation} from './diagnostic.js';
import {printable} from './printable.js';

/** Nobody reads more errors, and a file that is made for it could have hundreds of thousands. */
const most = 1000;
/** Characters of a message: what it quotes may be of any length. */
const longest = 600;

/** Files a problem: what is wrong, where, and what to do. The severity comes with the code. */
export type Report = (
  code: Code,
  at: Location | undefined,
  message: string,
  more?: {
    hint?: string;
    related?: RelatedLocation[];
    /** A key that may be a step kind of a plugin that nobody declared. */
    unknownKind?: string;
  },
) => void;

/** Collects the problems of a whole project. */
export class Problems {
  private readonly found: Diagnostic[] = [];
  private readonly seen = new Set<string>();
  private errors = 0;
  /** The problems about keys that may be step kinds of plugins. Their hints may be bettered. */
  readonly unknownKinds: {kind: string; problem: Diagnostic}[] = [];

  /** Files a problem; the same one at the same place (an aliased block is checked at each use) is kept once. */
  readonly report: Report = (code, at, message, {hint, related, unknownKind} = {}) => {
    const id = JSON.stringify([code, at?.file, at?.line, at?.column, message]);
    const {severity} = codes[code];
    if (this.seen.has(id) || (severity === 'error' && this.errors > most)) return;
    this.seen.add(id);
    if (severity === 'error' && this.errors++ === most) {
      this.found.push({
        code: 'KF113',
        severity: 'error',
        message: `there are more than ${most} errors: the others are not listed`,
      });
      return;
    }
    const problem = {
      code,
      severity,
      message: shown(message),
      ...(hint === undefined ? {} : {hint: shown(hint)}),
      ...(at === undefined ? {} : {at}),
      ...(related === undefined ? {} : {related}),
    };
    this.found.push(problem);
    if (unknownKind !== undefined) this.unknownKinds.push({kind: unknownKind, problem});
  };

  /** Files problems that were found elsewhere; their texts are cut as all are. */
  add(diagnostics: readonly Diagnostic[]): void {
    for (const {message, hint, ...more} of diagnostics) {
      this.found.push({...more, message: shown(message), ...(hint === undefined ? {} : {hint: shown(hint)})});
    }
  }

  /** True when there is at least one error. */
  get fatal(): boolean {
    return this.errors > 0;
  }

  /** Whether one of the problems is such a one. */
  some(matches: (problem: Diagnostic) => boolean): boolean {
    return this.found.some(matches);
  }

  /** All of them by file, in the order given, then line, column, and the order of filing; those without a place first. */
  sorted(files: string[]): Diagnostic[] {
    const order = new Map(files.map((file, index) => [file, index]));
    const rank = ({at}: Diagnostic) => (at ? (order.get(at.file) ?? files.length) : -1);
    return [...this.found].sort(
      (a, b) => rank(a) - rank(b) || (a.at?.line ?? 0) - (b.at?.line ?? 0) || (a.at?.column ?? 0) - (b.at?.column ?? 0),
    );
  }
}

/** On one line, and not longer than one can read. */
function shown(text: string): string {
  return printable(text.length > longest ? `${text.slice(0, longest / 2)}[...]${text.slice(-longest / 2)}` : text);
}
