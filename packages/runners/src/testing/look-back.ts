import type {ManifestObject} from '../context.js';
import type {FakeContext} from './fake-context.js';
import {fits} from './fake-tools.js';
import type {FakeCall} from './fake-tools.js';

/** What a runner did with a context, whatever its config is. */
export type UsedContext = Pick<FakeContext<never>, 'calls' | 'applied' | 'logs' | 'warnings'>;

/** The calls whose command begins with a text (`kubectl get pods`) or fits a pattern, in order, also those that a dry run skipped. */
export function callsTo(ctx: UsedContext, command: string | RegExp): FakeCall[] {
  return ctx.calls.filter((call) => fits(command, call.command));
}

/** The calls that may have changed something: mutating ones that no dry run skipped. */
export function changesOf(ctx: UsedContext): FakeCall[] {
  return ctx.calls.filter(({mutating, skipped}) => mutating && !skipped);
}

/** The object of a kind and name that `applyManifest` was given last; undefined when it was not, or was given as text. */
export function appliedObject(ctx: UsedContext, kind: string, name: string): ManifestObject | undefined {
  return ctx.applied
    .filter((each) => typeof each !== 'string')
    .findLast((object) => object.kind === kind && object.metadata.name === name);
}

/** Where others could read a text, a password for example: command lines (not standard input) and messages. Empty when nowhere. */
export function showingsOf(ctx: UsedContext, text: string): string[] {
  return [...ctx.calls.map(({command}) => command), ...ctx.logs, ...ctx.warnings].filter((each) => each.includes(text));
}
