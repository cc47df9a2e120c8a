import {FaultProxy} from './fault-proxy.js';
import {Project} from './project.js';
import {start} from './run.js';
import type {HelmMajor} from './sandbox.js';
import {configMap, deployment, resource, rootConfig} from './yaml.js';

/**
 * A project with a bit of everything, and a proxy before its API server: a ConfigMap and a Deployment by kubectl, a release by helm, in a namespace that
 * kflow makes.
 */
export class FaultScene {
  private constructor(
    readonly project: Project,
    readonly proxy: FaultProxy,
  ) {}

  static async open(helm: HelmMajor = 4): Promise<FaultScene> {
    const project = new Project(helm).write({
      'kflow.yaml': rootConfig(),
      'resources/web.yaml': resource('web', 'web.yaml'),
      'chart/Chart.yaml': 'apiVersion: v2\nname: chart\nversion: 1.0.0\n',
      'chart/templates/config.yaml': configMap('rel', '{{ .Values.value }}'),
    });
    const scene = new FaultScene(project, await FaultProxy.open(project));
    scene.want('1', 1);
    return scene;
  }

  /** Opens one for as long as a test runs: for tests that run beside each other. */
  static async during(helm: HelmMajor, test: (scene: FaultScene) => Promise<void>): Promise<void> {
    const scene = await FaultScene.open(helm);
    try {
      await test(scene);
    } finally {
      await scene.close();
    }
  }

  /**
   * Writes what the cluster is to be.
   *
   * @param readyAfter how long pods of the Deployment take, e.g. `2s`
   */
  want(value: string, replicas: number, readyAfter?: string): void {
    this.project.write({
      'resources/rel.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: rel
namespace: NS
helm: {chart: ../chart, values: {value: "${value}"}}
`,
      'manifests/web.yaml': `${configMap('conf', value)}---\n${deployment('web', {replicas, readyAfter})}`,
    });
  }

  /** Makes it all without kflow and past the proxy, so that an apply finds something to change. */
  async make(): Promise<void> {
    const {project} = this;
    const {namespace} = project;
    await project.kubectl('create', 'namespace', namespace);
    const run = async (tool: string, ...args: string[]) => {
      const {code, stderr} = await start(tool, [...args, '-n', namespace], {cwd: project.dir, env: project.env}).ended;
      if (code !== 0) throw new Error(`${tool}: ${stderr}`);
    };
    await run('kubectl', 'apply', '-f', 'manifests/web.yaml');
    await run('helm', 'upgrade', '--install', 'rel', './chart', '--set', 'value=1');
  }

  /** Runs `kflow apply` through the proxy. */
  apply(...args: string[]) {
    return this.project.kflow('apply', ...args, '--kubeconfig', this.proxy.kubeconfig);
  }

  /** What the cluster is, asked past the proxy: both values, the replicas, and the release's last revision's status. */
  async found(): Promise<{conf: string; rel: string; replicas: string; status: string | undefined}> {
    const get = (what: string, path: string, ...more: string[]) =>
      this.project.kubectl('get', ...what.split(' '), ...more, '-n', this.project.namespace, '-o', `jsonpath=${path}`);
    const records = '{range .items[*]}{.metadata.labels.version} {.metadata.labels.status}{"\\n"}{end}';
    const [conf, rel, replicas, revisions] = await Promise.all([
      get('configmap conf', '{.data.value}'),
      get('configmap rel', '{.data.value}'),
      get('deployment web', '{.spec.replicas}/{.status.readyReplicas}'),
      get('secrets', records, '-l', 'owner=helm,name=rel'),
    ]);
    const last = revisions
      .trim()
      .split('\n')
      .sort((left, right) => Number.parseInt(left, 10) - Number.parseInt(right, 10))
      .at(-1);
    return {conf, rel, replicas, status: last?.split(' ')[1]};
  }

  async close(): Promise<void> {
    await this.proxy.close();
    this.project.remove();
  }
}
