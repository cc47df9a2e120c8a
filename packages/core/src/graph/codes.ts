import {codeCatalogue} from '../source/code-catalogue.js';
import type {Diagnostic, Location, RelatedLocation} from '../source/diagnostic.js';

/**
 * Every code that the graph and the planner can give, besides those of loading. A code never changes its meaning and is never
 * given to something else. `KF31x` references, `KF32x` targets of a command, `KF4xx` the graph.
 */
export const graphCodes = /* @__PURE__ */ codeCatalogue({
  KF311: {
    severity: 'error',
    title: 'unknown reference',
    meaning:
      'An entry of `dependsOn` names no step and no resource. It takes the name of a step of the same resource, the name of a resource, or `resource.step`.',
  },
  KF312: {
    severity: 'error',
    title: 'ambiguous reference',
    meaning: 'An entry of `dependsOn` can be read in two ways, because names have dots in them. Rename one of the two.',
  },
  KF313: {
    severity: 'error',
    title: 'waits for itself',
    meaning:
      'An entry of `dependsOn` names the step or the resource it stands in. The `dependsOn` of a resource holds for all of its steps, so that it cannot name one of them.',
  },
  KF314: {
    severity: 'error',
    title: 'same name for two steps',
    meaning:
      'Two steps of different resources have the same full name `resource.step`, because names have dots in them. Rename one of the two.',
  },
  KF321: {
    severity: 'error',
    title: 'unknown target',
    meaning:
      'A name or pattern given to a command matches no resource. The hint names what is nearest; `kflow list` shows every resource. Quote a pattern, so that the shell leaves it alone.',
  },
  KF322: {
    severity: 'warning',
    title: 'target without helm',
    meaning:
      'A resource named to `kflow helm` has no helm step. Only the helm-backed resources it depends on are upgraded. Leave the resource away, or use `kflow apply`, which takes care of every kind of step.',
  },
  KF401: {
    severity: 'warning',
    title: 'dependency cycle',
    meaning:
      'Steps of a phase wait for each other. The earliest-declared step on the cycle goes first: what it waits for on the cycle is ignored. Remove one of the entries of `dependsOn` that are shown, so that the order is the one you chose.',
  },
  KF402: {
    severity: 'warning',
    title: 'dependency on a later phase',
    meaning:
      'Phases are strict, so that nothing can wait for what a later phase does. The dependency is ignored. Remove the entry, or move one of the two resources to another phase.',
  },
});

/** A code of {@link graphCodes}. */
export type GraphCode = keyof typeof graphCodes;

/** A diagnostic of the graph or the planner; the severity comes with the code. */
export function graphDiagnostic(
  code: GraphCode,
  message: string,
  more: {at?: Location; hint?: string; related?: RelatedLocation[]} = {},
): Diagnostic {
  const {hint, at, related} = more;
  return {
    code,
    severity: graphCodes[code].severity,
    message,
    ...(hint === undefined ? {} : {hint}),
    ...(at === undefined ? {} : {at}),
    ...(related === undefined ? {} : {related}),
  };
}
