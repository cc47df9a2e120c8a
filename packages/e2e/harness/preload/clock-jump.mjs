/**
 * Preloaded into kflow: after `KFLOW_TEST_JUMP`'s `after` milliseconds, the clock on the wall (`Date`) jumps by its `by` milliseconds. What
 * measures how long something takes (`performance.now`) goes on as before, as on a machine whose clock is set.
 */
const {after, by} = JSON.parse(process.env.KFLOW_TEST_JUMP);
const RealDate = Date;
const begin = performance.now();
const shift = () => (performance.now() - begin >= after ? by : 0);

globalThis.Date = class extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now() + shift());
    else super(...args);
  }
  static now() {
    return RealDate.now() + shift();
  }
};
