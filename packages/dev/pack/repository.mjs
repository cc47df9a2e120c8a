import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../root.mjs';

/**
 * The public address of the sources, such as `https://host/owner/name`: `repository` of the workspace's package.json, else, in GitHub
 * Actions, the repository that the workflow runs for. Undefined when neither says one: then the packages name none.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function repositoryAddress(env = process.env) {
  const {repository} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const said = typeof repository === 'string' ? repository : repository?.url;
  if (said) return said.replace(/^git\+/, '').replace(/\.git$/, '');
  if (env.GITHUB_SERVER_URL && env.GITHUB_REPOSITORY) return `${env.GITHUB_SERVER_URL}/${env.GITHUB_REPOSITORY}`;
  return undefined;
}
