import type {HelpTopic} from './help-topic.js';

/** The user's own code. */
export const runnersTopic: HelpTopic = {
  name: 'runners',
  summary: 'your own TypeScript or JavaScript behind a step',
  body: `\
A runner is a class of yours that extends BaseRunner from @kflow/runners and overrides what it needs: preApply, apply, postApply, preDestroy, destroy, postDestroy, restart, reload, status, health. A .ts file needs no build step.

  // runners/migrate.ts
  import {BaseRunner, type RunnerContext} from '@kflow/runners';

  export class Migrate extends BaseRunner {
    static override description = 'brings the schema up to date';
    override async apply(ctx: RunnerContext) {
      await ctx.kubectlExec(['migrate', 'up'], {selector: 'app=database'});
    }
  }

  # resources/schema.yaml
  steps:
    - name: migrate
      runner: {class: Migrate, file: ../runners/migrate.ts}

Modules named under \`runners\` of the root config serve all resources; \`file\` names one for a step; \`class: package/Name\` takes it from an npm package.

The context runs your kubectl and helm bound to the run's cluster (ctx.kubectl, ctx.helm, ctx.kubectlExec, ctx.applyManifest), knows ctx.namespace, ctx.config, ctx.dryRun, ctx.signal and ctx.state, and writes with ctx.log and ctx.warn. Calls that change anything are printed and not run under --dry-run. A command that fails throws, unless {check: false}.

\`kflow runners\` lists what was found, \`kflow runners describe NAME\` shows the config of one and a step to paste; plan, graph and list never run any code of yours. \`kflow init --runner\` writes a package with a runner and its test. More in docs/writing-runners.md; @kflow/runners/testing helps to test them.`,
};
