import {afterAll, afterEach, beforeAll, describe, expect, test} from '@jest/globals';
import {Packed} from '../harness/packed.js';
import {Project} from '../harness/project.js';
import type {HelmMajor} from '../harness/sandbox.js';

// As a user has it: kflow is installed from its tarball.
let packed: Packed;
let project: Project;

beforeAll(async () => {
  packed = await Packed.install();
});
afterEach(() => project.remove());
afterAll(() => packed?.remove());

function copyOf(example: string, helm: HelmMajor = 4): Project {
  const copy = new Project(helm).copyExample(example);
  copy.bin = packed.kflow;
  return copy;
}

const namespaces = {'longhorn-traefik': ['longhorn-system', 'traefik', 'apps'], 'web-app': ['shop']};

describe.each<HelmMajor>([4, 3])('with helm %i', (helm) => {
  test.each(Object.keys(namespaces) as (keyof typeof namespaces)[])(
    '%s: up, healthy, the same again, and down',
    async (name) => {
      project = copyOf(name, helm);

      const apply = await project.kflow('apply');
      expect(apply).toMatchObject({code: 0});

      const health = await project.json('health');
      expect(health).toMatchObject({healthy: true});
      expect((await project.kflow('health')).code).toBe(0);

      const status = await project.json('status');
      for (const row of status.resources) {
        expect(row).toMatchObject({state: 'applied', drift: []});
        expect(row.ready).toBe(row.total);
        for (const release of row.helm) expect(release.status).toBe('deployed');
      }

      const again = await project.kflow('apply');
      expect(again).toMatchObject({code: 0});

      const destroy = await project.kflow('destroy', '--yes', '--delete-namespaces');
      expect(destroy).toMatchObject({code: 0});
      for (const namespace of namespaces[name]) expect(await project.exists(`namespace/${namespace}`)).toBe(false);
      expect((await project.kflow('health')).code).toBe(1);
    },
  );
});

test('longhorn-traefik says which half of the circle it ignored', async () => {
  project = copyOf('longhorn-traefik');
  const {valid, diagnostics} = await project.json('validate');
  expect(valid).toBe(true);
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]).toMatchObject({severity: 'warning', at: {line: 13}});
  expect(diagnostics[0].message).toMatch(/later phase/);
});
