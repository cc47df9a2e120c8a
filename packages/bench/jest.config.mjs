import {preset} from '@kflow/dev/jest';

export default preset(import.meta.url);
