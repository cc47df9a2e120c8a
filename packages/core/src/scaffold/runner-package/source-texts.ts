import type {RunnerNames} from './names.js';

/** src/index.ts: what the package exports is what kflow registers. */
export function indexText({class: name, config, module}: RunnerNames): string {
  return `export {${name}} from './${module}.js';
export type {${config}} from './${module}.js';
`;
}

/** The runner: small, and yet with every hook that most runners need. */
export function runnerText({class: name, config}: RunnerNames): string {
  return `import {BaseRunner, configMapManifest, configSchema} from '@kflow/runners';
import type {RunnerContext} from '@kflow/runners';

/** What a step gives the runner as \`config\`. */
export interface ${config} {
  name: string;
  message?: string;
}

type Context = RunnerContext<${config}>;

export class ${name} extends BaseRunner<${config}> {
  static override description = 'Keeps a message in a ConfigMap.';

  // Checked before anything runs, and by the compiler against the type above.
  static override configSchema = configSchema<${config}>()({
    type: 'object',
    properties: {
      name: {type: 'string', description: 'The ConfigMap.', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$'},
      message: {type: 'string', description: 'What it says.', default: 'hello'},
    },
    required: ['name'],
    additionalProperties: false,
  });

  // Runs whenever somebody applies: what is there already must be no problem.
  override async apply(ctx: Context): Promise<void> {
    const {name, message = 'hello'} = ctx.config;
    await ctx.applyManifest(configMapManifest(name, ctx.namespace, {message}));
    ctx.log(\`\${name} says: \${message}\`);
  }

  // What is gone already must be no problem either.
  override async destroy(ctx: Context): Promise<void> {
    await ctx.kubectl(['delete', 'configmap', ctx.config.name, '--ignore-not-found']);
  }

  override async status(ctx: Context): Promise<string> {
    const said = await this.said(ctx);
    return said === '' ? 'says nothing' : \`says: \${said}\`;
  }

  override async health(ctx: Context): Promise<boolean> {
    return (await this.said(ctx)) === (ctx.config.message ?? 'hello');
  }

  /** Empty when there is no ConfigMap. It only reads, so it runs in a dry run, too. */
  private async said(ctx: Context): Promise<string> {
    const read = ['get', 'configmap', ctx.config.name, '--ignore-not-found', '--output', 'jsonpath={.data.message}'];
    return (await ctx.kubectl(read, {mutating: false})).stdout;
  }
}
`;
}

/** The test: what every runner should do, and what this one does. */
export function testText({class: name, module, object}: RunnerNames): string {
  return `import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {appliedObject, describeRunner, fakeContext} from '@kflow/runners/testing';
import {${name}} from './${module}.js';

const config = {name: '${object}', message: 'good morning'};

// What every runner should do: apply and destroy may run again, a dry run changes nothing, Ctrl-C ends it, and so on.
describeRunner(${name}, {describe, it, config});

describe('${name}', () => {
  it('keeps the message in a ConfigMap', async () => {
    const ctx = fakeContext({config, namespace: 'web'});
    await new ${name}(config).apply(ctx);
    assert.deepEqual(appliedObject(ctx, 'ConfigMap', '${object}')?.data, {message: 'good morning'});
    assert.deepEqual(ctx.logs, ['${object} says: good morning']);
  });

  it('is healthy as long as the message is the right one', async () => {
    const health = (stdout: string) =>
      new ${name}(config).health(fakeContext({config, answers: [{to: 'kubectl get configmap', stdout}]}));
    assert.equal(await health('good morning'), true);
    assert.equal(await health('good night'), false);
    assert.equal(await health(''), false);
  });
});
`;
}
