import type {KflowEvent, WorkloadProgress} from '@kflow/exec';

/** A step that runs. */
interface RunningStep {
  /** Milliseconds since the epoch. */
  since: number;
  /** What it says it waits for. */
  waitsFor?: string;
}

/** A wait for a resource. */
interface ResourceWait {
  since: number;
  for: 'ready' | 'gone';
  /** Names, as the wait began. */
  workloads: readonly string[];
  /** By workload and namespace. */
  progress: Map<string, WorkloadProgress>;
}

/** A step or a wait that goes on. */
export interface Activity {
  id: string;
  /** In a line. */
  waitsFor: string;
  seconds: number;
  /** Of a wait: what it waits for, one by one, e.g. `deployment/web 1/3 ready`. */
  workloads: string[];
}

/** What goes on at the moment, kept from events. */
export class Ongoing {
  readonly steps = new Map<string, RunningStep>();
  readonly waits = new Map<string, ResourceWait>();

  update(event: KflowEvent): void {
    switch (event.type) {
      case 'step.started':
        this.steps.set(event.step, {since: Date.parse(event.at)});
        break;
      case 'step.waiting': {
        const step = this.steps.get(event.step);
        if (step) step.waitsFor = event.message;
        break;
      }
      case 'step.succeeded':
      case 'step.failed':
        this.steps.delete(event.step);
        break;
      case 'resource.waiting':
        this.waits.set(event.resource, {
          since: Date.parse(event.at),
          for: event.for,
          workloads: event.workloads,
          progress: new Map(),
        });
        break;
      case 'workload.progress':
        this.waits.get(event.resource)?.progress.set(progressKey(event.progress), event.progress);
        break;
      case 'resource.ready':
      case 'resource.failed':
        this.waits.delete(event.resource);
        break;
    }
  }

  /** Each step and wait, longest first. */
  list(now: number): Activity[] {
    const seconds = (since: number) => Math.max(0, (now - since) / 1000);
    return [
      ...[...this.steps].map(([id, {since, waitsFor}]) => ({
        id,
        waitsFor: waitsFor ?? 'running',
        seconds: seconds(since),
        workloads: [],
      })),
      ...[...this.waits].map(([id, wait]) => ({
        id,
        waitsFor: describeWait(wait),
        seconds: seconds(wait.since),
        workloads: openWorkloads(wait),
      })),
    ].sort((a, b) => b.seconds - a.seconds);
  }
}

/** Names a workload's progress within a resource. */
export function progressKey({workload, namespace}: WorkloadProgress): string {
  return `${namespace ?? ''}/${workload}`;
}

function openWorkloads({progress}: ResourceWait): string[] {
  return [...progress.values()]
    .filter(({state}) => state !== 'ready')
    .map(({workload, message}) => `${workload} ${message}`);
}

function describeWait(wait: ResourceWait): string {
  const open = openWorkloads(wait);
  const parts = open.length > 0 ? open : wait.workloads;
  const shown = parts.slice(0, 3).join(', ');
  const more = parts.length > 3 ? ` and ${parts.length - 3} more` : '';
  return shown === '' ? `waiting until ${wait.for}` : shown + more;
}
