import {migrateV1, takeOverAdditions} from './migrations/v1.js';
import type {StateFile} from './state-file.js';

/** What a state file's text is. */
export type ParsedState =
  | {type: 'state'; state: StateFile; migratedFrom?: 1}
  /** Made by a newer kflow. */
  | {type: 'newer'; version: number}
  /** `problem` says what is wrong, e.g. `clusters.prod.resources is not an object`. */
  | {type: 'corrupt'; problem: string};

/**
 * Reads a state file's text, of version 2 or of kflow-py's version 1. Never throws.
 *
 * @param fallbackTime ISO 8601: stands in for times that version 1 did not keep
 */
export function parseState(text: string, fallbackTime: string): ParsedState {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    return {type: 'corrupt', problem: text.trim() === '' ? 'it is empty' : (error as Error).message};
  }
  if (!isObject(data)) return {type: 'corrupt', problem: 'it is not a JSON object'};
  const {version} = data;
  if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
    return {type: 'corrupt', problem: 'it has no valid `version`'};
  }
  if (version > 2) return {type: 'newer', version};
  const problem = shapeProblem(data);
  if (problem !== undefined) return {type: 'corrupt', problem};
  if (version === 1) return {type: 'state', state: migrateV1(data, fallbackTime), migratedFrom: 1};
  takeOverAdditions(data, fallbackTime);
  return {type: 'state', state: data as unknown as StateFile};
}

/** What both versions have in common. Deeper values are kflow's own words and are not checked again. */
function shapeProblem(data: {[key: string]: unknown}): string | undefined {
  if (!isObject(data.clusters)) return '`clusters` is not an object';
  for (const [context, cluster] of Object.entries(data.clusters)) {
    const path = `clusters.${context}`;
    if (!isObject(cluster)) return `\`${path}\` is not an object`;
    if (!isObject(cluster.resources)) return `\`${path}.resources\` is not an object`;
    for (const [name, resource] of Object.entries(cluster.resources)) {
      if (!isObject(resource)) return `\`${path}.resources.${name}\` is not an object`;
      // kflow-py's entries lack `steps` until their first apply, and it does not look at the version of a file that it adds to.
      const steps = (resource.steps ??= {});
      if (!isObject(steps)) return `\`${path}.resources.${name}.steps\` is not an object`;
      for (const [step, value] of Object.entries(steps)) {
        if (!isObject(value)) return `\`${path}.resources.${name}.steps.${step}\` is not an object`;
      }
    }
  }
  return undefined;
}

function isObject(value: unknown): value is {[key: string]: unknown} {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
