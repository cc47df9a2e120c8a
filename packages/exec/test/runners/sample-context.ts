import type {RunnerSpec} from '@kflow/core';
import type {EventBody} from '../../src/engine/event.js';
import type {CommandRequest, CommandResult, CommandRunner} from '../../src/ports/command-runner.js';
import type {StepContext} from '../../src/steps/step-handler.js';
import {BoundTool} from '../../src/tools/bound-tool.js';
import {project} from './sample-project.js';

/** What a sample context can be told. */
export interface SampleOptions {
  config?: RunnerSpec['config'];
  /** The step's; absent: `data`. */
  namespace?: string;
  operation?: StepContext['operation'];
  dryRun?: boolean;
  signal?: AbortSignal;
  /** The resource's directory; absent: `/p`. */
  dir?: string;
  /** Really runs what is neither kubectl nor helm. */
  shell?: CommandRunner;
  answer?(request: CommandRequest): Partial<CommandResult>;
}

/** A step's context over the real kubectl and helm bindings, whose processes are made up. */
export function stepContext(options: SampleOptions = {}): {
  step: StepContext;
  requests: CommandRequest[];
  events: EventBody[];
} {
  const requests: CommandRequest[] = [];
  const events: EventBody[] = [];
  const {dryRun = false, operation = 'apply', signal = new AbortController().signal} = options;
  const sample = project(options.dir ?? '/p', [], [{class: 'Db', config: options.config ?? {}}]);
  const resource = sample.resources[0]!;
  const step = {...resource.steps[0]!, namespace: 'namespace' in options ? options.namespace : 'data'};
  const commands: StepContext['commands'] = {
    async run(request) {
      if (options.shell && !['kubectl', 'helm'].includes(request.tool)) return await options.shell.run(request);
      requests.push(request);
      const done = {exitCode: 0, timedOut: false, aborted: false, stdout: '', stderr: '', duration: 0};
      return {...done, ...options.answer?.(request)};
    },
  };
  const tool = (name: 'kubectl' | 'helm', flag: '--context' | '--kube-context'): BoundTool =>
    new BoundTool(
      name,
      flag,
      {commands, context: 'kind', dryRun},
      {report: (command) => events.push({type: 'step.command', step: step.id, ...command}), signal},
    );
  return {
    requests,
    events,
    step: {
      project: sample,
      resource,
      step,
      operation,
      dryRun,
      kubectl: tool('kubectl', '--context'),
      helm: tool('helm', '--kube-context'),
      commands,
      runners: {find: () => undefined, all: () => []},
      clock: {now: () => 0, monotonic: () => 0, sleep: async () => {}},
      signal,
      emit: (event) => void events.push(event),
    },
  };
}
