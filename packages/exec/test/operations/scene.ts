import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {buildGraph, createPlan} from '@kflow/core';
import type {Operation, Plan, Project} from '@kflow/core';
import {loadProjectFromDisk} from '@kflow/core/node';
import type {KflowEvent} from '../../src/engine/event.js';
import {execute} from '../../src/operations/execute.js';
import type {ExecuteOptions, ExecuteRequest, RunReport} from '../../src/operations/execute-request.js';
import type {Session} from '../../src/operations/session/session.js';
import type {StepKindRegistry} from '../../src/plugins/registry.js';
import type {RunnerRegistry} from '../../src/runners/registry.js';
import {openStateStore} from '../../src/state/open-state-store.js';
import type {ClusterState} from '../../src/state/state-file.js';
import {createHelm} from '../../src/tools/helm.js';
import {createKubectl} from '../../src/tools/kubectl.js';
import {FakeReader} from '../cluster/fake-reader.js';
import {HeldClock} from '../cluster/held-clock.js';
import {temporary} from '../state/temporary.js';
import {FakeTools} from './fake-tools.js';

export const noRunners: RunnerRegistry = {find: () => undefined, all: () => []};

/** A project on disk, a cluster in memory, and runs of the one on the other. */
export class Scene {
  readonly reader = new FakeReader();
  readonly tools = new FakeTools(this.reader);
  readonly clock = new HeldClock();
  readonly events: KflowEvent[] = [];
  runners = noRunners;
  stepKinds?: StepKindRegistry;

  private constructor(
    readonly dir: string,
    readonly project: Project,
  ) {}

  /**
   * @param resources YAML of each ResourceDefinition without its kflow block and name, by name
   * @param files more files, by path; manifests are made with `deployment` and `configMap`
   */
  static async of(
    resources: {[name: string]: string},
    files: {[path: string]: string} = {},
    root = '',
  ): Promise<Scene> {
    const dir = await temporary();
    const put = async (path: string, text: string): Promise<void> => {
      await mkdir(dirname(join(dir, path)), {recursive: true});
      await writeFile(join(dir, path), text);
    };
    const list = Object.keys(resources).map((name) => `${name}.yaml`);
    await put(
      'kflow.yaml',
      `kflow: {version: v1, kind: Config}\nstate: {dir: state}\nresources: [${list.join(', ')}]\n${root}\n`,
    );
    for (const [name, yaml] of Object.entries(resources)) {
      await put(`${name}.yaml`, `kflow: {version: v1, kind: ResourceDefinition}\nname: ${name}\n${yaml}\n`);
    }
    for (const [path, text] of Object.entries(files)) await put(path, text);
    const {project, diagnostics} = await loadProjectFromDisk(join(dir, 'kflow.yaml'));
    if (!project) throw new Error(JSON.stringify(diagnostics));
    return new Scene(dir, project);
  }

  plan(operation: Operation, targets: string[] = [], deps?: boolean): Plan {
    const {plan, diagnostics} = createPlan(this.project, buildGraph(this.project), {operation, targets, deps});
    if (!plan) throw new Error(JSON.stringify(diagnostics));
    return plan;
  }

  session(parts: Partial<Session> = {}): Session {
    const dryRun = parts.dryRun ?? false;
    const context = 'test';
    return {
      context,
      identity: 'uid-of-kube-system',
      dryRun,
      kubectl: createKubectl({commands: this.tools, context, dryRun}),
      helm: createHelm({commands: this.tools, context, dryRun}),
      commands: this.tools,
      cluster: this.reader,
      clock: this.clock,
      warnings: [],
      close: async () => {},
      ...parts,
    };
  }

  /** Runs a plan; its events go to `events`. */
  run(
    plan: Plan,
    options: ExecuteOptions = {},
    parts: Partial<Pick<ExecuteRequest, 'signal' | 'kill' | 'session'>> = {},
  ): Promise<RunReport> {
    const {project, runners, stepKinds} = this;
    const onEvent = (event: KflowEvent): void => void this.events.push(event);
    return execute({project, plan, session: this.session(), runners, stepKinds, options, onEvent, ...parts});
  }

  /** The events in order, as `type subject`, without what commands print. */
  get story(): string[] {
    return this.events
      .filter(({type}) => type !== 'step.command' && type !== 'step.output' && type !== 'workload.progress')
      .map((event) => {
        const {type, step, resource, phase} = event as {type: string; step?: string; resource?: string; phase?: string};
        return [type, step ?? resource ?? phase].filter((part) => part !== undefined).join(' ');
      });
  }

  async state(): Promise<ClusterState> {
    return await openStateStore({dir: this.project.stateDir, clock: this.clock}).cluster('test');
  }
}

export function deployment(name: string): string {
  return `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\n`;
}

export function configMap(name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;
}
