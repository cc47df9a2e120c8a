import type {CommandOutcome, RunnerContext} from '@kflow/runners';
import type {PostgresDatabaseConfig} from './config.js';

/**
 * Runs SQL in the Postgres pod. It goes to psql's standard input: what stands in a command line, everybody on the machine and in the pod
 * can read, and the API server may log.
 */
export function psql(
  ctx: RunnerContext<PostgresDatabaseConfig>,
  sql: string,
  options: {mutating: boolean; check?: boolean; secrets?: string[]},
): Promise<CommandOutcome> {
  const {selector, container, podNamespace: namespace, superuser = 'postgres'} = ctx.config;
  const flags = ['--no-psqlrc', '--no-password', '--quiet', '--tuples-only', '--no-align', '--set', 'ON_ERROR_STOP=1'];
  const command = ['psql', ...flags, '--username', superuser, '--dbname', 'postgres', '--file', '-'];
  return ctx.kubectlExec(command, {
    ...options,
    selector,
    stdin: sql,
    ...(container === undefined ? {} : {container}),
    ...(namespace === undefined ? {} : {namespace}),
  });
}
