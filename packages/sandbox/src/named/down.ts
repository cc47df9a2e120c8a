import {existsSync} from 'node:fs';
import {setTimeout as delay} from 'node:timers/promises';
import {cacheDir} from '../cache-dir.js';
import {withLock} from '../file-lock.js';
import {isAlive, removeDir} from '../run/private-dir.js';
import {sandboxName} from '../run/sandbox-name.js';
import {askSupervisor} from './control-client.js';
import {findNamed} from './find-named.js';
import {namedFiles} from './named-files.js';

/** Ends the sandbox of that name and removes all that it kept. False if there was none, or only what a crash left behind. */
export async function down(name: string, signal?: AbortSignal): Promise<boolean> {
  const files = namedFiles(cacheDir(process.env), sandboxName(name));
  if (!existsSync(files.root) && !existsSync(files.lock)) return false;
  return withLock(files.lock, {signal}, async () => {
    const found = await findNamed(files);
    if (found) {
      await askSupervisor(found, 'POST', '/stop', 30_000);
      // It has stopped everything and now ends itself.
      for (let waited = 0; isAlive(found.pid) && waited < 5000; waited += 20) await delay(20);
    }
    await removeDir(files.root);
    return found !== undefined;
  });
}
