import {errorReport} from '../../engine/error-report.js';
import type {ObjectReference} from '../../ports/cluster-reader.js';
import {awaitObjectsGone} from '../waits/await-objects-gone.js';
import type {Run} from '../run/run.js';
import {waitEnding} from '../waits/wait-ending.js';

/** What the wait for namespaces goes by in events, which are about resources otherwise. */
const subject = 'namespaces';

/**
 * Deletes namespaces and waits until they are gone, with everything in them. One request for all: they go at the same
 * time.
 *
 * @throws KflowError that names what holds a namespace (finalizers) when it is not gone in time
 */
export async function deleteNamespaces(run: Run, names: readonly string[], signal: AbortSignal): Promise<void> {
  const {clock} = run.session;
  const kubectl = run.session.kubectl.with({report: (command) => run.emit({type: 'step.command', ...command}), signal});
  await kubectl.call(['delete', 'namespace', ...names, '--ignore-not-found', '--wait=false'], {mutating: true});
  if (!run.waits) return;
  const began = clock.monotonic();
  const seconds = (): number => (clock.monotonic() - began) / 1000;
  const objects = names.map((name): ObjectReference => ({group: '', version: 'v1', kind: 'Namespace', name}));
  try {
    await awaitObjectsGone(run, subject, objects, run.timeout, signal);
    run.emit({type: 'resource.ready', resource: subject, for: 'gone', seconds: seconds()});
  } catch (error) {
    if (!waitEnding(run, subject, error)) {
      run.emit({
        type: 'resource.failed',
        resource: subject,
        for: 'gone',
        seconds: seconds(),
        error: errorReport(error),
      });
    }
    throw error;
  }
}
