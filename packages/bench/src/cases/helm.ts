import {chosen} from '../bench.js';
import {helmfile, helmLoop, helmOneACore} from '../peers/helm.js';
import {kflow} from '../peers/kflow.js';
import {kflowPy} from '../peers/kflow-py.js';
import type {Operation} from '../peers/peer.js';
import {writeHelmProject} from '../project/helm-project.js';
import {makeUnits} from '../project/units.js';
import type {Case} from './case.js';
import {lifecycle} from './lifecycle.js';

/** `helm-10`, `helm-30`, `helm-50`: so many releases with dependencies. */
export const helmCases: readonly Case[] = [10, 30, 50].map((releases) => ({
  ...{name: `helm-${releases}`, title: `${releases} helm releases with dependencies, pods ready at once`},
  ...{isDefault: releases === 10, needsCluster: true},
  seconds: (runs) => 15 + releases * 5 * (runs + 1),
  async run(bench) {
    const units = makeUnits({resources: releases, phases: 1, readyAfterMs: 0, hasDependencies: true});
    const measures = await lifecycle(bench, {
      peers: chosen(bench, [
        ...[kflow, helmLoop, helmOneACore],
        bench.helmfile === undefined ? undefined : helmfile(bench.helmfile),
        bench.kflowPy === undefined ? undefined : kflowPy(bench.kflowPy),
      ]),
      write: (dir, prefix) => writeHelmProject(dir, units, prefix),
      most: (_, operation) => (isMeasured(operation) ? bench.runs : 0),
    });
    return {measures};
  },
}));

/** helm has no status of many releases to compare with. */
const isMeasured = (operation: Operation): boolean => operation !== 'status' && operation !== 'health';
