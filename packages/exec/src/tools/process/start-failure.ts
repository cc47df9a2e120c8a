import {existsSync} from 'node:fs';
import {KflowError} from '../../errors/kflow-error.js';
import type {CommandRequest} from '../../ports/command-runner.js';

/** Where each tool that kflow runs is to be had. */
const installation: {[tool: string]: string} = {
  kubectl: 'Install it (https://kubernetes.io/docs/tasks/tools/) or add its directory to PATH.',
  helm: 'Install it (https://helm.sh/docs/intro/install/) or add its directory to PATH.',
  docker: 'Install it (https://docs.docker.com/engine/install/) or add its directory to PATH.',
  bash: "Install bash with the system's package manager; kflow runs scripts and `fromCommand` with it.",
};

/**
 * The KflowError `KF701` for a process that could not be started. Node says ENOENT both for a tool and for a working directory that
 * does not exist; the two are told apart here.
 */
export function startFailure(request: CommandRequest, error: NodeJS.ErrnoException): KflowError {
  const {tool, cwd} = request;
  const fail = (message: string, hint?: string) => new KflowError('external', 'KF701', message, {hint, cause: error});
  if (cwd !== undefined && !existsSync(cwd)) {
    return fail(
      `${tool} cannot run in ${cwd}: there is no such directory`,
      'Create the directory, or correct its path.',
    );
  }
  const isPath = /[\\/]/.test(tool);
  const name = tool.replace(/^.*[\\/]/, '').replace(/\.exe$/i, '');
  switch (error.code) {
    case 'ENOENT':
      return isPath
        ? fail(
            `${tool} was not found`,
            'Check the path; when the file is there, the interpreter that it names is missing.',
          )
        : fail(`${tool} was not found on PATH`, installation[name] ?? 'Install it, or add its directory to PATH.');
    case 'EACCES':
      return fail(`${tool} may not be executed`, 'Give it execute permission (`chmod +x`), or name another one.');
    case 'E2BIG':
      return fail(
        `${tool} could not be started: its arguments are longer than the system allows`,
        'Put large values into a file (for helm: `valuesFiles`).',
      );
    case 'EAGAIN':
    case 'EMFILE':
    case 'ENFILE':
    case 'ENOMEM':
      return fail(
        `${tool} could not be started: the system has no more processes, files or memory to give (${error.code})`,
        'Lower `--concurrency`, or raise the limits (`ulimit -n`, `ulimit -u`).',
      );
    default:
      return fail(`${tool} could not be started: ${error.message}`);
  }
}
