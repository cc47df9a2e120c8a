/** So many of the steps that run are named. */
const named = 5;

/**
 * What Ctrl-C does, for the user: the first lets end what runs (waits end at once), the second ends it.
 *
 * @param running ids of the steps that run
 */
export function interruptionText(request: 1 | 2, running: readonly string[]): string {
  const names = running.slice(0, named).join(', ') + (running.length > named ? ' ...' : '');
  if (request === 2) return running.length > 0 ? `ending ${names}` : 'ending what runs';
  const rest = `; waiting for ${names} to end. Press Ctrl-C again to end ${running.length === 1 ? 'it' : 'them'} now.`;
  return `stopping: nothing new is started${running.length > 0 ? rest : ''}`;
}
