import {execFileSync} from 'node:child_process';
import {fileURLToPath} from 'node:url';

/** As users run it: jest has a module cache of its own that the loader cannot write to. */
export function loadInNode(...paths: string[]): {found: unknown[]; diagnostics: unknown[]; loaded: string[]} {
  const script = fileURLToPath(new URL('./load-in-node.mjs', import.meta.url));
  const env = {...process.env, NODE_OPTIONS: ''};
  return JSON.parse(execFileSync(process.execPath, [script, ...paths], {env, encoding: 'utf8'})) as ReturnType<
    typeof loadInNode
  >;
}
