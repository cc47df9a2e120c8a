import {configSchema} from '@kflow/runners';

/** What a step gives the runner. */
export interface PostgresDatabaseConfig {
  database: string;
  owner?: string;
  secret: string;
  selector: string;
  container?: string;
  podNamespace?: string;
  superuser?: string;
  host?: string;
  keepData?: boolean;
}

/** Postgres cuts longer names off without a word, and two of them may then be the same. */
const name = {type: 'string', minLength: 1, maxLength: 63} as const;

export const postgresDatabaseSchema = configSchema<PostgresDatabaseConfig>()({
  type: 'object',
  properties: {
    database: {...name, description: 'The database.', examples: ['app']},
    owner: {...name, description: 'The role that owns it, and may log in. Default: called as the database.'},
    secret: {
      type: 'string',
      pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$',
      description: 'The Secret with PGDATABASE, PGUSER, PGPASSWORD, and PGHOST if `host` is given.',
      examples: ['app-database'],
    },
    selector: {
      type: 'string',
      minLength: 1,
      description: 'Finds the pod that Postgres runs in.',
      examples: ['app=postgres'],
    },
    container: {type: 'string', description: 'The container of that pod. Default: its first.'},
    podNamespace: {type: 'string', description: "The namespace of that pod. Default: the step's."},
    superuser: {...name, description: 'The role that psql logs in as, in the pod.', default: 'postgres'},
    host: {
      type: 'string',
      description: 'Where apps reach Postgres: goes into the Secret.',
      examples: ['postgres.data'],
    },
    keepData: {type: 'boolean', description: 'Leave database, role and Secret alone on destroy.', default: false},
  },
  required: ['database', 'secret', 'selector'],
  additionalProperties: false,
});
