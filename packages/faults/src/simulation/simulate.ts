import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {buildGraph, createPlan} from '@kflow/core';
import type {Graph, Project} from '@kflow/core';
import {loadProjectFromDisk} from '@kflow/core/node';
import {ApiReader, execute, openSession} from '@kflow/exec';
import type {ClusterState, KflowEvent, RunReport} from '@kflow/exec';
import {violations} from '../invariants/index.js';
import {SimulatedTransport} from './api/simulated-transport.js';
import {noReadFaults} from './api/read-faults.js';
import {SimulatedCluster} from './cluster/simulated-cluster.js';
import {randomProject} from './project/random-project.js';
import type {RandomProject} from './project/random-project.js';
import {Random} from './random.js';
import {randomScenario} from './scenario.js';
import type {Scenario, ScenarioRun} from './scenario.js';
import {drive} from './time/drive.js';
import {ProcessClock} from './time/process-clock.js';
import {VirtualTime} from './time/virtual-time.js';
import type {HelmReleases} from './tools/helm.js';
import {simulatedContext} from './tools/kubectl.js';
import {SimulatedTools} from './tools/simulated-tools.js';
import {noToolFaults} from './tools/tool-faults.js';
import {Witness} from './witness.js';

/** One kflow process of a simulation, as it came out. */
export interface SimulatedRun {
  scenario: ScenarioRun;
  /** Absent when it died. */
  report?: RunReport;
  events: KflowEvent[];
  commands: string[];
  /** How often each fault was injected. */
  injected: Map<string, number>;
  violations: string[];
  /** Milliseconds of virtual time. */
  took: number;
}

/** What came of one seed. */
export interface Simulation {
  seed: number;
  project: RandomProject;
  scenario: Scenario;
  runs: SimulatedRun[];
  /** Everything that must not be, each behind the number of its run. */
  violations: string[];
}

/** No run of kflow's takes longer than this, in milliseconds of virtual time, whatever happens. */
const longest = 4 * 3_600_000;

/** Parts that a test replaces by broken ones, to see that it is noticed. */
export interface SimulationParts {
  execute: typeof execute;
}

/**
 * One seeded random simulation: a project, a cluster, tools with faults, and one kflow process after the other. The engine,
 * the observer, the state and the journal are the real ones, on a directory of their own.
 */
export async function simulate(seed: number, parts: SimulationParts = {execute}): Promise<Simulation> {
  const random = new Random(seed);
  const scenario = randomScenario(random.fork());
  const project = randomProject(random.fork(), {
    resources: scenario.resources,
    mayBeUnsound: scenario.weather === 'rough',
  });
  const dir = await mkdtemp(join(tmpdir(), 'kflow-sim-'));
  const original = Math.random;
  const own = random.fork();
  // What the engine leaves to chance (how long to wait before another try) comes from the seed as well.
  Math.random = () => own.fraction();
  try {
    for (const [path, text] of Object.entries(project.files)) {
      await mkdir(dirname(join(dir, path)), {recursive: true});
      await writeFile(join(dir, path), text);
    }
    const {project: loaded, diagnostics} = await loadProjectFromDisk(join(dir, 'kflow.yaml'));
    if (!loaded) throw new Error(`seed ${seed} made a project that cannot be read: ${JSON.stringify(diagnostics)}`);
    const world = new World(random, loaded, buildGraph(loaded), project.isSound, parts);
    const runs: SimulatedRun[] = [];
    for (const each of scenario.runs) runs.push(await world.run(each, scenario.weather !== 'rough'));
    const found = runs.flatMap((run, index) => run.violations.map((text) => `run ${index + 1}: ${text}`));
    return {seed, project, scenario, runs, violations: found};
  } finally {
    Math.random = original;
    await rm(dir, {recursive: true, force: true});
  }
}

/** What outlives a kflow process: time, the cluster, the releases, the files. */
class World {
  private readonly time = new VirtualTime();
  private readonly cluster: SimulatedCluster;
  private readonly releases: HelmReleases = new Map();
  private readonly scripts: string[] = [];

  constructor(
    private readonly random: Random,
    private readonly project: Project,
    private readonly graph: Graph,
    private readonly isSound: boolean,
    private readonly parts: SimulationParts,
  ) {
    this.cluster = new SimulatedCluster(this.time, random.fork());
  }

  async run(scenario: ScenarioRun, mustSurvive: boolean): Promise<SimulatedRun> {
    const {time, cluster, random} = this;
    const began = time.passed;
    const {plan} = createPlan(this.project, this.graph, {operation: scenario.operation});
    if (!plan) throw new Error('there is no plan');
    let isOver = false;
    const isAway = (): boolean => {
      const now = time.passed - began;
      return !isOver && scenario.away !== undefined && now >= scenario.away.from && now < scenario.away.to;
    };
    const clock = new ProcessClock(time);
    const tools = new SimulatedTools(
      {cluster, releases: this.releases, random: random.fork()},
      this.scripts,
      time,
      () => (isOver ? noToolFaults : scenario.toolFaults),
      isAway,
    );
    const transport = new SimulatedTransport(
      cluster,
      time,
      random.fork(),
      () => (isOver ? noReadFaults : scenario.readFaults),
      isAway,
    );
    const stop = new AbortController();
    const kill = new AbortController();
    if (scenario.interrupt !== undefined) time.after(scenario.interrupt, () => stop.abort(new Error('interrupted')));
    if (scenario.kill !== undefined) time.after(scenario.kill, () => kill.abort(new Error('killed')));
    const witness = new Witness(cluster, time, plan, this.project);
    if (scenario.stranger !== undefined) time.after(scenario.stranger, () => witness.stranger(random.fork()));
    let isDead = false;
    if (scenario.death !== undefined) {
      time.after(scenario.death, () => {
        if (ended) return;
        isDead = true;
        tools.die();
        transport.die();
        clock.die();
      });
    }
    const events: KflowEvent[] = [];
    let ended: {report?: RunReport; error?: unknown} | undefined;
    const session = openSession(
      {context: simulatedContext},
      {commands: tools, clock, openReader: async () => new ApiReader(transport, clock)},
    );
    const running = session.then(async (open) => {
      try {
        const report = await this.parts.execute({
          project: this.project,
          plan,
          session: open,
          runners: {find: () => undefined, all: () => []},
          options: scenario.options,
          signal: stop.signal,
          kill: kill.signal,
          onEvent: (event) => {
            if (isDead) return;
            events.push(event);
            witness.event(event);
          },
        });
        return {report};
      } finally {
        await open.close();
      }
    });
    running.then(
      (result) => (ended = result),
      (error: unknown) => (ended = {error}),
    );
    const wrong: string[] = [];
    const how = await drive(time, () => isDead || ended !== undefined, began + longest);
    if (how !== 'over')
      wrong.push(`everythingEnds: the run is ${how === 'late' ? 'not over after four hours' : 'stuck for ever'}`);
    const took = time.passed - began;
    const report = isDead ? undefined : ended?.report;
    isOver = true;
    if (isDead) {
      // A lock of a process that is gone; the simulation's processes all have this one's number.
      await rm(join(this.project.stateDir, 'locks'), {recursive: true, force: true});
    } else if (ended?.error !== undefined && ended.error === stop.signal.reason) {
      // Interrupted before the run began: the command line makes that 130.
    } else if (ended?.error !== undefined) {
      wrong.push(...witness.refusal(ended.error, scenario));
    } else if (report) {
      const state = await this.state();
      wrong.push(...violations({plan, events, exitCode: report.exitCode, state}));
      if (tools.running > 0) wrong.push(`nothingLeft: ${tools.running} processes still run`);
      if (transport.open > 0) wrong.push(`nothingLeft: ${transport.open} reads are still under way`);
      if (clock.sleeping > 0) wrong.push(`nothingLeft: ${clock.sleeping} timers still run`);
      wrong.push(...witness.judge(report.exitCode, scenario));
      const isHard = scenario.interrupt !== undefined || scenario.stranger !== undefined;
      if (mustSurvive && this.isSound && !isHard && report.exitCode !== 0) {
        const why = report.failed.map(({id, error}) => `${id}: ${error.code} ${error.message}`).join('; ');
        wrong.push(`falseFailure: nothing happened that has to fail it, and it exits ${report.exitCode}: ${why}`);
      }
    }
    if (isDead) wrong.push(...(await this.lostRecords(events)));
    const injected = new Map([...tools.injected, ...transport.injected]);
    return {scenario, report, events, commands: tools.commands, injected, violations: wrong, took};
  }

  private async state(): Promise<ClusterState | undefined> {
    const text = await readFile(join(this.project.stateDir, 'state.json'), 'utf8').catch(() => undefined);
    return text === undefined ? undefined : JSON.parse(text).clusters[simulatedContext];
  }

  /** What a run that died had told of is in the state. */
  private async lostRecords(events: readonly KflowEvent[]): Promise<string[]> {
    const state = await this.state();
    return events.flatMap((event) => {
      if (event.type !== 'step.succeeded' || event.step.includes(' ')) return [];
      const name = event.step.slice(event.resource.length + 1);
      const outcome = state?.resources[event.resource]?.steps[name]?.outcome;
      return outcome === 'succeeded' ? [] : [`lostRecord: ${event.step} was done, and the state says ${outcome}`];
    });
  }
}
