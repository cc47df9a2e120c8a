import {run} from './run.js';

/** Runs npm in a folder, without anything that is not about its work, and gives its stdout; throws with all it printed when it fails. */
export async function npm(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> {
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const {code, stdout, stderr} = await run('npm', [...args, ...quiet], {cwd, env});
  if (code !== 0) throw new Error(`npm ${args.join(' ')} failed\n${stdout}\n${stderr}`);
  return stdout;
}
