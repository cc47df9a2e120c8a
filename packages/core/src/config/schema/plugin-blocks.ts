import type {LoadedKind, PluginKinds} from '../../plugins/plugin-kinds.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {Plain} from '../normalize/long-form.js';

/** The block of a plugin's step kind. */
export interface PluginBlock {
  /** The data of its step. */
  step: {[key: string]: Plain};
  /** Where it stands: `['steps', 0, 'httpCheck']`. */
  path: (string | number)[];
  kind: LoadedKind;
}

/** Takes the blocks of plugins' kinds out of a ResourceDefinition, whose own schema knows nothing of them. */
export function takePluginBlocks(data: Plain, root: Cursor, kinds: PluginKinds): PluginBlock[] {
  const {steps} = (typeof data === 'object' && data !== null && !Array.isArray(data) ? data : {}) as {steps?: Plain};
  if (!Array.isArray(steps)) return [];
  return steps.flatMap((step, index): PluginBlock[] => {
    if (typeof step !== 'object' || step === null || Array.isArray(step)) return [];
    return root
      .at('steps', index)
      .children()
      .flatMap(([key, {node}]): PluginBlock[] => {
        const kind = kinds.get(key);
        if (!kind) return [];
        delete step[key];
        const isEmpty = node?.type === 'scalar' && node.value === null;
        return isEmpty && !kind.mayBeEmpty ? [] : [{step, path: ['steps', index, key], kind}];
      });
  });
}
