// The port of warm_up_runner.py.

import {BaseRunner} from '@kflow/runners';
import type {RunnerContext} from '@kflow/runners';

interface WarmUpConfig {
  workload: string;
}

export class WarmUpRunner extends BaseRunner<WarmUpConfig> {
  static override runnerName = 'warm-up';
  static override description = 'Asks the workload for its first page.';

  override async apply(ctx: RunnerContext<WarmUpConfig>): Promise<void> {
    await ctx.kubectlExec(['sh', '-c', 'echo warm'], {selector: `app=${ctx.config.workload}`});
  }

  override async restart(ctx: RunnerContext<WarmUpConfig>): Promise<void> {
    if (ctx.operation === 'restart' && !ctx.resource.selector) {
      await ctx.rolloutRestart(`deployment/${ctx.config.workload}`);
    }
  }
}
