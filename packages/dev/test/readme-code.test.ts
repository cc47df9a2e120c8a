// The TypeScript in the packages' own READMEs compiles, strictly, against the sources.
import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from '@jest/globals';
import ts from 'typescript';
import {publishedPackages} from '../api/entries.mjs';
import {root} from '../root.mjs';

let dir: string;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'kflow-readme-'));
});
afterAll(() => rmSync(dir, {recursive: true, force: true}));

test('the code in READMEs', () => {
  const files = readdirSync(join(root, 'packages')).flatMap((name) => {
    const readme = join(root, 'packages', name, 'README.md');
    const text = existsSync(readme) ? readFileSync(readme, 'utf8') : '';
    return [...text.matchAll(/^```ts\n([^]*?)^```/gm)].map(([, code], index) => {
      const file = join(dir, `${name}-${index}.mts`);
      writeFileSync(file, `${code}\nexport {};\n`);
      return file;
    });
  });
  expect(files.length).toBeGreaterThan(2);
  const entries = publishedPackages(root).flatMap((each) => each.entries);
  const program = ts.createProgram(files, {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
    moduleDetection: ts.ModuleDetectionKind.Force,
    paths: Object.fromEntries(entries.map(({path, types}) => [path, [types]])),
  });
  const problems = ts
    .getPreEmitDiagnostics(program)
    .map(({file, start, messageText}) => {
      const line = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
      return `${file?.fileName.slice(dir.length + 1)}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    })
    // A file of the reader's own.
    .filter((problem) => !problem.includes("Cannot find module './"));
  expect(problems).toEqual([]);
});
