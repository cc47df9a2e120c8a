import {readFileSync, statSync} from 'node:fs';
import {homedir} from 'node:os';
import {delimiter, join} from 'node:path';
import {processEnvironment} from '../../ports/environment.js';
import type {Environment} from '../../ports/environment.js';

/** Which kubeconfig kubectl will read. */
export interface GuessRequest {
  /** Path of `--kubeconfig`. */
  kubeconfig?: string;
  /** What kubectl inherits. Default `process.env`. */
  env?: Environment;
}

/** Bytes of a kubeconfig above which nobody guesses: reading it would take longer than it saves. */
const largest = 1_000_000;

const currentContext = /^current-context:[ \t]+(?:"([^"\\\r\n]+)"|'([^'\r\n]+)'|([\w][^\s#]*))[ \t]*\r?$/m;

/**
 * The name that the kubeconfig's active context probably has: the first that the files tell which kubectl reads, in its order. It is a guess, as a line
 * says it and no parser: kubectl has to confirm it. Undefined where there is none. Nothing else of the files is looked at or kept.
 */
export function guessContext({kubeconfig, env = processEnvironment()}: GuessRequest): string | undefined {
  for (const path of kubeconfigPaths(kubeconfig, env)) {
    const found = currentContext.exec(textOf(path));
    const name = found?.[1] ?? found?.[2] ?? found?.[3];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Source: k8s.io/client-go/tools/clientcmd/loader.go, NewDefaultClientConfigLoadingRules. */
function kubeconfigPaths(kubeconfig: string | undefined, env: Environment): string[] {
  if (kubeconfig !== undefined) return [kubeconfig];
  if (env.KUBECONFIG) return env.KUBECONFIG.split(delimiter).filter((path) => path !== '');
  const home = process.platform === 'win32' ? homedir() : env.HOME;
  return home ? [join(home, '.kube', 'config')] : [];
}

/** A pipe is left to kubectl: what is read of it is gone. */
function textOf(path: string): string {
  try {
    const found = statSync(path);
    return found.isFile() && found.size <= largest ? readFileSync(path, 'utf8') : '';
  } catch {
    return '';
  }
}
