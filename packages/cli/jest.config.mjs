import {preset} from '@kflow/dev/jest';

// Tests that start processes share two cores with everybody else's.
export default preset(import.meta.url, {testTimeout: 60_000});
