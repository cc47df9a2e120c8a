import {mkdtempSync, mkdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Extractor, ExtractorConfig} from '@microsoft/api-extractor';

/** What says that the types themselves are at fault: something exported needs what is not. */
const faults = new Set(['ae-forgotten-export', 'ae-incompatible-release-tags']);

/** Steps of a computation on types, which nobody writes down and nothing is promised of. */
const computed = ['OfType', 'Agreement'];

/**
 * What api-extractor makes of one entry's types: the report for people, the model, and what is wrong. It compiles with the TypeScript that it brings.
 *
 * @param {string} root the workspace, or a copy of it; built
 * @param {{dir: string}} owner
 * @param {{name: string, types: string}} entry
 * @returns {{report: string, model: any, faults: string[]}}
 */
export function extract(root, owner, entry) {
  const out = mkdtempSync(join(tmpdir(), 'kflow-api-'));
  mkdirSync(join(out, 'temp'));
  const found = [];
  try {
    const config = ExtractorConfig.prepare({
      configObject: {
        projectFolder: join(root, owner.dir),
        mainEntryPointFilePath: entry.types,
        compiler: {overrideTsconfig: tsconfig(root, entry.types), skipLibCheck: true},
        apiReport: {
          enabled: true,
          reportFolder: out,
          reportTempFolder: join(out, 'temp'),
          reportFileName: entry.name,
          // What is `@internal` is not promised, and not reported.
          reportVariants: ['public'],
          includeForgottenExports: false,
        },
        docModel: {enabled: true, apiJsonFilePath: join(out, 'model.json')},
        dtsRollup: {enabled: false},
        tsdocMetadata: {enabled: false},
        newlineKind: 'lf',
        messages: {
          compilerMessageReporting: {default: {logLevel: 'error'}},
          extractorMessageReporting: {
            default: {logLevel: 'none'},
            ...Object.fromEntries([...faults].map((id) => [id, {logLevel: 'warning', addToApiReportFile: false}])),
          },
          tsdocMessageReporting: {default: {logLevel: 'none'}},
        },
      },
      configObjectFullPath: undefined,
      packageJsonFullPath: join(root, owner.dir, 'package.json'),
    });
    Extractor.invoke(config, {
      localBuild: true,
      messageCallback(message) {
        message.handled = true;
        const isComputed = computed.some((name) => message.text.startsWith(`The symbol "${name}" `));
        const isFault = faults.has(message.messageId) && !isComputed;
        if (isFault || message.logLevel === 'error') found.push(message.text);
      },
    });
    return {
      report: readFileSync(join(out, `${entry.name}.public.api.md`), 'utf8'),
      model: JSON.parse(readFileSync(join(out, 'model.json'), 'utf8')),
      faults: found,
    };
  } finally {
    rmSync(out, {recursive: true, force: true});
  }
}

/** How a strict program on Node sees the types. */
function tsconfig(root, types) {
  return {
    compilerOptions: {
      target: 'es2022',
      lib: ['es2023'],
      module: 'nodenext',
      moduleResolution: 'nodenext',
      strict: true,
      skipLibCheck: true,
      types: ['node'],
      typeRoots: [join(root, 'node_modules/@types')],
    },
    files: [types],
  };
}
