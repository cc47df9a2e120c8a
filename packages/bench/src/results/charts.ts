import {planOperation} from '../cases/plan.js';
import {cpuOf, medianOf, wallOf} from './figures.js';
import {time} from './format.js';
import type {Results} from './results.js';
import {barChart, lineChart, type BarGroup, type Line} from './svg.js';

/** A chart of the page: its file name and its text. */
export interface Chart {
  file: string;
  title: string;
  svg: string;
}

/** The charts of what was measured; those of which nothing was are left out. */
export function charts(results: Results): Chart[] {
  return [
    bars('life', 'The life of 200 resources', operationsOf(results, 'apply-200')),
    growth(results),
    bars('slow-pods', 'apply, pods that take their time', slowPods(results)),
    bars('helm', '30 helm releases with dependencies', operationsOf(results, 'helm-30')),
    planGrowth(results),
    bars('start-up', 'Commands that do next to nothing', operationsOf(results, 'start-up')),
  ].filter((chart) => chart !== undefined);
}

function bars(name: string, title: string, groups: readonly BarGroup[]): Chart | undefined {
  if (groups.length === 0) return undefined;
  return {file: `${name}.svg`, title, svg: barChart(title, groups, time)};
}

/** A group an operation, with a bar for each peer. */
function operationsOf(results: Results, name: string): BarGroup[] {
  const measures = results[name]?.measures.filter(({runs}) => runs.length > 0) ?? [];
  return [...new Set(measures.map(({operation}) => operation))].map((operation) => ({
    title: operation,
    bars: measures
      .filter((each) => each.operation === operation)
      .map((each) => ({name: each.peer, value: medianOf(each, 'wallMs')!})),
  }));
}

function slowPods(results: Results): BarGroup[] {
  return ['slow-50', 'random-50', 'slow-200', 'random-200'].flatMap((name) => {
    const [group] = operationsOf(results, name);
    if (group === undefined) return [];
    const [kind, size] = name.split('-');
    const pods = kind === 'slow' ? '2 s' : '0.5 to 5 s';
    const ideal = {name: 'ideal', value: results[name]?.computed?.['ideal'] ?? 0};
    return [{title: `${size} resources, pods ready after ${pods}`, bars: [ideal, ...group.bars]}];
  });
}

function growth(results: Results): Chart | undefined {
  return lines('growth', 'apply, by the number of resources', 'resources', ['kflow', 'kubectl', 'kflow-py'], (peer) =>
    [10, 50, 200, 1000].map((x) => ({x, y: wallOf(results, `apply-${x}`, 'apply', peer)})),
  );
}

function planGrowth(results: Results): Chart | undefined {
  const title = 'plan, 10 steps a resource, 2 dependencies each, processor time';
  return lines('plan-growth', title, 'steps', ['kflow', 'kflow-py'], (peer) =>
    [1000, 10_000, 50_000].map((steps) => ({
      x: steps,
      y: cpuOf(results, 'plan-50000', planOperation({steps, stepsPerResource: 10, dependencies: 2}), peer),
    })),
  );
}

function lines(
  name: string,
  title: string,
  unit: string,
  peers: readonly string[],
  points: (peer: string) => {x: number; y: number | undefined}[],
): Chart | undefined {
  const drawn = peers.map((peer): Line => {
    const measured = points(peer).filter((each): each is {x: number; y: number} => each.y !== undefined);
    return {name: peer, points: measured};
  });
  // It is kflow's growth that is shown.
  if (drawn[0]!.points.length < 2) return undefined;
  const svg = lineChart(
    title,
    unit,
    drawn.filter(({points: found}) => found.length > 0),
    time,
  );
  return {file: `${name}.svg`, title, svg};
}
