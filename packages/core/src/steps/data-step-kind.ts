import type {Plain} from '../config/normalize/long-form.js';
import {withDefaults} from '../plugins/block/block-data.js';
import {normalizeBlock} from '../plugins/block/normalize-block.js';
import type {PluginKind} from '../plugins/plugin.js';
import {fillSummary} from '../plugins/block/summary.js';
import type {StepKindDefinition} from './step-kind.js';

/** A step kind as data, with what a plugin's file says of one. */
export type DataStepKind = Pick<PluginKind, 'description' | 'schema' | 'summary'>;

/**
 * One of kflow's own step kinds that is data, as those of plugins are. Its blocks are checked by the validator that is made of its TypeScript type when
 * kflow is built, so that nobody waits for a compiler of schemas.
 */
export function dataStepKind<File extends object, Spec extends {kind: string}>(
  type: Spec['kind'],
  {schema, summary}: DataStepKind,
): StepKindDefinition<File, Spec> {
  return {
    type,
    async normalize(file, {at, paths, report}) {
      const data = withDefaults(file as {[key: string]: Plain}, schema);
      return {kind: type, ...(await normalizeBlock(data, schema, at, {paths, report}))} as unknown as Spec;
    },
    summarize: ({kind: _, ...block}) => fillSummary(summary, block as never, schema),
  };
}
