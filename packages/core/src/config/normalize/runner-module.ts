import type {Cursor} from '../../source/yaml/cursor.js';
import {extension} from '../../source/files/path.js';
import type {Report} from '../../source/report.js';
import {looksLikePath, type DeclaredPaths} from '../read/declared-paths.js';
import type {RunnerModule} from '../project.js';

const extensions = ['.ts', '.mts', '.js', '.mjs', '.cjs'];
const packageName = /^(@[a-z\d~-][a-z\d._~-]*\/)?[a-z\d~-][a-z\d._~-]*(\/[\w.~-]+)*$/;

/**
 * A runner module as the YAML names it. It is a path when it looks like one, ends like a module or exists next to the
 * declaring file; else it is the name of an npm package, where those are allowed.
 */
export async function runnerModule(
  at: Cursor,
  paths: DeclaredPaths,
  report: Report,
  {packages}: {packages: boolean},
): Promise<RunnerModule> {
  const specifier = at.text ?? '';
  const result: RunnerModule = {specifier, from: paths.base, at: at.location};
  const ending = extension(specifier);
  if (ending === '.py') {
    report('KF601', at.location, `\`${specifier}\` is Python, but runners are TypeScript or JavaScript`, {
      hint: 'carry it over to a `.ts` file, or keep it behind `class: command`: see docs/migrating-from-kflow-py.md',
    });
    return result;
  }
  if (extensions.includes(ending)) return {...result, path: await paths.file(at, 'runner module')};
  const isPath = !packages || looksLikePath(specifier) || (await paths.kind(specifier)) !== 'missing';
  if (isPath) {
    const missing = (await paths.kind(specifier)) === 'missing';
    if (missing) await paths.file(at, 'runner module');
    else {
      report('KF602', at.location, `\`${specifier}\` is not a runner module`, {
        hint: `name a file that ends in ${extensions.map((text) => `\`${text}\``).join(', ')}`,
      });
    }
    return {...result, path: paths.resolve(specifier)};
  }
  if (!packageName.test(specifier)) {
    report('KF602', at.location, `\`${specifier}\` is neither a path nor the name of an npm package`, {
      hint: 'a path begins with `./` or ends in `.ts`, `.mts`, `.js`, `.mjs` or `.cjs`',
    });
  }
  return result;
}
