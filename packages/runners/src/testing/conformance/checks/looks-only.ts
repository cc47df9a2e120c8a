import type {RunnerCheck} from '../runner-check.js';
import {runHooks} from '../run-hooks.js';

/** Nobody expects `kflow status` to change a cluster. */
export const looksOnlyCheck: RunnerCheck = {
  title: 'status and health only look, and say what kflow understands',
  async problems(runner, options) {
    const problems: string[] = [];
    for (const operation of ['status', 'health'] as const) {
      const {ctx, result, failure} = await runHooks(runner, options, {operation, situation: 'existing'});
      if (failure !== undefined) problems.push(`${operation} failed: ${failure}`);
      else if (operation === 'health' && !isVerdict(result)) problems.push('health returns no verdict');
      else if (operation === 'status' && result !== undefined && typeof result !== 'string') {
        problems.push('status returns neither a text nor undefined');
      }
      for (const {command} of ctx.calls.filter(({mutating}) => mutating)) {
        problems.push(`${operation} runs a command that is not said to be reading (\`mutating: false\`): ${command}`);
      }
    }
    return problems;
  },
};

function isVerdict(result: unknown): boolean {
  const verdict = typeof result === 'object' && result !== null ? (result as {healthy?: unknown}).healthy : result;
  return typeof verdict === 'boolean';
}
