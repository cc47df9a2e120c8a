import {chmodSync, existsSync, readFileSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from '@jest/globals';
import {Project} from '../harness/project.js';
import {rootConfig} from '../harness/yaml.js';

let project: Project;

/** Stands in for docker: writes down its arguments, one a line. */
const docker = `#!/bin/sh
for argument in "$@"; do printf '%s\\n' "$argument"; done > "$DOCKER_LOG"
printf '%s' "$GREETING" > "$DOCKER_LOG.greeting"
echo '#1 built'
exit "\${DOCKER_EXIT:-0}"
`;

beforeEach(() => {
  project = new Project().write({
    'kflow.yaml': rootConfig(),
    'tools/docker': docker,
    'app/Dockerfile': 'FROM scratch\n',
  });
  chmodSync(join(project.dir, 'tools/docker'), 0o755);
  project.env['PATH'] = [join(project.dir, 'tools'), project.env['PATH']].join(delimiter);
  project.env['DOCKER_LOG'] = join(project.dir, 'docker.log');
});
afterEach(() => project.remove());

const image = (spec: string) => ({
  'resources/shop.yaml': `kflow: {version: v1, kind: ResourceDefinition}
name: shop
namespace: NS
steps:
  - name: image
    dockerBuild:
      context: ../app
${spec}`,
});

const vector = (): string[] => readFileSync(join(project.dir, 'docker.log'), 'utf8').trimEnd().split('\n');

test('docker gets every field, in order', async () => {
  project.write(
    image(`      file: ../app/Dockerfile
      tag: shop:1.4.0
      registry: registry.example.com
      extraTags: ['registry.example.com/shop:latest']
      buildArgs: {NODE_ENV: production, GREETING: "it's $HOME"}
      labels: {org.opencontainers.image.source: https://example.com/shop}
      platform: linux/amd64,linux/arm64
      target: runtime
      push: true
      cacheFrom: ['type=registry,ref=registry.example.com/shop:cache']
      cacheTo: type=registry,ref=registry.example.com/shop:cache,mode=max
      builder: ci
      noCache: true
      pull: true
      provenance: false
      sbom: true
      network: host
`),
  );
  expect(await project.kflow('apply')).toMatchObject({code: 0});
  expect(vector()).toEqual([
    ...['buildx', 'build', '--builder', 'ci'],
    ...['-t', 'registry.example.com/shop:1.4.0', '-t', 'registry.example.com/shop:latest'],
    ...['-f', join(project.dir, 'app/Dockerfile')],
    ...['--build-arg', 'NODE_ENV', '--build-arg', 'GREETING'],
    ...['--label', 'org.opencontainers.image.source=https://example.com/shop'],
    ...['--platform', 'linux/amd64,linux/arm64', '--target', 'runtime', '--network', 'host'],
    ...['--cache-from', 'type=registry,ref=registry.example.com/shop:cache'],
    ...['--cache-to', 'type=registry,ref=registry.example.com/shop:cache,mode=max'],
    ...['--push', '--no-cache', '--pull', '--provenance', 'false', '--sbom', 'true'],
    join(project.dir, 'app'),
  ]);
  expect(readFileSync(join(project.dir, 'docker.log.greeting'), 'utf8')).toBe("it's $HOME");
});

test('destroy and a dry run start no docker', async () => {
  project.write(image('      tag: shop\n      load: true\n'));
  const {code, stdout, stderr} = await project.kflow('apply', '--dry-run');
  expect(code).toBe(0);
  expect(stdout + stderr).toContain(`docker buildx build -t shop --load ${join(project.dir, 'app')}`);
  expect(await project.kflow('destroy', '-y')).toMatchObject({code: 0});
  expect(existsSync(join(project.dir, 'docker.log'))).toBe(false);
});

test('a build that fails fails the run', async () => {
  project.write(image('      tag: shop\n'));
  project.env['DOCKER_EXIT'] = '17';
  const failed = await project.kflow('apply');
  expect(failed.code).toBe(1);
  expect(failed.stderr).toMatch(/docker buildx build failed: it exited with 17: #1 built/);
});

test('reload builds again, unless it is told to skip', async () => {
  project.write(image('      tag: shop\n      onReload: skip\n'));
  expect(await project.kflow('reload')).toMatchObject({code: 0});
  expect(existsSync(join(project.dir, 'docker.log'))).toBe(false);
  project.write(image('      tag: shop\n'));
  expect(await project.kflow('reload')).toMatchObject({code: 0});
  expect(vector()).toEqual(['buildx', 'build', '-t', 'shop', join(project.dir, 'app')]);
});
