import {errorReport} from '../../engine/error-report.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';
import {awaitObjectsGone} from '../waits/await-objects-gone.js';
import type {Run} from '../run/run.js';
import {waitEnding} from '../waits/wait-ending.js';
import {findStrangers} from './find-strangers.js';
import {keptNamespaces, nameFew} from './kept-namespaces.js';
import type {KeptNamespace} from './kept-namespaces.js';
import {leftBehind} from './left-by-project.js';

/** What the wait for namespaces goes by in events, which are about resources otherwise. */
const subject = 'namespaces';

/**
 * Deletes namespaces after everything of the project's in them is gone, and waits until they are gone. One request for
 * all: they go at the same time. A namespace with something in it that is not of the project stays, unless the run is
 * forced; the others go all the same.
 *
 * @throws KflowError `KF815` (external) that names what keeps a namespace, in the end; `KF812` that names what holds one that is
 *   not gone in time
 */
export async function deleteNamespaces(run: Run, names: readonly string[], signal: AbortSignal): Promise<void> {
  const {clock} = run.session;
  const began = clock.monotonic();
  const seconds = (): number => (clock.monotonic() - began) / 1000;
  try {
    const kept = await keepOthers(run, names);
    const going = names.filter((name) => !kept.some(({namespace}) => namespace === name));
    const failure = kept.length === 0 ? undefined : keptNamespaces(kept);
    if (going.length > 0) {
      const report = (command: {command: string; mutating: boolean; ran: boolean}) =>
        run.emit({type: 'step.command', ...command});
      const kubectl = run.session.kubectl.with({report, signal});
      await kubectl.call(['delete', 'namespace', ...going, '--ignore-not-found', '--wait=false'], {mutating: true});
      // Told now, because the wait for the others may take long, and may fail of something else.
      if (failure) run.emit({type: 'warning', message: failure.message, hint: failure.hint});
      const objects = going.map((name): ObjectReference => ({group: '', version: 'v1', kind: 'Namespace', name}));
      if (run.waits) await awaitObjectsGone(run, subject, objects, run.timeout, signal);
    }
    if (failure) throw failure;
    if (run.waits) run.emit({type: 'resource.ready', resource: subject, for: 'gone', seconds: seconds()});
  } catch (error) {
    if (!waitEnding(run, subject, error)) {
      await failMakers(run, names);
      const report = errorReport(error);
      run.emit({type: 'resource.failed', resource: subject, for: 'gone', seconds: seconds(), error: report});
    }
    throw error;
  }
}

/** A resource that was to delete its namespace and did not is not destroyed. */
async function failMakers(run: Run, names: readonly string[]): Promise<void> {
  for (const {name} of run.plan.resources) {
    const resource = run.resource(name);
    const makes = resource.steps.some(
      ({spec}) => spec.kind === 'createNamespace' && spec.deleteOnDestroy && names.includes(spec.name),
    );
    if (makes) await run.recorded(resource, () => run.record?.resourceFailed(resource));
  }
}

/**
 * The namespaces that stay because of what else is in them. A dry run deletes nothing, so that it cannot tell; a forced run
 * keeps none, and says what goes with them.
 */
async function keepOthers(run: Run, names: readonly string[]): Promise<KeptNamespace[]> {
  const {cluster} = run.session;
  if (!cluster || run.dryRun) return [];
  const resources = run.plan.resources.map(({name}) => run.resource(name));
  const touched = resources.flatMap((resource) => run.touchedBy(resource));
  const left = await leftBehind(resources, touched);
  const found = await Promise.all(names.map((name) => findStrangers(cluster, name, left)));
  if (run.options.force !== true) return found.filter(({objects, unseen}) => objects.length > 0 || unseen.length > 0);
  for (const {namespace, objects} of found.filter((strangers) => strangers.objects.length > 0)) {
    const message = `forced: namespace ${namespace} is deleted with what is not of the project: ${nameFew(objects)}`;
    run.emit({type: 'warning', message});
  }
  return [];
}
