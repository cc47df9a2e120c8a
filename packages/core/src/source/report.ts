import {codes, type Code} from './codes.js';
import type {Diagnostic, Location, RelatedLocation} from './diagnostic.js';
import {printable} from './printable.js';

/** Files a problem: what is wrong, where, and what to do. The severity comes with the code. */
export type Report = (
  code: Code,
  at: Location | undefined,
  message: string,
  more?: {hint?: string; related?: RelatedLocation[]},
) => void;

/** Collects the problems of a whole project. */
export class Problems {
  private readonly found: Diagnostic[] = [];
  private readonly seen = new Set<string>();

  /** Files a problem; the same one at the same place (an aliased block is checked at each use) is kept once. */
  readonly report: Report = (code, at, message, {hint, related} = {}) => {
    const id = JSON.stringify([code, at?.file, at?.line, at?.column, message]);
    if (this.seen.has(id)) return;
    this.seen.add(id);
    this.found.push({
      code,
      severity: codes[code].severity,
      message: printable(message),
      ...(hint === undefined ? {} : {hint: printable(hint)}),
      ...(at === undefined ? {} : {at}),
      ...(related === undefined ? {} : {related}),
    });
  };

  /** True when there is at least one error. */
  get fatal(): boolean {
    return this.found.some(({severity}) => severity === 'error');
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
