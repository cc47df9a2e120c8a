import {expect, test} from '@jest/globals';
import {buildGraph, createPlan, renderDot, renderJson, renderOrder, renderTree} from '../../src/index.js';
import {declareProject} from '../graph/declare-project.js';

const project = declareProject(['infra', 'apps'], {
  longhorn: {phase: 'infra', steps: {crds: [], helm: []}, kinds: {helm: 'helm'}},
  gate: {phase: 'apps', dependsOn: ['longhorn']},
  web: {phase: 'apps', dependsOn: ['gate', 'api'], steps: {deploy: ['config'], config: [], smoke: ['longhorn.helm']}},
  api: {phase: 'apps', steps: {m: ['web']}},
  early: {phase: 'infra', dependsOn: ['web'], steps: {m: [], n: []}},
});
project.phases[0]!.description = 'Storage "first"';
const graph = buildGraph(project);

test('tree', () => {
  expect(renderTree(project, graph)).toMatchInlineSnapshot(`
    "infra  Storage "first"
    ├── longhorn
    │   ├── crds  script 1 line
    │   └── helm  helm web as longhorn
    └── early  not after web (later phase)
        ├── m  script 1 line
        └── n  script 1 line

    apps
    ├── gate  after longhorn
    ├── web  after gate; not after api (cycle)
    │   ├── deploy  script 1 line  not after web.config (cycle)
    │   ├── config  script 1 line
    │   └── smoke   script 1 line  after longhorn.helm
    └── api
        └── m  script 1 line  after web"
  `);
});

test('order', () => {
  const {plan} = createPlan(project, graph, {operation: 'apply'});
  expect(renderOrder(plan!)).toMatchInlineSnapshot(`
    "infra
      1. longhorn.crds  script 1 line
      2. longhorn.helm  helm web as longhorn
      3. early.m        script 1 line
      4. early.n        script 1 line

    apps
      5. web.deploy     script 1 line
      6. web.config     script 1 line
      7. web.smoke      script 1 line
      8. api.m          script 1 line"
  `);
});

test('dot', () => {
  expect(renderDot(project, graph)).toMatchInlineSnapshot(`
    "digraph kflow {
      rankdir=LR;
      node [shape=box];
      subgraph "cluster_0" {
        label="infra: Storage \\"first\\"";
        "longhorn.crds" [tooltip="script 1 line"];
        "longhorn.helm" [tooltip="helm web as longhorn"];
        "early.m" [tooltip="script 1 line"];
        "early.n" [tooltip="script 1 line"];
      }
      subgraph "cluster_1" {
        label="apps";
        "gate/ready" [label="gate", style=dashed];
        "web.deploy" [tooltip="script 1 line"];
        "web.config" [tooltip="script 1 line"];
        "web.smoke" [tooltip="script 1 line"];
        "api.m" [tooltip="script 1 line"];
      }
      "longhorn.helm" -> "gate/ready";
      "longhorn.crds" -> "longhorn.helm";
      "early.m" -> "early.n";
      "gate/ready" -> "web.deploy";
      "web.deploy" -> "web.config";
      "longhorn.helm" -> "web.smoke";
      "web.config" -> "web.smoke";
      "web.smoke" -> "api.m";
      "web.smoke" -> "early.m" [style=dashed, constraint=false, label="later phase"];
      "web.config" -> "web.deploy" [style=dashed, constraint=false, label="cycle"];
      "api.m" -> "web.deploy" [style=dashed, constraint=false, label="cycle"];
    }"
  `);
});

test('dot quotes what has to be', () => {
  const odd = declareProject([], {'a"b': {steps: {'c\\d': []}}, x: {steps: {m: ['a"b']}}});
  expect(renderDot(odd, buildGraph(odd))).toContain('  "a\\"b.c\\\\d" -> "x.m";');
});

test('json is the graph', () => {
  expect(JSON.parse(renderJson(graph))).toEqual(JSON.parse(JSON.stringify(graph)));
});

test('an empty project', () => {
  const empty = declareProject([], {});
  expect(renderTree(empty, buildGraph(empty))).toBe('default\n└── (no resources)');
  expect(renderOrder(createPlan(empty, buildGraph(empty), {operation: 'apply'}).plan!)).toBe('');
});
