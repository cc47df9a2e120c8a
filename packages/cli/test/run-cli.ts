import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

/** The built CLI. */
export const bin = fileURLToPath(new URL('../bin/kflow.cjs', import.meta.url));

/** How the CLI ended. */
export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A kflow project in a directory of its own, for a user who has nothing: no kubeconfig, no tools, an empty home. */
export class TemporaryProject {
  readonly dir = mkdtempSync(join(tmpdir(), 'kflow-cli-'));
  // Nothing is kept for a second run: there is one of most commands, and what is in the directory is looked at.
  env: NodeJS.ProcessEnv = {
    PATH: this.dir,
    HOME: this.dir,
    LANG: 'en_US.UTF-8',
    NODE_DISABLE_COMPILE_CACHE: '1',
  };

  constructor(files: {[path: string]: string} = {}) {
    for (const [path, text] of Object.entries(files)) {
      const file = join(this.dir, path);
      mkdirSync(dirname(file), {recursive: true});
      writeFileSync(file, text);
    }
  }

  /** Runs the built CLI in the project's directory, with empty standard input and without a terminal. */
  kflow(...args: string[]): Promise<Outcome> {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: this.dir,
      env: this.env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    // A process that ends before its input is closed (EPIPE) is judged by how it ended.
    child.stdin.on('error', () => undefined).end();
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({code, stdout, stderr}));
    });
  }

  remove(): void {
    rmSync(this.dir, {recursive: true, force: true});
  }
}

const definition = (name: string, more: string) =>
  `kflow: {version: v1, kind: ResourceDefinition}\nname: ${name}\n${more}\nmanifests: [../manifests/${name}.yaml]\n`;
const configMap = (name: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\n`;

/** Two phases, two resources, nothing to complain of. */
export const goodFiles = {
  'kflow.yaml': 'kflow: {version: v1, kind: Config}\nphases: [base, apps]\nresources: [resources]\n',
  'resources/db.yaml': definition('db', 'phase: base'),
  'resources/web.yaml': definition('web', 'phase: apps\ndependsOn: [db]'),
  'manifests/db.yaml': configMap('db'),
  'manifests/web.yaml': configMap('web'),
};

/** The same, with a dependency on a later phase, which is a warning. */
export const warnedFiles = {...goodFiles, 'resources/db.yaml': definition('db', 'phase: base\ndependsOn: [web]')};

/** The same, with an unknown key and an unknown phase. */
export const brokenFiles = {...goodFiles, 'resources/web.yaml': definition('web', 'phase: nowhere\ndependOn: [db]')};
