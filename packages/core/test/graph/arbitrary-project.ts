import fc from 'fast-check';
import type {Project} from '../../src/index.js';
import {declareProject, type ShortResource} from './declare-project.js';

/** What random projects may have in them. */
export interface ProjectShape {
  phases?: number;
  resources?: number;
  steps?: number;
  /** References for each `dependsOn`. */
  references?: number;
  /** Only references to what is declared before: no cycles, and nothing that contradicts declared order. */
  backwardOnly?: boolean;
}

/** A short form of a project that can be changed before it is declared. */
export interface ShortProject {
  phases: string[];
  resources: {[name: string]: ShortResource};
}

/** Random projects in short form: resources `r0`, `r1` ... with steps `s0`, `s1` ..., all references resolvable. */
export function arbitraryShort(shape: ProjectShape = {}): fc.Arbitrary<ShortProject> {
  const {phases = 3, resources = 6, steps = 4, references = 2, backwardOnly = false} = shape;
  const resource = fc.record({phase: fc.nat(phases), steps: fc.array(fc.boolean(), {maxLength: steps})});
  return fc.array(resource, {maxLength: resources}).chain((drafts) => {
    const picks = fc.array(fc.nat(), {maxLength: references});
    const perResource = fc.record({own: picks, steps: fc.array(picks, {minLength: steps, maxLength: steps})});
    return fc
      .record({
        phaseCount: fc.nat(phases),
        picks: fc.array(perResource, {minLength: drafts.length, maxLength: drafts.length}),
      })
      .map(({phaseCount, picks: chosen}): ShortProject => {
        const names = Array.from({length: phaseCount}, (_, index) => `p${index}`);
        const declared = Object.fromEntries(
          drafts.map((draft, index): [string, ShortResource] => {
            const {own = [], steps: ofSteps = []} = chosen[index] ?? {};
            const others = targets(drafts, index, backwardOnly);
            return [
              `r${index}`,
              {
                ...(names.length > 0 ? {phase: names[draft.phase % names.length]!} : {}),
                dependsOn: pick(own, others),
                steps: Object.fromEntries(
                  draft.steps.map((_, step) => {
                    const siblings = draft.steps
                      .map((_, sibling) => sibling)
                      .filter((sibling) => (backwardOnly ? sibling < step : sibling !== step));
                    return [
                      `s${step}`,
                      pick(ofSteps[step] ?? [], [...others, ...siblings.map((sibling) => `s${sibling}`)]),
                    ];
                  }),
                ),
                kinds: Object.fromEntries(
                  draft.steps.flatMap((helm, step) => (helm ? [[`s${step}`, 'helm' as const]] : [])),
                ),
              },
            ];
          }),
        );
        return {phases: names, resources: declared};
      });
  });
}

/** Random projects. */
export function arbitraryProject(shape: ProjectShape = {}): fc.Arbitrary<Project> {
  return arbitraryShort(shape).map(({phases, resources}) => declareProject(phases, resources));
}

/** Random choices of targets by name and glob, never one that matches nothing unless the project is empty. */
export function arbitraryTargets(project: Project): fc.Arbitrary<string[]> {
  const names = project.resources.map(({name}) => name);
  if (names.length === 0) return fc.constant([]);
  return fc.array(fc.constantFrom(...names, 'r*', 'r[024]', ...names.map((name) => `${name}?(x)`)), {maxLength: 3});
}

function targets(drafts: {steps: boolean[]}[], self: number, backwardOnly: boolean): string[] {
  return drafts.flatMap(({steps}, index) => {
    if (index === self || (backwardOnly && index > self)) return [];
    return [`r${index}`, ...steps.map((_, step) => `r${index}.s${step}`)];
  });
}

function pick(choices: number[], from: string[]): string[] {
  return from.length === 0 ? [] : choices.map((choice) => from[choice % from.length]!);
}
