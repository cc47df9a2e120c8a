import type {SecretSpec} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import {secretValues} from '../runners/call/secret-values.js';
import {mask} from '../tools/report/redact-secret-data.js';
import {dataHandler} from './data/data-handler.js';
import {secretObject} from './data/data-object.js';
import type {StepHandler} from './step-handler.js';

/** A generic Secret. Its values reach kubectl on standard input, and are shown nowhere. */
export const secretHandler: StepHandler = dataHandler<SecretSpec>('secret', {
  kind: 'Secret',
  specOf({step: {spec, id}}) {
    if (spec.kind === 'secret') return spec;
    throw new KflowError('bug', 'KF901', `${id} is no secret step`);
  },
  build: secretObject,
  secretsOf: (object) => secretValues([object]),
  shown: (object) => ({
    ...object,
    data: Object.fromEntries(Object.keys(object['data'] as object).map((key) => [key, mask])),
  }),
});
