import {spawn, type SpawnOptions} from 'node:child_process';
import {once} from 'node:events';
import {mkdirSync} from 'node:fs';
import {kflow} from '../peers/kflow.js';
import {operations} from '../peers/peer.js';
import {writeManifestProject} from '../project/manifest-project.js';
import {makeUnits} from '../project/units.js';

const objects = `apiVersion: v1
kind: ConfigMap
metadata: {name: warm-up}
---
apiVersion: v1
kind: Service
metadata: {name: warm-up}
spec: {ports: [{port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: warm-up}
spec:
  replicas: 0
  selector: {matchLabels: {app: warm-up}}
  template:
    metadata: {labels: {app: warm-up}}
    spec: {containers: [{name: app, image: registry.example.com/app:1}]}
`;

/**
 * Lets kubectl fill its cache of what the API server serves, in the home directory that `env` names: it is kept for hours, so who comes first
 * must not pay for it. Throws when kubectl fails.
 */
export async function warmUp(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
  // Applied again, it reads what it does not at first.
  for (const verb of ['apply', 'apply', 'delete'])
    await run('kubectl', [verb, '-n', 'default', '-f', '-'], {env, signal}, objects);
}

/**
 * Lets kflow keep its code, as Python has what it compiled beside its modules: only the first run of each command does without. Throws when kflow fails.
 *
 * @param dir where the project that it takes through its life is made and left
 */
export async function warmUpKflow(env: NodeJS.ProcessEnv, dir: string, signal: AbortSignal): Promise<void> {
  const units = makeUnits({resources: 1, phases: 1, readyAfterMs: 0, hasDependencies: false});
  mkdirSync(dir);
  writeManifestProject(dir, units, 'warm-up');
  for (const operation of operations) {
    const {file, args, cwd} = kflow.command(operation, {dir})!;
    await run(file, args, {env, cwd, signal});
  }
}

async function run(file: string, args: readonly string[], options: SpawnOptions, input = ''): Promise<void> {
  const child = spawn(file, args, {...options, stdio: ['pipe', 'ignore', 'pipe']});
  let stderr = '';
  child.stderr!.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdin!.on('error', () => undefined).end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${file} ${args.join(' ')} failed: ${stderr.trim()}`);
}
