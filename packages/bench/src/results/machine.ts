import {arch, availableParallelism, cpus, platform, totalmem} from 'node:os';
import {readFileSync} from 'node:fs';
import type {Bench} from '../bench.js';
import {helmfileVersion} from '../tools/programs.js';
import {kflowPyVersion} from '../tools/install-kflow-py.js';
import {outputOf} from '../tools/output-of.js';
import type {Machine} from './results.js';

/** What a reader has to know of where it was measured. Without a cluster, kubectl and helm have no part in it. */
export async function describeMachine(bench: Bench, hasCluster: boolean): Promise<Machine> {
  const {version} = JSON.parse(readFileSync(new URL('../../../cli/package.json', import.meta.url), 'utf8'));
  const versions: Machine['versions'] = {kflow: version, Node: process.version.slice(1)};
  if (bench.kflowPy !== undefined) versions['kflow-py'] = kflowPyVersion;
  if (bench.helmfile !== undefined) versions['helmfile'] = helmfileVersion;
  if (hasCluster) {
    const kubectl = JSON.parse(await outputOf('kubectl', ['version', '-o', 'json'], {env: bench.env}));
    versions['Kubernetes'] = kubectl.serverVersion.gitVersion.slice(1);
    versions['kubectl'] = kubectl.clientVersion.gitVersion.slice(1);
    const helm = await outputOf('helm', ['version', '--template', '{{.Version}}'], {env: bench.env});
    versions['helm'] = helm.trim().slice(1);
  }
  return {
    cores: availableParallelism(),
    model: cpus()[0]?.model.trim() ?? 'unknown',
    memory: Math.round(totalmem() / 2 ** 30),
    platform: `${platform()} ${arch()}`,
    versions,
  };
}
