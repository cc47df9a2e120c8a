import type {Plan} from '@kflow/core';
import {PlanOrder} from './plan-order.js';
import {spanSeconds} from './timeline.js';
import type {Span} from './timeline.js';

/** One link of the chain that determined how long a run took. */
export interface CriticalPart extends Span {
  /** Seconds from its beginning to its end. */
  seconds: number;
  /**
   * Seconds between the end of the link before it (for the first one: the beginning of the run) and its own beginning, when it waited for a
   * free slot or for what no event tells of. Near 0 in a run with slots to spare.
   */
  idle: number;
}

/**
 * The critical path of a run: the chain of steps and waits that determined its length, first link first. The last link is what ended last;
 * the link before each is, among what the plan says it had to come after, what ended last. The links do not overlap, so their `seconds` and
 * `idle` together never exceed the duration of the run. To make a run shorter, make one of these shorter.
 *
 * @param spans what took time, from a `Timeline` of the run's events
 * @param began when the run began, in milliseconds since the epoch; default: when the first span began
 */
export function criticalPath(plan: Plan, spans: readonly Span[], began?: number): CriticalPart[] {
  const order = new PlanOrder(plan, spans);
  // Things that took no time at all could otherwise lead to each other.
  const chain = new Set<Span>();
  for (let span = latest(spans); span;) {
    chain.add(span);
    span = latest(endedBefore(span, order.before(span)).filter((each) => !chain.has(each)));
  }
  let previous = began ?? spans.reduce((first, {start}) => Math.min(first, start), Infinity);
  return [...chain].reverse().map((span) => {
    const idle = Math.max(0, span.start - previous) / 1000;
    previous = span.end;
    return {...span, seconds: spanSeconds(span), idle};
  });
}

/** Only what was over when it began can have held it back; a destroy's wait for a resource spans several of its steps. */
function endedBefore(span: Span, candidates: Span[]): Span[] {
  return candidates.filter((each) => each.start <= each.end && each.end <= span.start);
}

/** What ended last; of several, what began last, so that a wait comes before the step that it followed at once. */
function latest(spans: readonly Span[]): Span | undefined {
  let last: Span | undefined;
  for (const span of spans) {
    if (!last || span.end > last.end || (span.end === last.end && span.start >= last.start)) last = span;
  }
  return last;
}
