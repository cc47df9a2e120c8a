import type {KubeObject} from '@kflow/exec';
import type {Random} from '../random.js';

/** How the pods of a workload behave: its template's annotation `simulation/pods`. */
export const podBehaviours = [
  'ready',
  'slow-image',
  'crash-twice',
  'flapping',
  'crash-loop',
  'image-missing',
  'never-ready',
] as const;

/** How the pods of a workload behave. */
export type PodBehaviour = (typeof podBehaviours)[number];

/** Those that become ready in the end. */
export function recovers(behaviour: PodBehaviour): boolean {
  return behaviour === 'ready' || behaviour === 'slow-image' || behaviour === 'crash-twice' || behaviour === 'flapping';
}

/** What a pod's status becomes, and after how many milliseconds since the last change. */
export interface PodMoment {
  after: number;
  status: KubeObject['status'];
}

/** The annotation that says it. */
export const behaviourAnnotation = 'simulation/pods';

/** What becomes of a pod, one moment after the other; a pod that crashes for ever, or an image that never comes, a few times. */
export function podLife(pod: KubeObject, random: Random): PodMoment[] {
  const behaviour = (pod.metadata.annotations?.[behaviourAnnotation] ?? 'ready') as PodBehaviour;
  const waiting = (reason: string, message: string, restarts = 0, more: object = {}): PodMoment['status'] =>
    status('Pending', false, {waiting: {reason, message}}, restarts, more);
  const creating: PodMoment = {after: random.int(5, 50), status: waiting('ContainerCreating', '')};
  const running = (isReady: boolean, restarts = 0): PodMoment['status'] =>
    status('Running', isReady, {running: {startedAt: 'then'}}, restarts);
  const ready = (restarts = 0): PodMoment[] => [
    {after: random.int(50, 800), status: running(false, restarts)},
    {after: random.int(50, 3000), status: running(true, restarts)},
  ];
  const crash = (restarts: number): PodMoment[] => {
    const lastState = {terminated: {exitCode: 1, reason: 'Error', finishedAt: 'then'}};
    return [
      {after: random.int(200, 1500), status: running(false, restarts)},
      {after: random.int(100, 900), status: status('Running', false, lastState, restarts)},
      {
        after: random.int(10, 500),
        status: status(
          'Running',
          false,
          {
            waiting: {
              reason: 'CrashLoopBackOff',
              message: `back-off ${10 * 2 ** restarts}s restarting failed container`,
            },
          },
          restarts + 1,
          {lastState},
        ),
      },
    ];
  };
  switch (behaviour) {
    case 'ready':
      return [creating, ...ready()];
    case 'slow-image':
      return [
        {...creating, after: random.int(5, 100)},
        ...ready().map((moment) => ({...moment, after: moment.after + 20_000})),
      ];
    case 'crash-twice':
      return [
        creating,
        ...crash(0),
        ...crash(1),
        ...ready(2).map((moment) => ({...moment, after: moment.after + 9000})),
      ];
    case 'flapping':
      return [
        creating,
        ...ready(),
        {after: random.int(500, 4000), status: running(false)},
        {after: random.int(500, 4000), status: running(true)},
      ];
    case 'crash-loop':
      return [
        creating,
        ...[0, 1, 2, 3, 4, 5].flatMap((restarts) =>
          crash(restarts).map((moment, index) =>
            index === 0 && restarts > 0 ? {...moment, after: moment.after + 10_000 * 2 ** restarts} : moment,
          ),
        ),
      ];
    case 'image-missing': {
      const message =
        'rpc error: code = NotFound desc = failed to pull and unpack image "example.com/nope:1": not found';
      const backOff = 'Back-off pulling image "example.com/nope:1": ErrImagePull: not found';
      return [
        creating,
        ...[0, 1, 2].flatMap((): PodMoment[] => [
          {after: random.int(200, 2000), status: waiting('ErrImagePull', message)},
          {after: random.int(1000, 15_000), status: waiting('ImagePullBackOff', backOff)},
        ]),
      ];
    }
    case 'never-ready':
      return [creating, {after: random.int(50, 800), status: running(false)}];
  }
}

function status(
  phase: string,
  isReady: boolean,
  state: object,
  restartCount: number,
  more: object = {},
): KubeObject['status'] {
  const condition = {type: 'Ready', status: isReady ? 'True' : 'False'};
  return {
    phase,
    conditions: [condition, {...condition, type: 'ContainersReady'}, {type: 'PodScheduled', status: 'True'}],
    containerStatuses: [{name: 'app', image: 'example.com/app:1', ready: isReady, restartCount, state, ...more}],
  };
}
