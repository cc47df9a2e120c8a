import {describe, expect, test} from '@jest/globals';
import type {ObjectChange} from '../../src/engine/event.js';
import {isKflowError} from '../../src/errors/kflow-error.js';
import {describeChanges, objectChange} from '../../src/tools/kubectl/kubectl-changes.js';
import {kubectlApply} from '../../src/tools/kubectl/kubectl-apply.js';
import {kubectlDelete} from '../../src/tools/kubectl/kubectl-delete.js';
import {createKubectl} from '../../src/tools/kubectl.js';
import {PartialFailure} from '../../src/tools/failure/partial-failure.js';
import {type Answer, FakeCommands} from './fake-commands.js';
import {sample} from './sample.js';

function fake(...answers: Answer[]) {
  const commands = new FakeCommands(answers.length === 0 ? [{}] : answers);
  return {commands, kubectl: createKubectl({commands})};
}

/** What kubectl says of each object, one a line. */
const told = (changes: readonly ObjectChange[]) =>
  changes.map(
    ({object, namespace, action}) => `${object} ${action}${namespace === undefined ? '' : ` in ${namespace}`}`,
  );

const crd = 'customresourcedefinition.apiextensions.k8s.io/widgets.example.com';
const role = 'clusterrole.rbac.authorization.k8s.io/kflow:reader';

describe('what real kubectl prints', () => {
  test.each([
    ['apply-created', ['configmap/a created', 'deployment.apps/web created', `${role} created`, `${crd} created`]],
    [
      'apply-unchanged',
      ['configmap/a unchanged', 'deployment.apps/web unchanged', `${role} configured`, `${crd} unchanged`],
    ],
    [
      'apply-configured',
      ['configmap/a configured', 'deployment.apps/web unchanged', `${role} configured`, `${crd} unchanged`],
    ],
    [
      'apply-server-side',
      ['configmap/a', 'deployment.apps/web', role, crd].map((object) => `${object} serverside-applied`),
    ],
    ['apply-dry-run', ['configmap/a', 'deployment.apps/web', role, crd].map((object) => `${object} configured`)],
    [
      'delete',
      ['configmap/a deleted in default', 'deployment.apps/web deleted in default', `${role} deleted`, `${crd} deleted`],
    ],
  ])('%s', async (name, expected) => {
    const {kubectl} = fake(sample('kubectl', name));
    const heard: ObjectChange[] = [];
    const {changes} = await kubectlApply(kubectl, {files: ['ok.yaml'], onChange: (change) => heard.push(change)});
    expect(told(changes)).toEqual(expected);
    expect(heard).toEqual(changes);
  });

  test.each([
    ['pod "web" deleted', {object: 'pod/web', action: 'deleted'}],
    ['pod "web" force deleted', {object: 'pod/web', action: 'force deleted'}],
    ['pod "web" deleted (dry run)', {object: 'pod/web', action: 'deleted'}],
    ['secret/old pruned', {object: 'secret/old', action: 'pruned'}],
    ['Warning: policy/v1beta1 PodSecurityPolicy is deprecated', undefined],
    ['deployment.apps/web condition met', undefined],
    ['ensure CRDs are installed first', undefined],
    ['', undefined],
  ])('%j of other versions', (line, expected) => {
    expect(objectChange(line)).toEqual(expected);
  });
});

describe('the command', () => {
  test.each([
    [
      {files: ['/a.yaml', 'https://x.example/b.yaml'], namespace: 'web'},
      'apply -f /a.yaml -f https://x.example/b.yaml --namespace web',
    ],
    [{files: ['/a.yaml'], serverSide: true}, 'apply -f /a.yaml --server-side'],
    [{kustomize: '/k'}, 'apply -k /k'],
    [{stdin: 'kind: X'}, 'apply -f -'],
    [{files: ['/a,b.yaml', '/"c".yaml']}, 'apply -f "/a,b.yaml" -f "/""c"".yaml"'],
  ])('of apply: %j', async (request, expected) => {
    const {kubectl, commands} = fake();
    await kubectlApply(kubectl, request);
    expect(commands.args.join(' ')).toBe(expected);
    expect(commands.requests[0]?.stdin).toBe((request as {stdin?: string}).stdin);
  });

  test('of delete waits for nothing, and for nobody to be there', async () => {
    const {kubectl, commands} = fake();
    await kubectlDelete(kubectl, {files: ['/a.yaml'], namespace: 'web'});
    expect(commands.args.join(' ')).toBe(
      'delete --ignore-not-found --cascade=foreground --wait=false -f /a.yaml --namespace web',
    );
  });
});

describe('when some of it fails', () => {
  test('the error lists what went through', async () => {
    const {kubectl} = fake(sample('kubectl', 'apply-mixed'));
    const error = await kubectlApply(kubectl, {files: ['ok.yaml', 'bad.yaml']}).catch((error: unknown) => error);
    if (!(error instanceof PartialFailure)) throw error;
    expect(told(error.changes)).toEqual([
      'configmap/a configured',
      'deployment.apps/web configured',
      `${role} configured`,
      `${crd} configured`,
      'configmap/b created',
    ]);
    expect(error).toMatchObject({
      family: 'external',
      code: 'KF703',
      hint: expect.stringContaining('CRD is not there yet'),
    });
    expect(error.message).toMatch(/^kubectl apply failed: .*no matches for kind "Gadget"/);
    expect(error.message).toMatch(
      /\(what went through: configmap\/a configured, (\S+ configured, ){3}configmap\/b created\)$/,
    );
    expect(error.command?.output).toContain('strict decoding error: unknown field "spec.replica"');
  });

  test('an error after which nothing went through is a plain one', async () => {
    const {kubectl} = fake(sample('kubectl', 'apply-missing-file'));
    const error = await kubectlApply(kubectl, {files: ['missing.yaml']}).catch((error: unknown) => error);
    expect(isKflowError(error) && !(error instanceof PartialFailure)).toBe(true);
    expect(error).toMatchObject({message: 'kubectl apply failed: the path "missing.yaml" does not exist'});
  });

  test('a delete counts what it deleted, too', async () => {
    const {kubectl} = fake(sample('kubectl', 'delete-kind-missing'));
    const error = await kubectlDelete(kubectl, {files: ['x.yaml']}).catch((error: unknown) => error);
    expect(error instanceof PartialFailure && told(error.changes)).toEqual(['configmap/b deleted in default']);
  });

  test('a long list is cut', () => {
    const changes = Array.from({length: 25}, (_, index) => ({object: `configmap/c${index}`, action: 'created'}));
    expect(describeChanges(changes)).toMatch(/^configmap\/c0 created, .*configmap\/c9 created and 15 more$/);
    expect(describeChanges([{object: 'configmap/a', action: 'unchanged'}])).toBe('1 unchanged');
  });
});
