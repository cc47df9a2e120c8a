import {createHelm, createKubectl} from '@kflow/exec';
import type {ClusterReader, CommandRunner, ExecuteRequest, KubeObject} from '@kflow/exec';

/** Damages what an engine is given, or what it tells. */
export type Break = (request: ExecuteRequest) => ExecuteRequest;

/** The same session with tools that lie. */
function withTools(
  {session, ...request}: ExecuteRequest,
  lie: (run: CommandRunner['run']) => CommandRunner['run'],
): ExecuteRequest {
  const commands: CommandRunner = {run: lie((each) => session.commands.run(each))};
  const {context} = session;
  return {
    ...request,
    session: {...session, commands, kubectl: createKubectl({commands, context}), helm: createHelm({commands, context})},
  };
}

function withCluster(
  {session, ...request}: ExecuteRequest,
  lie: (cluster: ClusterReader) => Partial<ClusterReader>,
): ExecuteRequest {
  const {cluster} = session;
  if (!cluster) return {...request, session};
  const rest = Object.fromEntries(
    (['resolve', 'get', 'list', 'observe', 'identity', 'raw', 'lines', 'serverVersion', 'close'] as const).map(
      (name) => [name, (...args: any[]) => (cluster[name] as any)(...args)],
    ),
  ) as unknown as ClusterReader;
  return {...request, session: {...session, cluster: {...rest, ...lie(cluster)}}};
}

function flatter(object: KubeObject): KubeObject {
  const replicas = object.spec?.replicas ?? 1;
  const status = {
    ...object.status,
    observedGeneration: object.metadata.generation,
    replicas,
    updatedReplicas: replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
    succeeded: 1,
    updateRevision: 'x',
    currentRevision: 'x',
    conditions: [{type: 'Complete', status: 'True'}],
  };
  return ['Deployment', 'StatefulSet', 'Job'].includes(object.kind) ? {...object, status} : object;
}

/** Engines that are broken on purpose, by what they do: the invariants have to find each out within a few dozen seeds. */
export const brokenEngines: {readonly [name: string]: Break} = Object.fromEntries<Break>([
  [
    'takes a failed command for a good one',
    (request) =>
      withTools(request, (run) => async (each) => {
        const result = await run(each);
        return {...result, exitCode: 0};
      }),
  ],
  [
    'forgets what a step comes after',
    (request) => ({
      ...request,
      plan: {
        ...request.plan,
        phases: request.plan.phases.map((phase) => ({
          ...phase,
          steps: phase.steps.map((step) => ({...step, after: {steps: [], ready: []}})),
        })),
      },
    }),
  ],
  [
    'runs all phases as one',
    (request) => ({
      ...request,
      plan: {
        ...request.plan,
        phases: request.plan.phases.slice(0, 1).map((phase) => ({
          ...phase,
          steps: request.plan.phases.flatMap(({steps}) => steps),
        })),
        resources: request.plan.resources.map((resource) => ({...resource, phase: request.plan.phases[0]!.name})),
      },
    }),
  ],
  [
    'believes that everything is ready at once',
    (request) =>
      withCluster(request, (cluster) => ({
        get: async (reference) => {
          const found = await cluster.get(reference);
          return found && flatter(found);
        },
      })),
  ],
  ['does not wait although it was asked to', (request) => ({...request, options: {...request.options, wait: false}})],
  [
    'loses the records of steps',
    (request) => ({...request, project: {...request.project, stateDir: `${request.project.stateDir}-elsewhere`}}),
  ],
  [
    'does not tell of what failed',
    (request) => ({
      ...request,
      onEvent: (event) => {
        if (event.type !== 'step.failed') request.onEvent?.(event);
      },
    }),
  ],
  [
    'leaves a step out',
    (request) => ({
      ...request,
      plan: {
        ...request.plan,
        phases: request.plan.phases.map((phase, index) =>
          index === 0 ? {...phase, steps: phase.steps.slice(0, -1)} : phase,
        ),
      },
    }),
  ],
]);
