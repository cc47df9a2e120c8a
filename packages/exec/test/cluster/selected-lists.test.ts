import {expect, test} from '@jest/globals';
import {SelectedLists} from '../../src/cluster/read/selected-lists.js';
import type {KubeObject, ObjectQuery} from '../../src/ports/cluster-reader.js';
import {object} from './objects.js';

const resource = {group: 'apps', version: 'v1', kind: 'Deployment', plural: 'deployments', namespaced: true};
const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((app) =>
  object('apps/v1', 'Deployment', app, {metadata: {labels: {app}}}),
);

/** An API server that notes what it is asked, and answers when the test says so. */
function server() {
  const asked: string[] = [];
  const answers: ((error?: Error) => void)[] = [];
  const lists = new SelectedLists(
    (query) =>
      new Promise<KubeObject[]>((resolve, reject) => {
        asked.push(`${query.namespace} ${query.labelSelector ?? 'whole'}`);
        const app = query.labelSelector?.split('=')[1];
        const found = all.filter(({metadata}) => app === undefined || metadata.labels?.['app'] === app);
        answers.push((error) => (error ? reject(error) : resolve(found)));
      }),
  );
  const read = (labelSelector?: string, namespace = 'shop'): Promise<string[]> => {
    const query: ObjectQuery = {resource, namespace, labelSelector};
    return lists.read(query).then((objects) => objects.map(({metadata}) => metadata.name));
  };
  /** Answers all of the next so many questions, when they have been asked. */
  const answer = async (number: number, error?: Error): Promise<void> => {
    while (answers.length < number) await new Promise(setImmediate);
    answers.splice(0).forEach((each) => each(error));
  };
  return {asked, read, answer};
}

test('a selector by itself reads what it selects and nothing else', async () => {
  const {asked, read, answer} = server();
  const found = read('app=a');
  await answer(1);
  expect(await found).toEqual(['a']);
  expect(asked).toEqual(['shop app=a']);
});

test('many that ask at once make one list, and each gets its own of it', async () => {
  const {asked, read, answer} = server();
  const found = Promise.all([...'abcdef'].map((app) => read(`app in (${app})`)));
  await answer(1);
  expect(await found).toEqual([['a'], ['b'], ['c'], ['d'], ['e'], ['f']]);
  expect(asked).toEqual(['shop whole']);
});

test('who asks while it is being read shares a read that begins afterwards', async () => {
  const {asked, read, answer} = server();
  const first = read('app=a');
  while (asked.length === 0) await new Promise(setImmediate);
  const others = Promise.all(['app=b', 'app=a', 'app=b'].map((selector) => read(selector)));
  await new Promise(setImmediate);
  expect(asked).toEqual(['shop app=a']);
  await answer(1);
  expect(await first).toEqual(['a']);
  await answer(2);
  expect(asked).toEqual(['shop app=a', 'shop app=b', 'shop app=a']);
  expect(await others).toEqual([['b'], ['a'], ['b']]);
});

test('namespaces do not wait for each other, nor does a selector that only the server can apply', async () => {
  const {asked, read, answer} = server();
  const reads = [read('app=a'), read('app=b', 'other'), read('app in(a)')];
  await answer(3);
  await Promise.all(reads);
  expect(asked).toEqual(['shop app in(a)', 'shop app=a', 'other app=b']);
});

test('a read that fails fails for who shared it, and for nobody after them', async () => {
  const {asked, read, answer} = server();
  const refused = Promise.allSettled([...'abcdef'].map((app) => read(`app=${app}`)));
  while (asked.length === 0) await new Promise(setImmediate);
  const later = read('app=a');
  await answer(1, new Error('refused'));
  expect((await refused).map(({status}) => status)).toEqual(Array(6).fill('rejected'));
  await answer(1);
  expect(await later).toEqual(['a']);
});
