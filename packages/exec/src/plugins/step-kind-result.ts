import type {StepKindResult} from '@kflow/runners';

/**
 * What a handler returned, if it is what it has to be; nothing counts as an empty result.
 *
 * @throws TypeError that says what is wrong with it
 */
export function resultOf(returned: unknown): StepKindResult {
  if (returned === undefined || returned === null) return {};
  if (typeof returned !== 'object') throw new TypeError('it returned neither nothing nor an object');
  const {touched, changes} = returned as {touched?: unknown; changes?: unknown};
  return {
    touched: list(touched, 'touched', ['apiVersion', 'kind', 'name']) as unknown as StepKindResult['touched'],
    changes: list(changes, 'changes', ['object', 'action']) as unknown as StepKindResult['changes'],
  };
}

function list(value: unknown, name: string, texts: readonly string[]): {[key: string]: string}[] {
  if (value === undefined) return [];
  const isGood = (item: unknown): boolean =>
    typeof item === 'object' &&
    item !== null &&
    texts.every((key) => typeof (item as {[key: string]: unknown})[key] === 'string');
  if (Array.isArray(value) && value.every(isGood)) return value;
  throw new TypeError(
    `its result has a \`${name}\` that is no list of objects with ${texts.map((key) => `\`${key}\``).join(', ')}`,
  );
}
