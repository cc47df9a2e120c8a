import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, test} from '@jest/globals';
import {loadProjectFromDisk} from '@kflow/core/node';
import {idealMs, levels} from '../src/project/ideal.js';
import {writeHelmProject} from '../src/project/helm-project.js';
import {writeManifestProject} from '../src/project/manifest-project.js';
import {writePlanProject} from '../src/project/plan-project.js';
import {makeUnits, type Unit} from '../src/project/units.js';

let dir: string;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'kflow-bench-test-'))));
afterEach(() => rmSync(dir, {recursive: true, force: true}));

const shape = {resources: 50, phases: 4, readyAfterMs: [500, 5000], hasDependencies: true} as const;

describe('units', () => {
  test('are the same twice, and depend only on earlier ones of their phase', () => {
    const units = makeUnits(shape);
    expect(makeUnits(shape)).toEqual(units);
    expect(units).toHaveLength(50);
    const places = new Map(units.map(({name}, place) => [name, place]));
    units.forEach(({phase, dependsOn, readyAfterMs}, place) => {
      expect(readyAfterMs).toBeGreaterThanOrEqual(500);
      expect(readyAfterMs).toBeLessThanOrEqual(5000);
      for (const each of dependsOn) {
        expect(places.get(each)).toBeLessThan(place);
        expect(units[places.get(each)!]!.phase).toBe(phase);
      }
    });
    expect(new Set(units.map(({phase}) => phase)).size).toBe(4);
    expect(units.some(({dependsOn}) => dependsOn.length > 1)).toBe(true);
  });

  const unit = (name: string, phase: number, readyAfterMs: number, ...dependsOn: string[]): Unit => ({
    ...{name, phase, readyAfterMs, dependsOn},
  });

  test('the ideal is the longest chain of each phase, and levels hold back what could go on', () => {
    const units = [
      ...[unit('a', 0, 100), unit('b', 0, 1000), unit('c', 0, 1000, 'a'), unit('d', 0, 100, 'a', 'b')],
      unit('e', 1, 300),
    ];
    expect(idealMs(units)).toBe(1100 + 300);
    expect(levels(units).map((phase) => phase.map((level) => level.map(({name}) => name)))).toEqual([
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
      [['e']],
    ]);
  });
});

describe('what is written is a project that kflow takes without a warning', () => {
  const steps = async (): Promise<number> => {
    const {project, diagnostics} = await loadProjectFromDisk(join(dir, 'kflow.yaml'));
    expect(diagnostics).toEqual([]);
    return project!.resources.reduce((sum, resource) => sum + resource.steps.length, 0);
  };

  test('manifests', async () => {
    const {namespaces} = writeManifestProject(dir, makeUnits(shape), 'b1');
    expect(namespaces).toEqual(['b1-1', 'b1-2', 'b1-3', 'b1-4']);
    expect(readdirSync(join(dir, 'manifests/phase-1'))).toHaveLength(13);
    expect(readFileSync(join(dir, 'manifests/phase-1/r01.yaml'), 'utf8')).toContain('sandbox.kflow.dev/ready-after: ');
    expect(await steps()).toBe(50);
  });

  test('helm releases', async () => {
    const {deployments} = writeHelmProject(dir, makeUnits({...shape, phases: 1}), 'b1');
    expect(deployments).toBe(50);
    expect(await steps()).toBe(50);
  });

  test('many steps', async () => {
    writePlanProject(dir, {steps: 400, stepsPerResource: 10, dependencies: 5});
    expect(await steps()).toBe(400);
    const last = readFileSync(join(dir, 'resources/r000039.yaml'), 'utf8');
    expect(last.match(/\br\d+\.s\d+/g)).toHaveLength(50);
  });
});
