import {expect, test} from '@jest/globals';
import {buildGraph, renderDot, renderHtml, renderJson, renderMermaid, renderSvg, renderTree} from '../../src/index.js';
import type {ResourceStates} from '../../src/index.js';
import {declareProject} from '../graph/declare-project.js';
import {xmlElements} from './xml-elements.js';

const project = declareProject(['infra', 'empty', 'apps'], {
  longhorn: {phase: 'infra', steps: {crds: [], helm: []}, kinds: {helm: 'helm'}},
  early: {phase: 'infra', dependsOn: ['web'], steps: {m: [], n: []}},
  gate: {phase: 'apps', dependsOn: ['longhorn']},
  web: {phase: 'apps', dependsOn: ['gate', 'api'], steps: {deploy: ['config'], config: [], smoke: ['longhorn.helm']}},
  api: {phase: 'apps', steps: {m: ['web']}},
});
const graph = buildGraph(project);
const states: ResourceStates = new Map([
  ['longhorn', {state: 'healthy', detail: 'all ready'}],
  ['web', {state: 'unhealthy', detail: 'deployment/web 0/1 ready <CrashLoopBackOff>'}],
  ['api', {state: 'not-applied', detail: 'deployment/api does not exist'}],
]);

/** What no renderer may take for its own language. */
const nasty = `</script><b onload="x">'"]-->%%{init}%% end & \u0007 \ud83d\ude80 日本 #quot; ${'`'}\n\tsubgraph`;

function nastyProject() {
  const declared = declareProject(['end', 'subgraph'], {
    end: {phase: 'end', steps: {click: []}},
    graph: {dependsOn: ['end']},
  });
  declared.phases[0]!.description = nasty;
  declared.resources[0]!.description = nasty;
  declared.resources[0]!.file = `/p/${nasty}.yaml`;
  declared.resources[0]!.at.file = `/p/${nasty}.yaml`;
  declared.dir = '/home/]]>"<x>';
  return declared;
}

test('an SVG has a lane a phase, a box a resource, an arrow a dependency', () => {
  const elements = xmlElements(renderSvg(project, graph));
  const having = (attribute: string) => elements.filter(({attributes}) => attribute in attributes);
  expect(having('data-lane')).toHaveLength(3);
  expect(having('data-box')).toHaveLength(5);
  const arrows = having('data-arrow');
  const titles = arrows.map((arrow) => elements[elements.indexOf(arrow) + 1]!.text);
  expect(titles.toSorted()).toEqual(
    [
      'api.m waits for web (/p/api.yaml:10)',
      'early does not wait for web: ignored, it is in a later phase (/p/early.yaml:2)',
      'gate waits for longhorn, which is in an earlier phase (/p/gate.yaml:2)',
      'web does not wait for api: ignored, it closes a cycle (/p/web.yaml:2)',
      'web waits for gate (/p/web.yaml:2)',
      'web.deploy does not wait for web.config: ignored, it closes a cycle (/p/web.yaml:10)',
      'web.smoke waits for longhorn.helm, which is in an earlier phase (/p/web.yaml:12)',
    ].map((title) => title.replaceAll('/p/', '')),
  );
  const dashed = arrows.filter(({attributes}) => attributes.class!.includes('ignored'));
  expect(dashed).toHaveLength(3);
  expect(
    having('data-why')
      .map(({text}) => text)
      .toSorted(),
  ).toEqual(['cycle', 'cycle', 'later phase']);
  expect(elements.map(({text}) => text)).toContain('no resources');
});

test('Mermaid', () => {
  expect(renderMermaid(project, graph, states)).toMatchInlineSnapshot(`
    "flowchart LR
      subgraph p0["1 · infra"]
        r0["<b>longhorn</b><br/>crds<br/>helm"]
        r1["<b>early</b><br/>m<br/>n"]
      end
      subgraph p1["2 · empty"]
        p1e["no resources"]
      end
      subgraph p2["3 · apps"]
        r2["<b>gate</b>"]
        r3["<b>web</b><br/>deploy<br/>config<br/>smoke"]
        r4["<b>api</b><br/>m"]
      end
      p0 ~~~ p1
      p1 ~~~ p2
      r3 -. "ignored: later phase" .-> r1
      r0 --> r2
      r2 --> r3
      r0 --> r3
      r3 -. "ignored: cycle" .-> r3
      r4 -. "ignored: cycle" .-> r3
      r3 --> r4
      subgraph legend["live health"]
        k_s_healthy["healthy"]:::s_healthy
        k_s_unhealthy["unhealthy"]:::s_unhealthy
        k_s_not_applied["not applied"]:::s_not_applied
      end
      classDef s_healthy fill:#dafbe1,stroke:#1a7f37,color:#1f2328
      class r0 s_healthy
      classDef s_unhealthy fill:#ffebe9,stroke:#cf222e,color:#1f2328
      class r3 s_unhealthy
      classDef s_not_applied fill:#f6f8fa,stroke:#8c959f,color:#1f2328
      class r4 s_not_applied"
  `);
});

test('states colour every format that has colours, and are named in the others', () => {
  const svg = xmlElements(renderSvg(project, graph, states));
  const boxes = svg.filter(({attributes}) => 'data-box' in attributes).map(({attributes}) => attributes.class);
  expect(boxes).toEqual(['box healthy', 'box', 'box', 'box unhealthy', 'box not-applied']);
  // The legend has what there is, and only that.
  expect(
    svg.filter(({name, attributes}) => name === 'rect' && attributes.x === '6').map(({attributes}) => attributes.class),
  ).toEqual(['healthy', 'unhealthy', 'not-applied']);
  expect(renderTree(project, graph, states)).toContain('└── api  [not applied]');
  expect(renderDot(project, graph, states)).toContain(
    '"web.smoke" [tooltip="script 1 line", style="filled", fillcolor="#ffebe9", color="#cf222e"];',
  );
  const {resources} = JSON.parse(renderJson(graph, states));
  expect(resources.find(({name}: {name: string}) => name === 'web').status).toEqual(states.get('web'));
});

test('no text of the user is taken for a language of the picture', () => {
  const declared = nastyProject();
  const own = buildGraph(declared);
  const told: ResourceStates = new Map([['end', {state: 'unknown', detail: nasty}]]);
  const svg = renderSvg(declared, own, told);
  expect(xmlElements(svg).find(({attributes}) => attributes['data-lane'] === '0')).toBeDefined();
  const html = renderHtml(declared, own, told);
  expect(html.match(/<\/script/g)).toHaveLength(2);
  const [, data] = /<script type="application\/json" id="data">(.*?)<\/script>/.exec(html)!;
  expect(JSON.parse(data!).boxes[0]).toMatchObject({description: nasty, state: {detail: nasty}});
  // Only what cannot be read as anything else is left in a label.
  for (const [, label] of renderMermaid(declared, own, told).matchAll(/\["(.*)"\]/g)) {
    expect(label!.replaceAll(/<\/?b>|<br\/>/g, '')).toMatch(/^(?:#\d+;|[\p{L}\p{N} .,:()/·-])*$/u);
  }
});

test('a page needs nothing from outside, and its script is one', () => {
  const html = renderHtml(project, graph, states);
  expect(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
    /https?:|\bsrc=|href=|@import|url\((?!#)/,
  );
  const [, script] = /<script>([^]*)<\/script>/.exec(html)!;
  expect(() => new Function(script!)).not.toThrow();
  // Every element that the script asks for is there.
  for (const [, id] of script!.matchAll(/(?:byId|getElementById)\('(\w+)'\)/g)) expect(html).toContain(`id="${id}"`);
});

test('the same graph gives the same bytes', () => {
  const copy = structuredClone(project);
  for (const render of [renderSvg, renderHtml, renderMermaid]) {
    expect(render(copy, buildGraph(copy), states)).toBe(render(project, graph, states));
  }
});
