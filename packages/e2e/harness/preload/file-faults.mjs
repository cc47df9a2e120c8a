/**
 * Preloaded into kflow (`NODE_OPTIONS=--import`): lets something happen at the Nth operation on its own files, the state, the journal and
 * the locks. `KFLOW_TEST_FAULT` is `{path, at, what}`: `path` is part of the files' paths; `at` counts from 1; `what` is `kill-before` or
 * `kill-after` the operation, an error code such as `ENOSPC` in its place (and in that of all that follow), or `count`, which writes the
 * number of operations to `KFLOW_TEST_COUNT` at the end.
 */
import {createRequire, syncBuiltinESMExports} from 'node:module';
import {writeFileSync} from 'node:fs';

const {path, at, what} = JSON.parse(process.env.KFLOW_TEST_FAULT);
const promises = createRequire(import.meta.url)('node:fs/promises');
let count = 0;

if (what === 'count') process.on('exit', () => writeFileSync(process.env.KFLOW_TEST_COUNT, String(count)));

async function operation(file, work) {
  if (!String(file).includes(path)) return await work();
  count += 1;
  const isIt = count === at;
  if (isIt && what === 'kill-before') process.kill(process.pid, 'SIGKILL');
  if (count >= at && /^E[A-Z]+$/.test(what)) throw Object.assign(new Error(`${what}: made by a test`), {code: what});
  const result = await work();
  if (isIt && what === 'kill-after') process.kill(process.pid, 'SIGKILL');
  return result;
}

const {open} = promises;
promises.open = async (file, ...rest) => {
  const handle = await open(file, ...rest);
  for (const name of ['writeFile', 'appendFile', 'sync', 'datasync']) {
    const own = handle[name].bind(handle);
    handle[name] = (...args) => operation(file, () => own(...args));
  }
  return handle;
};
for (const name of ['rename', 'link', 'unlink', 'rm']) {
  const own = promises[name];
  promises[name] = (file, ...rest) => operation(file, () => own(file, ...rest));
}
const {writeFile} = promises;
promises.writeFile = (file, ...rest) => operation(file, () => writeFile(file, ...rest));
syncBuiltinESMExports();
