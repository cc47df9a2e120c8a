import type {ConfigMapSpec} from '@kflow/core';
import {KflowError} from '../errors/kflow-error.js';
import {dataHandler} from './data/data-handler.js';
import {configMapObject} from './data/data-object.js';
import type {StepHandler} from './step-handler.js';

/** A ConfigMap. */
export const configmapHandler: StepHandler = dataHandler<ConfigMapSpec>('configmap', {
  kind: 'ConfigMap',
  specOf({step: {spec, id}}) {
    if (spec.kind === 'configmap') return spec;
    throw new KflowError('bug', 'KF901', `${id} is no configmap step`);
  },
  build: configMapObject,
  secretsOf: () => [],
  shown: (object) => object,
});
