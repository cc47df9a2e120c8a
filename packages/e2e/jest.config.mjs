import {preset} from '@kflow/dev/jest';

export default preset(import.meta.url, {
  globalSetup: '<rootDir>/harness/global-setup.mjs',
  // It needs kflow-py, and so a Python with its packages: for those who have it.
  testPathIgnorePatterns: process.env.KFLOW_PY_BIN ? [] : ['/beside-kflow-py\\.test\\.ts$'],
  globalTeardown: '<rootDir>/harness/global-teardown.mjs',
  // A cold API server, two cores, a real rollout: long enough that only a hang reaches it.
  testTimeout: 180_000,
});
