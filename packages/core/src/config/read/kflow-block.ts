import type {Cursor} from '../../source/yaml/cursor.js';

/** Marks a kflow file, and says which. */
export interface KflowBlock {
  /** The version of the file's format. */
  version: 'v1';
  /** What the file is. */
  kind: 'Config' | 'ResourceDefinition';
}

/** The `kflow` block of a document; undefined when it is not a kflow document. */
export function kflowBlock(root: Cursor): Cursor | undefined {
  const block = root.at('kflow');
  return block.node ? block : undefined;
}

/** `kflow.kind`, when there is one. */
export function kflowKind(root: Cursor): string | undefined {
  return kflowBlock(root)?.at('kind').text;
}
