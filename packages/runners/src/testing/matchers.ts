import {inspect, isDeepStrictEqual} from 'node:util';
import {fits} from './fake-tools.js';
import {appliedObject, callsTo, changesOf, showingsOf} from './look-back.js';
import type {UsedContext} from './look-back.js';

/** What a matcher of jest and of vitest returns. */
export interface MatcherResult {
  pass: boolean;
  message(): string;
}

/**
 * Matchers for a fake context, for `expect.extend` of jest and of vitest. (With `node:assert`, use `callsTo`, `changesOf`, `appliedObject`
 * and `showingsOf`, which these are made of.)
 *
 * @example
 * expect.extend(runnerMatchers);
 * expect(ctx).toHaveRun('kubectl get secret');
 * expect(ctx).not.toShow('hunter2');
 */
export const runnerMatchers = {
  /** A command that begins with a text, or fits a pattern, was run, and not skipped by a dry run. */
  toHaveRun(ctx: UsedContext, command: string | RegExp): MatcherResult {
    const pass = callsTo(ctx, command).some(({skipped}) => !skipped);
    return result(pass, `${String(command)} was run`, `${String(command)} was not run`, commandsOf(ctx));
  },

  /** A dry run skipped such a command. */
  toHaveSkipped(ctx: UsedContext, command: string | RegExp): MatcherResult {
    const pass = callsTo(ctx, command).some(({skipped}) => skipped);
    return result(pass, `${String(command)} was skipped`, `${String(command)} was not skipped`, commandsOf(ctx));
  },

  /** No call changed anything: all only read, or were skipped. */
  toHaveChangedNothing(ctx: UsedContext): MatcherResult {
    const changes = changesOf(ctx).map(({command}) => command);
    return result(changes.length === 0, 'nothing was changed', 'these calls may have changed something', changes);
  },

  /** `applyManifest` was given an object of that kind and name, in which `part`, if given, is found. */
  toHaveApplied(ctx: UsedContext, kind: string, name: string, part: object = {}): MatcherResult {
    const object = appliedObject(ctx, kind, name);
    const pass = object !== undefined && contains(object, part);
    const seen = object ? [inspect(object, {depth: 8})] : ctx.applied.map((each) => nameOf(each));
    return result(pass, `${kind}/${name} was applied so`, `${kind}/${name} was not applied so`, seen);
  },

  /** A text, such as a password, stands where others can read it: in a command line or a message. Used with `not`. */
  toShow(ctx: UsedContext, text: string): MatcherResult {
    const places = showingsOf(ctx, text);
    return result(places.length > 0, 'the text is shown', 'the text is shown nowhere', places);
  },

  /** A message of the runner, by `ctx.log` or `ctx.warn`, begins with a text or fits a pattern. */
  toHaveSaid(ctx: UsedContext, message: string | RegExp): MatcherResult {
    const said = [...ctx.logs, ...ctx.warnings];
    const pass = said.some((each) => fits(message, each));
    return result(pass, `${String(message)} was said`, `${String(message)} was not said`, said);
  },
};

/** The matchers as `expect(...)` has them, for the declarations of jest (`declare module 'expect'`) and vitest. */
export interface RunnerMatchers<Result = void> {
  toHaveRun(command: string | RegExp): Result;
  toHaveSkipped(command: string | RegExp): Result;
  toHaveChangedNothing(): Result;
  toHaveApplied(kind: string, name: string, part?: object): Result;
  toShow(text: string): Result;
  toHaveSaid(message: string | RegExp): Result;
}

function result(pass: boolean, yes: string, no: string, seen: readonly string[]): MatcherResult {
  const list = seen.length === 0 ? '  (none)' : seen.map((each) => `  ${each}`).join('\n');
  return {pass, message: () => `${pass ? yes : no}:\n${list}`};
}

function commandsOf({calls}: UsedContext): string[] {
  return calls.map(({command, skipped}) => (skipped ? `${command} (skipped)` : command));
}

function nameOf(manifest: UsedContext['applied'][number]): string {
  return typeof manifest === 'string' ? manifest : `${manifest.kind}/${manifest.metadata.name}`;
}

/** Whether all that `part` says is so in `whole`; lists have to be the same. */
function contains(whole: unknown, part: unknown): boolean {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return isDeepStrictEqual(whole, part);
  if (typeof whole !== 'object' || whole === null) return false;
  return Object.entries(part).every(([name, value]) => contains((whole as {[name: string]: unknown})[name], value));
}
