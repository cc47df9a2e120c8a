import {expect, test} from '@jest/globals';
import {BaseRunner, runnerBrand} from '../src/index.js';
import {fakeContext} from '../src/testing.js';

const hooks = ['preApply', 'apply', 'postApply', 'preDestroy', 'destroy', 'postDestroy', 'restart'] as const;

test('every hook does nothing unless overridden; a runner is healthy and says nothing', async () => {
  const runner = new BaseRunner({a: 1});
  const ctx = fakeContext({config: {a: 1}});
  for (const hook of hooks) expect(await runner[hook](ctx)).toBeUndefined();
  expect(await runner.reload(ctx)).toBeUndefined();
  expect(await runner.status(ctx)).toBeUndefined();
  expect(await runner.health(ctx)).toBe(true);
  expect(ctx.calls).toEqual([]);
  expect(runner.config).toEqual({a: 1});
});

test('reload applies, also when apply is a property', async () => {
  class Method extends BaseRunner {
    override async apply(ctx: Parameters<BaseRunner['apply']>[0]): Promise<void> {
      ctx.log('method');
    }
  }
  class Property extends BaseRunner {
    override apply = async (ctx: Parameters<BaseRunner['apply']>[0]): Promise<void> => ctx.log('property');
  }
  const ctx = fakeContext({config: {}});
  await new Method({}).reload(ctx);
  await new Property({}).reload(ctx);
  expect(ctx.logs).toEqual(['method', 'property']);
});

test('the brand is inherited, and the same for every copy of the package', () => {
  class Mine extends BaseRunner {}
  expect(runnerBrand).toBe(Symbol.for('kflow.runner'));
  expect([runnerBrand in Mine, Object.hasOwn(Mine, runnerBrand), Object.hasOwn(BaseRunner, runnerBrand)]).toEqual([
    true,
    false,
    true,
  ]);
});
