import {expect, test} from '@jest/globals';
import {listProject} from '../src/list-project.js';
import {inMemoryProject} from './in-memory-project.js';

test('resources and steps in the order in which they come, references without those to own steps', async () => {
  const {project, graph} = await inMemoryProject({
    'kflow.yaml':
      'kflow: {version: v1, kind: Config}\nphases: [{name: base, description: first}, apps]\nresources: [r.yaml]\n',
    'r.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: web
phase: apps
dependsOn: [db, db]
steps:
  - {name: deploy, dependsOn: [config, db.data], manifests: [m.yaml]}
  - {name: config, manifests: [m.yaml]}
---
kflow: {version: v1, kind: ResourceDefinition}
name: db
phase: base
description: keeps things
steps: [{name: data, manifests: [m.yaml]}]
---
kflow: {version: v1, kind: ResourceDefinition}
name: idle
phase: base
workloads: [deployment/idle]
`,
    'm.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: m}\n',
  });
  expect(listProject(project, graph)).toEqual({
    phases: [
      {name: 'base', description: 'first', resources: ['db', 'idle']},
      {name: 'apps', resources: ['web']},
    ],
    resources: [
      {
        name: 'db',
        phase: 'base',
        namespace: 'default',
        description: 'keeps things',
        steps: [{name: 'data', kind: 'manifests'}],
        dependsOn: [],
      },
      {name: 'idle', phase: 'base', namespace: 'default', steps: [], dependsOn: []},
      {
        name: 'web',
        phase: 'apps',
        namespace: 'default',
        steps: [
          {name: 'config', kind: 'manifests'},
          {name: 'deploy', kind: 'manifests'},
        ],
        dependsOn: ['db', 'db.data'],
      },
    ],
  });
});
