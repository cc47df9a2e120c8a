import {afterEach, describe, expect, test} from '@jest/globals';
import {events} from '../harness/events.js';
import {Project} from '../harness/project.js';
import {run} from '../harness/run.js';
import {configMap, deployment, rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

const steps = (list: string) => `kflow: {version: v1, kind: ResourceDefinition}
name: shop
namespace: NS
steps:
${list}`;

const make = (list: string, manifests: {[name: string]: string} = {}) =>
  new Project().write({
    'kflow.yaml': rootConfig(),
    'resources/shop.yaml': steps(list),
    ...Object.fromEntries(Object.entries(manifests).map(([name, text]) => [`manifests/${name}.yaml`, text])),
  });

const waiting = (text: string) => (line: string) => {
  const event = JSON.parse(line);
  return event.type === 'step.waiting' && event.message.includes(text);
};

describe('wait', () => {
  test('sees a condition, a JSONPath value and an absence that come about after it began', async () => {
    project = make(`  - {name: web, wait: {for: deploy/web, condition: Available}}
  - {name: field, wait: {for: configmap/flag, jsonpath: '{.data.value}=up'}}
  - {name: gone, wait: {for: configmap/flag, delete: true}}
`);
    const {namespace: ns} = project;
    project.write({'web.yaml': deployment('web', {readyAfter: '1s'}), 'flag.yaml': configMap('flag', 'down')});
    await project.kubectl('create', 'namespace', ns);
    const apply = project.start('apply', '--json');
    await apply.line(waiting('deployment/web in namespace'));
    await project.kubectl('apply', '-n', ns, '-f', 'web.yaml');
    await apply.line(waiting('configmap/flag'));
    await project.kubectl('apply', '-n', ns, '-f', 'flag.yaml');
    await apply.line(waiting('waiting for {.data.value}=up'));
    await project.kubectl('patch', '-n', ns, 'configmap/flag', '--type=merge', '-p', '{"data":{"value":"up"}}');
    await apply.line((line) => JSON.parse(line).step === 'shop.gone' && line.includes('step.waiting'));
    await project.kubectl('delete', '-n', ns, 'configmap/flag');
    expect(await apply.ended).toMatchObject({code: 0});
    expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
    expect(await project.exists('deployment/web')).toBe(true);
    await project.kubectl('delete', 'namespace', ns, '--wait=false');
  });

  test('fails when its time is over, and says how things are', async () => {
    project = make(
      `  - {name: web, manifests: [../manifests/web.yaml]}
  - {name: up, wait: {for: deployment/web, condition: Available, timeout: 1}}
`,
      {web: deployment('web', {pod: 'never'})},
    );
    const {code, stderr} = await project.kflow('apply');
    expect(code).toBe(1);
    expect(stderr).toMatch(/KF814|timed out after 1 s/);
    expect(stderr).toMatch(/deployment\/web in namespace .*Available/);
    // kubectl's own wait tells of the same.
    project.write({
      'resources/shop.yaml': steps(
        "  - {name: up, wait: {for: deployment/web, jsonpath: '{.status.availableReplicas}=1', timeout: 1}}\n",
      ),
    });
    const again = await project.kflow('apply');
    expect(again.code).toBe(1);
    expect(again.stderr).toMatch(/timed out after 1 s: deployment\/web/);
    await project.kubectl('delete', 'namespace', project.namespace, '--wait=false');
  });

  test('ends with Ctrl-C at once', async () => {
    project = make('  - {name: never, wait: {for: deployment/web, condition: Available}}\n');
    const apply = project.start('apply', '--json');
    await apply.line(waiting('does not exist'));
    apply.child.kill('SIGINT');
    const {code, stdout} = await apply.ended;
    expect(code).toBe(130);
    expect(events(stdout).at(-1)).toMatchObject({type: 'run.finished', outcome: 'interrupted'});
    expect(await project.exists(`namespace/${project.namespace}`)).toBe(false);
  });
});

describe('rolloutWait', () => {
  test('waits for what others rolled out; an empty namespace is fine', async () => {
    project = make('  - {name: all, rolloutWait: {}}\n');
    const {namespace: ns} = project;
    expect(await project.kflow('apply')).toMatchObject({code: 0});
    await project.kubectl('create', 'namespace', ns);
    project.write({'web.yaml': deployment('web', {readyAfter: '2s'})});
    await project.kubectl('apply', '-n', ns, '-f', 'web.yaml');
    expect(await project.kflow('apply')).toMatchObject({code: 0});
    const path = 'jsonpath={.status.availableReplicas}';
    expect(await project.kubectl('get', 'deployment/web', '-n', ns, '-o', path)).toBe('1');
    await project.kubectl('delete', 'namespace', ns, '--wait=false');
  });

  test('fails early with what the pods say, and leaves out what its selector does not find', async () => {
    project = make('  - {name: all, rolloutWait: {kinds: [deployment], selector: app=bad}}\n');
    const {namespace: ns} = project;
    await project.kubectl('create', 'namespace', ns);
    project.write({
      'bad.yaml': deployment('bad', {pod: 'image-pull'}),
      'slow.yaml': deployment('slow', {pod: 'never'}),
    });
    await project.kubectl('apply', '-n', ns, '-f', 'bad.yaml', '-f', 'slow.yaml');
    const {code, stderr} = await project.kflow('apply');
    expect(code).toBe(1);
    expect(stderr).toMatch(/deployment\/bad/);
    expect(stderr).toMatch(/ImagePull/);
    expect(stderr).not.toMatch(/slow/);
    await project.kubectl('delete', 'namespace', ns, '--wait=false');
  });
});

test('a dry run waits for nothing, and what it prints waits when it is pasted', async () => {
  project = make(
    `  - {name: web, manifests: [../manifests/web.yaml]}
  - {name: up, wait: {for: deployment/web, condition: Available}}
  - {name: count, wait: {for: deployment/web, jsonpath: '{.status.availableReplicas}=1'}}
  - {name: all, rolloutWait: {selector: app=web}}
`,
    {web: deployment('web', {readyAfter: '1s'})},
  );
  const {code, stdout} = await project.kflow('apply', '--dry-run');
  expect(code).toBe(0);
  expect(stdout).toMatch(/kubectl wait deployment\/web --for=condition=Available --timeout=120s/);
  expect(stdout).toMatch(/kubectl rollout status statefulset/);
  const pasted = await run('bash', ['-euc', stdout], {cwd: project.home, env: project.env});
  expect(pasted).toMatchObject({code: 0});
  expect(pasted.stdout).toMatch(/deployment.apps\/web condition met/);
  await project.kubectl('delete', 'namespace', project.namespace, '--wait=false');
});
