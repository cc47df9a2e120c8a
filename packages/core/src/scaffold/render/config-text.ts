import {editorSchemaLine} from '../../config/schema/editor-schema.js';
import {document, scalar} from './yaml-text.js';

/** The text of a root config. `resources` is the directory of the resources, as the config names it. */
export function configText(phases: readonly {name: string; description?: string}[], resources: string): string {
  return document(
    [editorSchemaLine('config'), 'kflow:', '  version: v1', '  kind: Config'],
    [
      '# Strict, in this order: everything of a phase is up before the next one begins.',
      'phases:',
      ...phases.flatMap(({name, description}) => [
        `  - name: ${scalar(name)}`,
        ...(description === undefined ? [] : [`    description: ${scalar(description)}`]),
      ]),
    ],
    ['# Every ResourceDefinition in this directory.', 'resources:', `  - ${scalar(resources)}`],
  );
}
