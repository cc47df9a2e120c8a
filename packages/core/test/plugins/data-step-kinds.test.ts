import {readFileSync} from 'node:fs';
import {expect, test} from '@jest/globals';
import {loadProject, memoryFiles} from '../../src/index.js';
import {plainSchema} from '../../src/plugins/schema/plain-schema.js';
import {scriptData} from '../../src/steps/script.js';
import {files} from '../config/broken/files.js';
import {shape} from '../config/broken/shape.js';
import {values} from '../config/broken/values.js';

const {definitions} = JSON.parse(readFileSync(new URL('../../schema/resource.schema.json', import.meta.url), 'utf8'));

test("kflow's own `script` is data: the same schema as the one that is made of its type", () => {
  const {properties, ...schema} = plainSchema(scriptData.schema);
  const {title: _, default: __, ...workdir} = properties!.workdir!;
  const {description, ...made} = definitions.ScriptFile;
  expect({...schema, properties: {...properties, workdir}}).toEqual(made);
  expect(scriptData.description).toBe(description);
});

/** The same kind, as a plugin would bring it along. */
const copy = {version: 1, stepKinds: {shellScript: {...scriptData, handler: './script.js'}}};

const rows = [...Object.values(files), ...shape, ...values].filter(({files: texts}) =>
  /\bscript: /.test(texts['app.yaml'] ?? ''),
);

test.each(rows)('as a plugin it is told of in the same words: $name', async ({files: texts}) => {
  const rename = (text: string): string => text.replaceAll('script', 'shellScript');
  const told = async (of: {[path: string]: string}) => {
    const {diagnostics} = await loadProject({config: 'kflow.yaml', files: memoryFiles(of, {cwd: '/p'})});
    return diagnostics.map(({code, message, hint, at}) => ({code, message, hint, line: at?.line}));
  };
  const before = await told(texts);
  expect(before.length).toBeGreaterThan(0);
  const after = await told({
    ...texts,
    'kflow.yaml': `${texts['kflow.yaml']}plugins: [./kinds]\n`,
    'app.yaml': rename(texts['app.yaml']!),
    'kinds/kflow-plugin.json': JSON.stringify(copy),
  });
  // Where all kinds are listed, there is one more.
  const plain = (text?: string): string | undefined => text && rename(text).replace(/, `shellScript`$/, '');
  expect(after.map(({message, hint, ...rest}) => ({...rest, message: plain(message), hint: plain(hint)}))).toEqual(
    before.map(({message, hint, ...rest}) => ({...rest, message: plain(message), hint: plain(hint)})),
  );
});
