import {preset} from '@kflow/dev/jest';

export default preset(import.meta.url, {
  globalSetup: '<rootDir>/harness/global-setup.mjs',
  globalTeardown: '<rootDir>/harness/global-teardown.mjs',
  // A cold API server, two cores, a real rollout: long enough that only a hang reaches it.
  testTimeout: 180_000,
});
