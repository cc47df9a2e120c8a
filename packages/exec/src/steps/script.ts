import type {ScriptSpec} from '@kflow/core';
import {defineStepKind, type StepKindContext} from '@kflow/runners';
import {KflowError} from '../errors/kflow-error.js';
import {stepKindHandler} from '../plugins/step-kind-handler.js';
import type {StepContext, StepHandler} from './step-handler.js';

type ScriptBlock = Omit<ScriptSpec, 'kind'>;

const kind = defineStepKind<ScriptBlock>({
  apply: (ctx) => run(ctx, ctx.block.run),
  destroy: (ctx) => run(ctx, ctx.block.onDestroy),
  reload: (ctx) => run(ctx, ctx.block.onReload ?? ctx.block.run),
});

/** The user's own bash script on the machine that runs kflow. It has no more of kflow than the step kind of a plugin. */
export const scriptHandler: StepHandler = stepKindHandler(kind, {name: 'script', blockOf});

async function run(ctx: StepKindContext<ScriptBlock>, script: string | undefined): Promise<void> {
  if (!script) return;
  // It may print without end.
  await ctx.run(['bash', '-c', script], {cwd: ctx.block.workdir, what: 'the script', keepOutput: false});
}

function blockOf({step}: StepContext): {[key: string]: unknown} {
  if (step.spec.kind !== 'script') throw new KflowError('bug', 'KF901', `${step.id} is no script step`);
  const {kind: _, ...block} = step.spec;
  return block;
}
