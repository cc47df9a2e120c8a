import type {Resource, Step} from '../../config/project.js';
import {didYouMean} from '../../source/closest.js';
import type {GraphCode} from '../codes.js';
import type {Target} from '../node-key.js';
import type {ProjectIndex} from './project-index.js';

/** Where a reference stands: in a step, or in a resource (for all of its steps). */
export interface Referrer {
  resource: Resource;
  step?: Step;
}

/** What a reference means, or why it means nothing. */
export type Resolution =
  | {target: Target; resource: string; problem?: undefined}
  | {problem: GraphCode; message: string; hint?: string; target?: undefined};

/** A meaning that a reference could have. */
export interface Reading {
  target: Target;
  resource: string;
  /** It names a step of the referrer's own resource without the resource's name. */
  ownStep: boolean;
  /** The name of the step; undefined for the whole resource. */
  step?: string;
  problem?: undefined;
}

/**
 * Finds what an entry of `dependsOn` names: a step of the same resource (tried first), a whole resource, or `resource.step`.
 * Nothing can wait for itself, so that a reading as the referrer itself only counts when there is no other.
 */
export function resolveReference(index: ProjectIndex, text: string, referrer: Referrer): Resolution {
  const all = readings(index, text, referrer);
  const only = all.length === 1 ? all[0] : undefined;
  if (only && !isReferrer(only.target, only.resource, referrer)) return only;
  const possible = all.filter(({target, resource}) => !isReferrer(target, resource, referrer));
  const first = possible[0];
  if (first && (first.ownStep || possible.length === 1)) return {target: first.target, resource: first.resource};
  if (first) return ambiguous(text, possible);
  return all.length > 0 ? itself(text, referrer, all) : unknown(index, text, referrer);
}

/** All readings: the resource's own step first, then from the longest resource name to the shortest. */
function readings(index: ProjectIndex, text: string, {resource}: Referrer): Reading[] {
  // Most texts stand in many places, and mean the same in all that have no step of that name themselves.
  let anywhere = index.readings.get(text);
  if (!anywhere) index.readings.set(text, (anywhere = readingsAnywhere(index, text)));
  return hasStep(index, resource.name, text) ? [stepReading(index, resource.name, text, true), ...anywhere] : anywhere;
}

function readingsAnywhere(index: ProjectIndex, text: string): Reading[] {
  const found: Reading[] = [];
  if (index.resources.has(text)) {
    found.push({target: {type: 'resource', name: text}, resource: text, ownStep: false});
  }
  for (let dot = text.lastIndexOf('.'); dot > 0; dot = text.lastIndexOf('.', dot - 1)) {
    const name = text.slice(0, dot);
    const step = text.slice(dot + 1);
    if (hasStep(index, name, step)) found.push(stepReading(index, name, step));
  }
  return found;
}

function hasStep(index: ProjectIndex, resource: string, step: string): boolean {
  return index.steps.get(resource)?.has(step) ?? false;
}

function stepReading(index: ProjectIndex, resource: string, name: string, ownStep = false): Reading {
  const id = index.steps.get(resource)?.get(name)?.id ?? `${resource}.${name}`;
  return {target: {type: 'step', id}, resource, ownStep, step: name};
}

/** Whether a reading is what the reference stands in: the step itself, its whole resource, or for a resource any step of it. */
function isReferrer(target: Target, resource: string, referrer: Referrer): boolean {
  if (resource !== referrer.resource.name) return false;
  return target.type === 'resource' || referrer.step === undefined || target.id === referrer.step.id;
}

function ambiguous(text: string, possible: Reading[]): Resolution {
  return {
    problem: 'KF312',
    message: `\`${text}\` can be read as ${possible.map(spelledOut).join(' or as ')}`,
    hint: 'rename one of them: a dot in a name makes `resource.step` ambiguous',
  };
}

/** For people: ``step `c` of resource `a.b` ``. */
function spelledOut({resource, step}: Reading): string {
  return step === undefined ? `resource \`${resource}\`` : `step \`${step}\` of resource \`${resource}\``;
}

function itself(text: string, {resource, step}: Referrer, all: Reading[]): Resolution {
  const whole = all.some(({target}) => target.type === 'resource');
  if (step === undefined && !whole) {
    return {
      problem: 'KF313',
      message: `resource \`${resource.name}\` waits for its own step \`${text}\`: a \`dependsOn\` of a resource holds for all of its steps`,
      hint: 'put the `dependsOn` into the steps that have to wait',
    };
  }
  if (step === undefined)
    return {problem: 'KF313', message: `resource \`${resource.name}\` waits for itself`, hint: 'remove the entry'};
  return whole
    ? {
        problem: 'KF313',
        message: `step \`${step.id}\` waits for its own resource \`${resource.name}\`, of which it is a part`,
        hint: 'name the step that it has to wait for',
      }
    : {problem: 'KF313', message: `step \`${step.id}\` waits for itself`, hint: 'remove the entry'};
}

function unknown(index: ProjectIndex, text: string, {resource, step}: Referrer): Resolution {
  const parent = longestResource(index, text);
  if (parent !== undefined) {
    const name = text.slice(parent.length + 1);
    const names = [...(index.steps.get(parent)?.keys() ?? [])];
    const hint =
      didYouMean(
        text,
        names.map((own) => `${parent}.${own}`),
      ) ?? (names.length > 0 ? `its steps are ${list(names)}` : 'it has no steps');
    return {problem: 'KF311', message: `resource \`${parent}\` has no step \`${name}\``, hint};
  }
  const ownSteps = step ? [...(index.steps.get(resource.name)?.keys() ?? [])].filter((name) => name !== step.name) : [];
  const others = [...index.resources.keys()].filter((name) => name !== resource.name);
  const elsewhere = others.find((name) => hasStep(index, name, text));
  const hint =
    elsewhere !== undefined
      ? `did you mean \`${elsewhere}.${text}\`?`
      : didYouMean(text, suggestions(index, text, ownSteps, others));
  const place = step ? `no resource and no step of \`${resource.name}\`` : 'no resource';
  return {problem: 'KF311', message: `${place} is called \`${text}\``, ...(hint === undefined ? {} : {hint})};
}

function suggestions(index: ProjectIndex, text: string, ownSteps: string[], others: string[]): string[] {
  const full = text.includes('.')
    ? others.flatMap((name) => [...(index.steps.get(name)?.values() ?? [])].map(({id}) => id))
    : [];
  return [...ownSteps, ...others, ...full];
}

/** The longest resource name that the reference begins with, before a dot. */
function longestResource(index: ProjectIndex, text: string): string | undefined {
  for (let dot = text.lastIndexOf('.'); dot > 0; dot = text.lastIndexOf('.', dot - 1)) {
    const name = text.slice(0, dot);
    if (index.resources.has(name)) return name;
  }
  return undefined;
}

function list(names: string[]): string {
  const shown = names.slice(0, 5).map((name) => `\`${name}\``);
  return names.length > 5 ? `${shown.join(', ')} and ${names.length - 5} more` : shown.join(', ');
}
