/**
 * `npm run licences`: writes docs/licences.md anew. Go modules whose text is not in the cache keep what the page says of them; one that is new has to
 * be fetched first (`npm run demo`, or the end-to-end tests, build the sandbox).
 */
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {cacheDir} from '../cache-dir.mjs';
import {root} from '../root.mjs';
import {goLicence, goModules} from './go-modules.mjs';
import {npmPackages} from './npm-packages.mjs';
import {licencesPage, rowsOf} from './page.mjs';

const path = join(root, 'docs/licences.md');
const before = existsSync(path) ? rowsOf(readFileSync(path, 'utf8'), 'Go modules') : [];
const cache = process.env.GOMODCACHE ?? join(cacheDir(), 'go', 'mod');
const go = goModules().map((module) => ({
  ...module,
  licence:
    goLicence(cache, module) ??
    before.find(({name, version}) => name === module.name && version === module.version)?.licence ??
    before.find(({name}) => name === module.name)?.licence ??
    'unknown',
}));
writeFileSync(path, licencesPage({npm: npmPackages(), go}));
