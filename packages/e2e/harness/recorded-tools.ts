import {chmodSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {execFileSync} from 'node:child_process';
import type {Project} from './project.js';

const recorded = ['kubectl', 'helm', 'bash', 'docker'];

/**
 * Puts programs before the project's kubectl, helm, bash and docker that write down the arguments they get, one call a file, and then become the real one.
 * docker, which is not there, builds nothing and shows its build arguments, as BuildKit does.
 *
 * @returns every argument vector so far
 */
export function recordTools(project: Project): () => string {
  const tools = join(project.dir, 'recorded-tools');
  const log = join(project.dir, 'recorded-arguments');
  mkdirSync(tools);
  mkdirSync(log);
  for (const tool of recorded) {
    const real = tool === 'docker' ? '' : which(tool, project.env.PATH ?? '');
    const become = real === '' ? 'env; exit ${DOCKER_EXIT:-0}' : `exec '${real}' "$@"`;
    const record = `for argument in ${tool} "$@"; do printf '%s\\n' "$argument"; done > '${log}'/$$`;
    writeFileSync(join(tools, tool), `#!/bin/sh\n${record}\n${become}\n`);
    chmodSync(join(tools, tool), 0o755);
  }
  project.env.PATH = [tools, project.env.PATH].join(delimiter);
  return () =>
    readdirSync(log)
      .map((name) => readFileSync(join(log, name), 'utf8'))
      .join('\n');
}

function which(tool: string, path: string): string {
  return execFileSync('/bin/sh', ['-c', `command -v ${tool}`], {env: {PATH: path}, encoding: 'utf8'}).trim();
}
