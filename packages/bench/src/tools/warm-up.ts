import {spawn} from 'node:child_process';
import {once} from 'node:events';

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
  for (const verb of ['apply', 'apply', 'delete']) {
    const child = spawn('kubectl', [verb, '-n', 'default', '-f', '-'], {
      env,
      signal,
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => undefined).end(objects);
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`kubectl ${verb} failed: ${stderr.trim()}`);
  }
}
