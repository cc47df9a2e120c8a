import {describe, expect, test} from '@jest/globals';
import {loadProject, memoryFiles} from '../../src/index.js';
import {files} from './broken/files.js';
import {references} from './broken/references.js';
import {describeDiagnostic, dir} from './broken/row.js';
import {shape} from './broken/shape.js';
import {syntax} from './broken/syntax.js';
import {values} from './broken/values.js';

describe.each(Object.entries({syntax, shape, values, files, references}))('%s', (_, rows) => {
  test.each(rows)('$name', async ({files: texts, expected}) => {
    const {project, diagnostics} = await loadProject({config: 'kflow.yaml', files: memoryFiles(texts, {cwd: dir})});
    expect(diagnostics.map(describeDiagnostic)).toEqual(expected);
    expect(project === undefined).toBe(diagnostics.some(({severity}) => severity === 'error'));
  });
});
