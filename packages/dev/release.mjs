/**
 * `npm run release`: makes a release, and publishes nothing. Checks that what is committed can be released, builds it, tests the packages as
 * they are installed, packs them all, the sandbox's programs for every platform too, into one directory, with checksums, and prints the
 * commands that publish them in the right order (they are in the directory's publish.sh as well).
 *
 * --check             only the checks
 * --dry-run           goes on where the checks fail, and leaves the tests out: to see what would be released
 * --platforms NAMES   not all platforms: `linux-x64,darwin-arm64`
 * --directory PATH    default: node_modules/.release
 * --registry URL      in the commands; default: the one that npm is set to
 * --provenance        the commands will be run in a CI job that npm takes a proof of origin from
 */
import {mkdirSync, rmSync, writeFileSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {parseArgs} from 'node:util';
import {build} from './build.mjs';
import {install} from './install.mjs';
import {chosenPlatforms} from './pack/chosen-platforms.mjs';
import {megabytes} from './pack/megabytes.mjs';
import {packPackages} from './pack/pack-packages.mjs';
import {repositoryAddress} from './pack/repository.mjs';
import {checksums} from './release/checksums.mjs';
import {whatIsInTheWay} from './release/checks.mjs';
import {publishCommands} from './release/publish-commands.mjs';
import {root} from './root.mjs';
import {run} from './run.mjs';

const {values} = parseArgs({
  options: {
    check: {type: 'boolean', default: false},
    'dry-run': {type: 'boolean', default: false},
    platforms: {type: 'string', default: 'all'},
    directory: {type: 'string', default: join(root, 'node_modules', '.release')},
    registry: {type: 'string'},
    provenance: {type: 'boolean', default: false},
  },
});
const say = (/** @type {string} */ line) => void process.stderr.write(`${line}\n`);

const problems = whatIsInTheWay();
for (const problem of problems) say(problem);
if (problems.length > 0 && !values['dry-run']) {
  say('Nothing was made.');
  process.exit(1);
}
if (values.check) {
  say('This can be released.');
  process.exit(0);
}

await install();
await build();
// Those of this very command make dry runs.
if (!values['dry-run']) await run(process.execPath, ['packages/dev/test.mjs', 'packages/e2e/test/packed']);

say('packing');
const directory = resolve(values.directory);
// What an earlier release left would be taken for a part of this one.
rmSync(directory, {recursive: true, force: true});
mkdirSync(directory, {recursive: true});
let tarballs;
try {
  tarballs = await packPackages(directory, {platforms: await chosenPlatforms(values.platforms)});
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
writeFileSync(join(directory, 'SHA256SUMS'), checksums(tarballs.map(({file}) => file)));
const commands = publishCommands(tarballs, {registry: values.registry, provenance: values.provenance});
const script = `#!/bin/sh\n# Publishes this release: the packages that others depend on first.\nset -eu\ncd "$(dirname "$0")"\n${commands.join('\n')}\n`;
writeFileSync(join(directory, 'publish.sh'), script, {mode: 0o755});

console.log(`${directory}`);
for (const {name, version, size, unpacked} of tarballs) {
  console.log(`  ${name}@${version}  ${megabytes(size)} packed, ${megabytes(unpacked)} unpacked`);
}
console.log(`\nTo publish, in that directory (or: ${join(directory, 'publish.sh')}):\n`);
for (const command of commands) console.log(command);
if (problems.length > 0) say('\nThis was a dry run, and these packages are not to be published: see above.');
if (!values.provenance) say('\nNo proof of origin goes with them: only a CI can give one (--provenance).');
if (!repositoryAddress()) say('They name no address of the sources: see "Release" in CONTRIBUTING.md.');
