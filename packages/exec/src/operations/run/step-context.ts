import {Retries} from '../../tools/retries.js';
import type {Project, Resource, Step} from '@kflow/core';
import type {EventBody} from '../../engine/event.js';
import type {RunnerRegistry} from '../../runners/registry.js';
import type {ClusterState} from '../../state/state-file.js';
import type {StepContext} from '../../steps/step-handler.js';
import type {Session} from '../session/session.js';

/** What the contexts of all steps of an operation have in common. */
export interface OperationParts {
  project: Project;
  session: Session;
  runners: RunnerRegistry;
  operation: StepContext['operation'];
  /** What the state file says of the cluster. */
  state: ClusterState;
  /** The secret values that the run's steps have handled so far. */
  secrets?(): readonly string[];
  emit(event: EventBody): void;
}

/** The context of one call of a step's handler: tools that report to the step, and end with the signal. */
export function stepContext(parts: OperationParts, resource: Resource, step: Step, signal: AbortSignal): StepContext {
  const {project, session, runners, operation, state, secrets, emit} = parts;
  const {dryRun, commands, env, cluster, clock, namespace, kubeconfig} = session;
  const binding = {
    report: (command: {command: string; mutating: boolean; ran: boolean}) =>
      emit({type: 'step.command', step: step.id, ...command}),
    onLine: (stream: 'stdout' | 'stderr', text: string) => emit({type: 'step.output', step: step.id, stream, text}),
    secrets,
    retries: new Retries({
      clock,
      signal,
      tell: (message, seconds) => emit({type: 'step.waiting', step: step.id, message, seconds}),
    }),
    signal,
  };
  return {
    project,
    resource,
    step,
    operation,
    dryRun,
    kubectl: session.kubectl.with(binding),
    helm: session.helm.with(binding),
    commands,
    env,
    contextName: session.context,
    kubeconfig,
    cluster,
    defaultNamespace: namespace,
    runners,
    clock,
    state: Object.hasOwn(state.resources, resource.name) ? state.resources[resource.name] : undefined,
    signal,
    secrets,
    emit,
  };
}
