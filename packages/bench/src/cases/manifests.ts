import {chosen} from '../bench.js';
import {kflow} from '../peers/kflow.js';
import {kflowPy} from '../peers/kflow-py.js';
import {kubectlByLevels} from '../peers/kubectl-by-levels.js';
import type {Operation} from '../peers/peer.js';
import {rawKubectl} from '../peers/raw-kubectl.js';
import {idealMs} from '../project/ideal.js';
import {writeManifestProject} from '../project/manifest-project.js';
import {makeUnits, type Shape} from '../project/units.js';
import type {Case} from './case.js';
import {lifecycle} from './lifecycle.js';

/** What pods do, by the name that it has in the names of cases. */
const pods: {[name: string]: Pick<Shape, 'readyAfterMs' | 'hasDependencies'> & {title: string}} = {
  apply: {title: 'pods ready at once', readyAfterMs: 0, hasDependencies: false},
  slow: {title: 'pods ready after 2 s, dependencies inside the phases', readyAfterMs: 2000, hasDependencies: true},
  random: {
    title: 'pods ready after 0.5 to 5 s, dependencies inside the phases',
    ...{readyAfterMs: [500, 5000], hasDependencies: true},
  },
};

/** `apply-50`, `slow-200` and so on: a project of manifests through its life; of the slow ones only up. */
export function manifestCases(): Case[] {
  return Object.entries(pods).flatMap(([name, {title, ...behaviour}]) => {
    const isReadyAtOnce = name === 'apply';
    const sizes = isReadyAtOnce ? [10, 50, 200, 1000] : [50, 200];
    return sizes.map((resources): Case => {
      const units = makeUnits({resources, phases: 4, ...behaviour});
      const ideal = idealMs(units);
      const isLong = resources >= 200 || !isReadyAtOnce;
      return {
        ...{name: `${name}-${resources}`, title: `${resources} resources in 4 phases, ${title}`},
        ...{isDefault: name !== 'slow' && resources <= 50, needsCluster: true},
        seconds: (runs) => seconds(isReadyAtOnce, resources, runs),
        async run(bench) {
          const python = bench.kflowPy === undefined ? undefined : kflowPy(bench.kflowPy);
          const peers = isReadyAtOnce
            ? chosen(bench, [kflow, rawKubectl, python])
            : chosen(bench, [onlyUp(kflow), kubectlByLevels, python && onlyUp(python)]);
          const measures = await lifecycle(bench, {
            peers,
            write: (dir, prefix) => ({...writeManifestProject(dir, units, prefix), deployments: resources}),
            isCounted: (peer) => (isReadyAtOnce && !isLong) || peer === 'kflow',
            most: (peer, operation) =>
              isLong ? mostOfLong({isReadyAtOnce, resources}, peer, operation, bench.runs) : bench.runs,
          });
          return {measures, computed: isReadyAtOnce ? undefined : {ideal}};
        },
      };
    });
  });
}

/**
 * What takes minutes a run is not done as often as the rest, and what takes more than that not at all: its ratios are far from any target. kflow-py goes
 * through the resources one by one, so its times of more of them are those of fewer, multiplied.
 */
function mostOfLong(
  {isReadyAtOnce, resources}: {isReadyAtOnce: boolean; resources: number},
  peer: string,
  operation: Operation,
  runs: number,
): number {
  if (peer === 'kflow-py') return resources > (isReadyAtOnce ? 200 : 50) ? 0 : 1;
  if (peer !== 'kubectl') return runs;
  // It waits for each object in turn, and throttles itself: two minutes for 200, more than ten for 1,000.
  if (operation === 'destroy') return resources > 200 ? 0 : 1;
  return resources > 200 ? 1 : runs;
}

/** By how long it took on two cores. */
function seconds(isReadyAtOnce: boolean, resources: number, runs: number): number {
  if (!isReadyAtOnce) return (resources > 50 ? 60 : 270) + 120 * (runs + 1);
  if (resources < 200) return 15 + 2.5 * resources * (runs + 1);
  return resources > 200 ? 60 + 0.5 * resources * (runs + 1) : 300 + 90 * (runs + 1);
}

/** The same peer, which is only asked to bring the project up. */
function onlyUp<Peer extends {name: string; command: (...args: any[]) => unknown}>(peer: Peer): Peer {
  return {
    ...peer,
    command: (operation, project) => (operation === 'apply' ? peer.command(operation, project) : undefined),
  };
}
