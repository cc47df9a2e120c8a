/** The two files of kflow that have a JSON schema. */
export type EditorSchema = 'config' | 'resource';

/**
 * Where an editor finds the schema of a file: the file that this package publishes as `@kflow/core/schema/*.json`, behind the public
 * mirror of the npm registry. A path would lead nowhere in most projects: their `node_modules`, if they have one, need not hold kflow.
 */
export function editorSchemaUrl(schema: EditorSchema): string {
  return `https://unpkg.com/@kflow/core/schema/${schema}.schema.json`;
}

/** The comment that tells the YAML language server (VS Code, Neovim, JetBrains) the schema of the file that it begins; without a newline. */
export function editorSchemaLine(schema: EditorSchema): string {
  return `# yaml-language-server: $schema=${editorSchemaUrl(schema)}`;
}
