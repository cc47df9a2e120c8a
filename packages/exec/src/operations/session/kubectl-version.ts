import type {CommandRunner} from '../../ports/command-runner.js';

/** kubectl's own version, e.g. `v1.37.2`; undefined when it does not tell. No cluster is asked. */
export async function kubectlVersion(
  commands: CommandRunner,
  kubectl: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const args = ['version', '--client', '-o', 'json'];
  const {exitCode, stdout} = await commands.run({tool: kubectl, args, timeout: 15, signal});
  if (exitCode !== 0) return undefined;
  try {
    return (JSON.parse(stdout) as {clientVersion?: {gitVersion?: string}} | null)?.clientVersion?.gitVersion;
  } catch {
    return undefined;
  }
}
