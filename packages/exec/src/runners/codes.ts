import type {Diagnostic} from '@kflow/core';
import {codeCatalogue} from '../errors/code-catalogue.js';

/**
 * Every diagnostic that loading and checking runners can give. A code never changes its meaning and is never given to something
 * else. (KF60x, what can be said without loading them, belong to core; KF62x are errors of a run.)
 */
export const runnerCodes = /* @__PURE__ */ codeCatalogue({
  KF610: {
    severity: 'error',
    title: 'runner module failed to load',
    meaning:
      'Your own code, or something that it imports, threw while it was loaded. The place in your code is named. Mend it there, or install what it imports.',
  },
  KF611: {
    severity: 'warning',
    title: 'module without runners',
    meaning:
      'A module listed under `runners` or `file` exports no class that extends `BaseRunner` from `@kflow/runners`. Export the class by name, or remove the module from the list.',
  },
  KF612: {
    severity: 'error',
    title: 'runner package not found',
    meaning:
      'The npm package is not installed where the file that names it can see it. It may also be a path without `./`. Install it there, or write the path with `./`.',
  },
  KF613: {
    severity: 'error',
    title: 'unknown runner',
    meaning:
      'No module that was loaded exports a runner of that name. Correct the name, or list its module under `runners` of the root config or `file` of the step. `kflow runners` shows those that were found.',
  },
  KF614: {
    severity: 'error',
    title: 'duplicate runner name',
    meaning:
      'Two modules have a runner of the same name, or one is called `command`, as a runner of kflow itself is. Rename one of the classes, or give it a static `runnerName`.',
  },
  KF615: {
    severity: 'error',
    title: 'bad runner class',
    meaning:
      'A static property of a runner class is not what it has to be: `runnerName` a text, `configSchema` a JSON Schema. Correct the property that is named.',
  },
  KF616: {
    severity: 'error',
    title: 'config does not fit',
    meaning:
      "The `config` of a step is not what its runner's `configSchema` asks for. Correct the field that is named; `kflow runners describe NAME` shows its fields.",
  },
  KF617: {
    severity: 'error',
    title: 'runner package without runners',
    meaning:
      'The npm package is installed, but the module that should hold its runners is not in it: the one that `"kflow": {"runners": "./dist/index.js"}` in its package.json names, else the one that is imported by its name. Build it, install it again, or tell its author.',
  },
  KF618: {
    severity: 'error',
    title: 'runner for another kflow',
    meaning:
      'The package was made for another version of `@kflow/runners` than the one in this kflow, as `peerDependencies` in its package.json say. Runners always run with the one in kflow, so a copy in the project does not help. Install a version of the package that goes with this kflow, or update kflow.',
  },
  KF636: {
    severity: 'error',
    title: 'step kind failed to load',
    meaning:
      "The module of a plugin's step kind is not there, or threw while it was loaded. Mend it there, build it, or install the package anew.",
  },
  KF637: {
    severity: 'error',
    title: 'no handler for the step kind',
    meaning:
      "The module of a plugin's step kind exports no handler made by `defineStepKind` of `@kflow/runners` under the name of the kind, or one for another version of kflow.",
  },
});

/** A code of the catalogue. */
export type RunnerCode = keyof typeof runnerCodes;

/** A diagnostic with the severity that its code has. */
export function runnerDiagnostic(
  code: RunnerCode,
  message: string,
  rest: Omit<Diagnostic, 'code' | 'severity' | 'message'> = {},
): Diagnostic {
  return {code, severity: runnerCodes[code].severity, message, ...rest};
}
