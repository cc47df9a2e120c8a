import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {packageRoot} from '../package-root.js';
import type {Layout} from './layout.js';

/** kwok's configuration: every stage of this package, `kubectl exec` on this machine, `kubectl logs` from files. */
export async function kwokConfig(files: Layout): Promise<string> {
  const folder = join(packageRoot, 'stages');
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort();
  const stages = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  const header = (kind: string): string => `apiVersion: kwok.x-k8s.io/v1alpha1\nkind: ${kind}\nmetadata: {name: all}\n`;
  const exec = `${header('ClusterExec')}spec:\n  execs: [{local: {}}]\n`;
  const log = JSON.stringify({logsFile: files.podLog, previousLogsFile: files.previousPodLog, follow: true});
  const logs = `${header('ClusterLogs')}spec:\n  logs: [${log}]\n`;
  return [...stages, exec, logs].join('\n---\n');
}

/** The lines that a container's log consists of, in the format of a container runtime. `at` is the time of the first. */
export function podLogLines(at: Date, lines: readonly string[]): string {
  return lines.map((line, index) => `${new Date(at.getTime() + index).toISOString()} stdout F ${line}\n`).join('');
}
