import type {EventBody} from '../../engine/event.js';
import {objectChange} from '../../tools/kubectl/kubectl-changes.js';
import {callOnObjects} from '../../tools/kubectl/kubectl-objects.js';
import type {Kubectl} from '../../tools/kubectl.js';
import {Retries} from '../../tools/retries.js';
import {beingDeleted} from '../manifests/until-applied.js';
import type {ObjectsByStep} from './objects-by-step.js';
import type {Waiting} from './shared-process.js';

/**
 * Runs one kubectl process for several steps. Each hears of its own objects; a step whose objects are all newly made is done before the process
 * is: nothing that kubectl says later can be about them.
 *
 * @returns what of it is done, now that the process has exited with 0
 * @throws KflowError `KF703` when kubectl failed of at least one object, and what else `callOnObjects` throws
 */
export async function runTogether(objects: ObjectsByStep<Waiting>): Promise<(part: Waiting) => boolean> {
  const {members} = objects;
  const {args, flags, namespace} = members[0]!;
  const isApply = args[0] === 'apply';
  let stderr = '';
  await callOnObjects(sharedKubectl(objects), args, {
    files: members.flatMap(({files}) => files),
    flags,
    namespace,
    secrets: members.flatMap(({secrets}) => secrets),
    onChange: (change) => {
      const member = objects.add(change);
      if (!member || !isApply || !objects.isWhole(member)) return;
      const changes = objects.changesOf(member);
      if (changes.every(({action}) => action === 'created')) member.resolve({changes, isWhole: true});
    },
    onOutput: (stream, text) => void (stderr += stream === 'stderr' ? text : ''),
  });
  const leaving = beingDeleted(stderr);
  return (part) =>
    isApply
      ? objects.isWhole(part) && !part.objects.some(({name}) => leaving.has(name))
      : members.includes(part) && objects.isCertain;
}

/** kubectl that reports to all members, and each line of output to whom it is about as far as that can be said. */
function sharedKubectl(objects: ObjectsByStep<Waiting>): Kubectl {
  const {members} = objects;
  const contexts = members.map(({context}) => context);
  const [{kubectl, clock, standby}] = contexts as [(typeof contexts)[0]];
  const sharedBy = contexts.map(({step}) => step.id);
  const signal = AbortSignal.any(contexts.map((context) => context.signal));
  const tell = (event: (step: string) => EventBody): void => {
    for (const {emit, step} of contexts) emit(event(step.id));
  };
  return kubectl.with({
    report: (command) => tell((step) => ({type: 'step.command', step, ...command, sharedBy})),
    onLine(stream, text) {
      const change = stream === 'stdout' ? objectChange(text) : undefined;
      const {emit, step} = ((change && objects.ownerOf(change.object)) ?? objects.current() ?? members[0]!).context;
      emit({type: 'step.output', step: step.id, stream, text});
    },
    retries: new Retries({
      clock,
      signal,
      tell: (message, seconds) => tell((step) => ({type: 'step.waiting', step, message, seconds})),
    }),
    signal,
    ...(standby && {commands: standby.runner(members.flatMap((member) => member.objects))}),
  });
}
