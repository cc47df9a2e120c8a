import {describe, expect, test} from '@jest/globals';
import {helmGetManifest, helmList, helmStatus, helmUninstall} from '../../src/tools/helm/helm-release.js';
import {createHelm} from '../../src/tools/helm.js';
import {type Answer, FakeCommands} from './fake-commands.js';
import {sample} from './sample.js';

function fake(answer: Answer, dryRun = false) {
  const commands = new FakeCommands([answer]);
  return {commands, helm: createHelm({commands, dryRun})};
}

describe.each(['helm3', 'helm4'] as const)('with %s', (version) => {
  const namespace = version.replace('elm', '');
  const query = {release: 'web', namespace};

  test('status', async () => {
    const {helm, commands} = fake(sample(version, 'status'));
    expect(await helmStatus(helm, query)).toEqual({name: 'web', namespace, status: 'deployed', revision: 3});
    expect(commands.args.join(' ')).toBe(`status web -o json --namespace ${namespace}`);
  });

  test('status of none', async () => {
    expect(await helmStatus(fake(sample(version, 'status-missing')).helm, query)).toBeUndefined();
    expect(await helmGetManifest(fake(sample(version, 'status-missing')).helm, query)).toBeUndefined();
  });

  test('status when there is no answer', async () => {
    await expect(helmStatus(fake(sample(version, 'unreachable')).helm, query)).rejects.toMatchObject({code: 'KF703'});
  });

  test('manifest', async () => {
    const {helm, commands} = fake(sample(version, 'manifest'));
    expect(await helmGetManifest(helm, query)).toContain('kind: ConfigMap\nmetadata: {name: web-cm}\n');
    expect(commands.args.join(' ')).toBe(`get manifest web --namespace ${namespace}`);
  });

  test.each([
    ['list', 'deployed'],
    ['list-pending', 'pending-upgrade'],
  ])('%s', async (name, status) => {
    const {helm} = fake(sample(version, name));
    expect(await helmList(helm)).toEqual([{name: 'web', namespace, status, revision: 3, chart: 'web-1.2.3'}]);
  });

  test('an empty list', async () => {
    expect(await helmList(fake(sample(version, 'list-empty')).helm, {namespace})).toEqual([]);
  });

  test('uninstall tells what it left', async () => {
    const {helm, commands} = fake(sample(version, 'uninstall'));
    expect(await helmUninstall(helm, query)).toEqual({removed: true, kept: ['[ConfigMap] web-kept']});
    expect(commands.args.join(' ')).toBe(`uninstall web --cascade foreground --namespace ${namespace}`);
  });

  test('uninstall with a helm that does not know --cascade', async () => {
    const unknown = {exitCode: 1, stderr: 'Error: unknown flag: --cascade\n'};
    const commands = new FakeCommands([unknown, sample(version, 'uninstall')]);
    const helm = createHelm({commands});
    expect(await helmUninstall(helm, query)).toMatchObject({removed: true});
    expect(commands.args.join(' ')).toBe(`uninstall web --namespace ${namespace}`);
  });

  test('uninstall of none', async () => {
    expect(await helmUninstall(fake(sample(version, 'uninstall-missing')).helm, query)).toEqual({
      removed: false,
      kept: [],
    });
  });
});

test('a list of everything names all namespaces, every status, and no limit', async () => {
  const {helm, commands} = fake({stdout: ''});
  expect(await helmList(helm)).toEqual([]);
  expect(commands.args.join(' ')).toBe(
    'list --all-namespaces --deployed --failed --pending --uninstalling --uninstalled --max 100000 -o json',
  );
});

test('a dry run removes nothing', async () => {
  const {helm, commands} = fake({}, true);
  expect(await helmUninstall(helm, {release: 'web'})).toEqual({removed: false, kept: []});
  expect(commands.requests).toHaveLength(0);
});
