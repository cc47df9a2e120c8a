/**
 * `npm run pack -- [DIRECTORY] [--platforms linux-x64,darwin-arm64 | --platforms all]`: packs what is published, as it would be published, and
 * prints the sizes: of the tarballs, and, with `--trees`, of what installing each brings along. With `--platforms` the sandbox's programs for
 * these, too, from the cache or built now. Needs a build.
 */
import {join} from 'node:path';
import {parseArgs} from 'node:util';
import {installTree} from './pack/install-tree.mjs';
import {packPackages} from './pack/pack-packages.mjs';
import {megabytes} from './pack/megabytes.mjs';
import {chosenPlatforms} from './pack/chosen-platforms.mjs';
import {root} from './root.mjs';

const {positionals, values} = parseArgs({
  allowPositionals: true,
  options: {platforms: {type: 'string'}, trees: {type: 'boolean'}},
});
const [directory = join(root, 'node_modules', '.packed')] = positionals;

try {
  const platforms = await chosenPlatforms(values.platforms);
  const tarballs = await packPackages(directory, {platforms});
  for (const {file, files, size, unpacked} of tarballs) {
    console.log(`${file}  ${files.length} files, ${megabytes(size)} packed, ${megabytes(unpacked)} unpacked`);
  }
  if (values.trees) {
    console.log('installed in an empty project');
    // The programs count with the sandbox.
    for (const {name} of tarballs.filter(({name}) => !name.startsWith('@kflow/sandbox-'))) {
      const {packages, bytes} = installTree(name, tarballs);
      console.log(`${name}  ${packages} packages, ${megabytes(bytes)}`);
    }
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}
