import type {CommandResult, CommandRunner} from '../../ports/command-runner.js';
import {processEnvironment} from '../../ports/environment.js';
import {goEnvironment} from '../../tools/process/go-environment.js';

/** What kubectl says of itself. */
export interface KubectlVersion {
  result: CommandResult;
  /** E.g. `v1.37.2`; undefined when it failed, or does not tell. */
  version?: string;
  /** Of the kustomize inside it, where it tells. */
  kustomize?: string;
}

/** Asks kubectl for its own version. No cluster is asked. */
export async function kubectlVersion(
  commands: CommandRunner,
  kubectl: string,
  signal?: AbortSignal,
): Promise<KubectlVersion> {
  const args = ['version', '--client', '-o', 'json'];
  const env = goEnvironment(processEnvironment(), 'little');
  const result = await commands.run({tool: kubectl, args, env, timeout: 15, signal});
  if (result.exitCode !== 0) return {result};
  const {clientVersion, kustomizeVersion} = parse(result.stdout);
  return {result, version: clientVersion?.gitVersion, kustomize: kustomizeVersion};
}

function parse(text: string): {clientVersion?: {gitVersion?: string}; kustomizeVersion?: string} {
  try {
    return JSON.parse(text) ?? {};
  } catch {
    return {};
  }
}
