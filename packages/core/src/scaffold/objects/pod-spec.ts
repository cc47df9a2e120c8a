import {field, isMap} from './field.js';
import type {AnyMap} from './field.js';
import type {ScaffoldObject} from '../unit.js';

const templates: {[kind: string]: string[]} = {
  'apps/Deployment': ['spec', 'template'],
  'apps/StatefulSet': ['spec', 'template'],
  'apps/DaemonSet': ['spec', 'template'],
  'apps/ReplicaSet': ['spec', 'template'],
  '/ReplicationController': ['spec', 'template'],
  'batch/Job': ['spec', 'template'],
  'batch/CronJob': ['spec', 'jobTemplate', 'spec', 'template'],
  '/Pod': [],
};

/** Whether an object runs pods. */
export function isWorkload({group, kind}: Pick<ScaffoldObject, 'group' | 'kind'>): boolean {
  return Object.hasOwn(templates, `${group}/${kind}`);
}

/** The pod (`metadata` and `spec`) that a workload runs; undefined for anything else. */
export function podOf({group, kind, body}: ScaffoldObject): AnyMap | undefined {
  const path = Object.hasOwn(templates, `${group}/${kind}`) ? templates[`${group}/${kind}`]! : undefined;
  const pod = path && field(body, ...path);
  return isMap(pod) ? pod : undefined;
}
