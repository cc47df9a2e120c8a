import type {CommandRequest, CommandResult, CommandRunner} from '@kflow/exec';
import type {SimulatedCluster} from '../cluster/simulated-cluster.js';
import type {Random} from '../random.js';
import type {VirtualTime} from '../time/virtual-time.js';
import type {HelmReleases} from './helm.js';
import {helm} from './helm.js';
import {kubectl} from './kubectl.js';
import {SimulatedProcess} from './simulated-process.js';
import {finalWords, transientWords} from './tool-faults.js';
import type {ToolFaults} from './tool-faults.js';

/** What scripts did, in their order. */
export type ScriptLog = string[];

/** What one call of a tool has to do with: the world, and how it is to go wrong. */
export interface ToolWorld {
  cluster: SimulatedCluster;
  releases: HelmReleases;
  random: Random;
  fault?: keyof ToolFaults;
}

/** kubectl, helm and bash of one simulated kflow process. */
export class SimulatedTools implements CommandRunner {
  /** Processes that run. */
  running = 0;
  /** Every command, with the time at which it began, in their order. */
  readonly commands: string[] = [];
  readonly injected = new Map<string, number>();
  private dead = false;

  constructor(
    private readonly world: Omit<ToolWorld, 'fault'>,
    private readonly scripts: ScriptLog,
    private readonly time: VirtualTime,
    private readonly faults: () => ToolFaults,
    private readonly isAway: () => boolean,
  ) {}

  async run(request: CommandRequest): Promise<CommandResult> {
    const {tool, args} = request;
    this.commands.push(`${this.time.passed} ${[tool, ...args].join(' ')}`);
    const process = new SimulatedProcess(request, this.time, () => this.dead);
    this.running += 1;
    const result = await process.run((own) => this.work(own, tool, args));
    this.running -= 1;
    return result;
  }

  /** The kflow that these belong to is dead: they are ended. */
  die(): void {
    this.dead = true;
  }

  private async work(process: SimulatedProcess, tool: string, args: readonly string[]): Promise<number> {
    const {random} = this.world;
    if (tool === 'kubectl' && (args[0] === 'config' || args[0] === 'version'))
      return kubectl(process, args, this.world);
    await process.wait(random.int(30, 200));
    const fault = tool === 'bash' ? undefined : this.draw();
    if (fault === 'slow') await process.wait(random.int(3000, 40_000));
    if (fault === 'hang') await process.hang();
    if (fault === 'swallow') return 0;
    if (fault === 'final') return this.fails(process, finalWords);
    if (fault === 'transientBefore' || this.isAway()) {
      const away = 'The connection to the server 127.0.0.1:6443 was refused - did you specify the right host or port?';
      return this.fails(process, this.isAway() ? [away] : transientWords);
    }
    const world = {...this.world, fault};
    if (tool === 'kubectl') return kubectl(process, args, world);
    if (tool === 'helm') return helm(process, args, world);
    return this.script(process, args.at(-1) ?? '');
  }

  /** Scripts of the simulation's projects: `NAME MILLISECONDS EXIT`. */
  private async script(process: SimulatedProcess, text: string): Promise<number> {
    const [name = '', milliseconds, exit] = text.split(' ');
    await process.wait(Number(milliseconds));
    if (Number(exit) === 0) this.scripts.push(name);
    return Number(exit);
  }

  private fails(process: SimulatedProcess, words: readonly string[]): number {
    process.stderr(this.world.random.pick(words));
    return 1;
  }

  private draw(): keyof ToolFaults | undefined {
    for (const [fault, probability] of Object.entries(this.faults()) as [keyof ToolFaults, number][]) {
      if (!this.world.random.chance(probability)) continue;
      this.injected.set(`tool ${fault}`, (this.injected.get(`tool ${fault}`) ?? 0) + 1);
      return fault;
    }
    return undefined;
  }
}
