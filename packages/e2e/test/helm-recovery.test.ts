import {afterEach, describe, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import type {HelmMajor} from '../harness/sandbox.js';
import {until} from '../harness/until.js';
import {rootConfig} from '../harness/yaml.js';

let project: Project;
afterEach(() => project.remove());

/** A chart whose hook, a Job of a pod that never ends, keeps helm busy while `slow` is set. */
function scene(helm: HelmMajor): Project {
  return new Project(helm).write({
    'kflow.yaml': rootConfig(),
    'resources/web.yaml': release('one', true),
    'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
    'chart/templates/config.yaml': `apiVersion: v1
kind: ConfigMap
metadata: {name: web}
data: {value: {{ .Values.value | quote }}}
`,
    'chart/templates/hook.yaml': `{{- if .Values.slow }}
apiVersion: batch/v1
kind: Job
metadata:
  name: slow
  annotations: {helm.sh/hook: "post-install,post-upgrade", helm.sh/hook-delete-policy: before-hook-creation}
spec:
  template:
    metadata: {labels: {sandbox.kflow.dev/pod: never}}
    spec: {restartPolicy: Never, containers: [{name: app, image: registry.example.com/slow}]}
{{- end }}
`,
  });
}

function release(value: string, slow: boolean): string {
  return `kflow: {version: v1, kind: ResourceDefinition}
name: web
namespace: NS
helm: {chart: ../chart, values: {value: ${value}, slow: ${slow}, large: 9007199254740993}}
`;
}

async function helmStatus(): Promise<string> {
  const labels = 'owner=helm,name=web';
  const columns = 'jsonpath={range .items[*]}{.metadata.labels.version}={.metadata.labels.status} {end}';
  return (await project.kubectl('get', 'secrets', '-n', project.namespace, '-l', labels, '-o', columns)).trim();
}

/** kill -9 of helm while it waits for the hook: SIGTERM would let it mark the release as failed. */
async function cutOff(): Promise<void> {
  const running = project.start('apply');
  await until('helm waits for the hook', () => project.exists('job/slow').catch(() => false));
  const helm = (await project.processes()).filter((line) => /^\s*\d+ \S*helm upgrade/.test(line));
  expect(helm).toHaveLength(1);
  process.kill(Number.parseInt(helm[0]!, 10), 'SIGKILL');
  expect((await running.ended).code).toBe(1);
  await until('helm is gone', async () => (await project.processes()).length === 0);
}

describe.each<HelmMajor>([4, 3])('helm %i', (helm) => {
  test('an install that was cut off is taken up again', async () => {
    project = scene(helm);
    await cutOff();
    expect(await helmStatus()).toBe('1=pending-install');
    const uid = await project.kubectl(
      'get',
      'configmap/web',
      '-n',
      project.namespace,
      '-o',
      'jsonpath={.metadata.uid}',
    );
    project.write({'resources/web.yaml': release('two', false)});
    const {code, stderr} = await project.kflow('apply');
    expect(code === 0 ? 'it went through' : stderr).toBe('it went through');
    expect(stderr).toMatch(/release web was left pending-install at revision 1 .* marked failed/s);
    expect(await helmStatus()).toBe('1=superseded 2=deployed');
    // Nothing was deleted on the way.
    const now = ['get', 'configmap/web', '-n', project.namespace, '-o', 'jsonpath={.metadata.uid} {.data.value}'];
    expect(await project.kubectl(...now)).toBe(`${uid} two`);
    expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
    expect(await project.exists('configmap/web')).toBe(false);
  });

  test('kflow killed in the middle of an install: helm does not outlive it, and the next apply goes through', async () => {
    project = scene(helm);
    const running = project.start('apply');
    await until('helm waits for the hook', () => project.exists('job/slow').catch(() => false));
    running.child.kill('SIGKILL');
    await until('helm is gone', async () => (await project.processes()).length === 0);
    project.write({'resources/web.yaml': release('two', false)});
    const {code, stderr} = await project.kflow('apply');
    expect(code === 0 ? 'it went through' : stderr).toBe('it went through');
    expect(await helmStatus()).toMatch(/2=deployed$/);
  });

  test('so is an upgrade, and a destroy of what is pending removes it', async () => {
    project = scene(helm).write({'resources/web.yaml': release('one', false)});
    expect(await project.kflow('apply')).toMatchObject({code: 0});
    project.write({'resources/web.yaml': release('two', true)});
    await cutOff();
    expect(await helmStatus()).toBe('1=deployed 2=pending-upgrade');
    project.write({'resources/web.yaml': release('three', false)});
    const {code, stderr} = await project.kflow('apply');
    expect(code === 0 ? 'it went through' : stderr).toBe('it went through');
    expect(await helmStatus()).toBe('1=superseded 2=failed 3=deployed');
    project.write({'resources/web.yaml': release('four', true)});
    await project.kubectl('delete', 'job/slow', '-n', project.namespace, '--ignore-not-found');
    await cutOff();
    expect(await helmStatus()).toContain('4=pending-upgrade');
    expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
    expect(await helmStatus()).toBe('');
    expect(await project.exists('configmap/web')).toBe(false);
  });
});
