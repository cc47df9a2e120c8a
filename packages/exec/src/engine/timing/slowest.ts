import {spanSeconds} from './timeline.js';
import type {Span} from './timeline.js';

/**
 * The spans that took longest, longest first.
 *
 * @param atLeast seconds; what took less is left out
 */
export function slowestSpans(spans: readonly Span[], {most, atLeast}: {most: number; atLeast: number}): Span[] {
  return spans
    .filter((span) => spanSeconds(span) >= atLeast)
    .sort((a, b) => spanSeconds(b) - spanSeconds(a))
    .slice(0, most);
}
