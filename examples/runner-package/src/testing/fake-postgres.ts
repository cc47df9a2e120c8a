import type {FakeCluster} from '@kflow/runners/testing';

/** A made-up Postgres and the Secrets beside it, for the tests. */
export class FakePostgres {
  roles = new Map<string, string>();
  /** Owners by database. */
  databases = new Map<string, string>();
  secrets = new Set<string>();
  /** Whether its pod is there. */
  running = true;

  /** Answers what the runner asks and orders; anything else is left to others. */
  readonly answer: FakeCluster = ({args, stdin = ''}) => {
    if (args[0] === 'get' && args[1] === 'secret')
      return {stdout: this.secrets.has(args[2]!) ? `secret/${args[2]}\n` : ''};
    if (args[0] === 'get' && args[1] === 'pods') return {stdout: this.running ? 'pod/pod-0\n' : ''};
    if (args[0] === 'delete' && args[1] === 'secret') return void this.secrets.delete(args[2]!);
    if (args[0] === 'apply')
      return void this.secrets.add((JSON.parse(stdin) as {metadata: {name: string}}).metadata.name);
    return args[0] === 'exec' ? this.run(stdin) : undefined;
  };

  private run(sql: string): {stdout?: string; exitCode?: number; stderr?: string} {
    const [, role = ''] = /rolname = '([^']*)'/.exec(sql) ?? [];
    const [, asked = ''] = /datname = '([^']*)'/.exec(sql) ?? [];
    if (sql.startsWith('SELECT')) {
      const owner = this.databases.get(asked) ?? null;
      return {stdout: `${JSON.stringify({role: this.roles.has(role), owner, bytes: owner && 7_600_000})}\n`};
    }
    const [, verb, kind, name = ''] = /^(CREATE|ALTER|DROP) (ROLE|DATABASE) (?:IF EXISTS )?"([^"]*)"/.exec(sql) ?? [];
    const things = kind === 'ROLE' ? this.roles : this.databases;
    if (verb === 'CREATE' && things.has(name)) return {exitCode: 3, stderr: `ERROR:  "${name}" already exists`};
    if (verb === 'DROP') things.delete(name);
    else things.set(name, kind === 'ROLE' ? /PASSWORD '([^']*)'/.exec(sql)![1]! : /OWNER "([^"]*)"/.exec(sql)![1]!);
    return {};
  }
}
