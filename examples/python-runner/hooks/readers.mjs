// Hooks in Node without an SDK: a conversation with kflow, a JSON document a line.
import {createInterface} from 'node:readline';

const input = createInterface({input: process.stdin});
const lines = input[Symbol.asyncIterator]();
const read = async () => JSON.parse((await lines.next()).value);
const tell = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
const ask = async (request) => {
  tell(request);
  return await read();
};

/** @type {import('@kflow/runners/command').HookCallDocument} */
const {hook, config} = await read();

const cards = async () => {
  const {exitCode, stdout} = await ask({
    kubectl: ['get', 'configmap', 'cards', '-o', 'json'],
    mutating: false,
    check: false,
  });
  return exitCode === 0 ? Object.keys(JSON.parse(stdout).data) : [];
};

const hooks = {
  async apply() {
    const known = await cards();
    for (const reader of config.readers.filter((name) => !known.includes(name))) tell({log: `a card for ${reader}`});
    const data = Object.fromEntries(config.readers.map((reader) => [reader, 'valid']));
    await ask({applyManifest: {apiVersion: 'v1', kind: 'ConfigMap', metadata: {name: 'cards'}, data}});
  },
  async destroy() {
    await ask({kubectl: ['delete', 'configmap/cards', '--ignore-not-found']});
  },
  async status() {
    tell({status: `${(await cards()).length} readers`});
  },
};

await hooks[hook]();
// Nothing more to read: an open standard input would keep Node running.
input.close();
