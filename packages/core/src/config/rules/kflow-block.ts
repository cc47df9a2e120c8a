import {closest} from '../../source/closest.js';
import type {Cursor} from '../../source/yaml/cursor.js';
import type {Rule} from './rule.js';

const kinds = ['Config', 'ResourceDefinition'];

/** The `kflow` block has version v1 and one of the two kinds. */
export const kflowBlockRule: Rule<Cursor> = {
  name: 'kflow-block',
  check(block, report) {
    if (block.node?.type !== 'map') {
      report('KF213', block.location, '`kflow` has to be a mapping with `version` and `kind`', {
        hint: 'write `kflow: {version: v1, kind: ResourceDefinition}`',
      });
      return;
    }
    const version = block.at('version');
    if (version.text === undefined) {
      report('KF213', version.keyLocation, '`kflow` has no `version`', {hint: 'add `version: v1`'});
    } else if (version.text !== 'v1') {
      report('KF213', version.location, `this kflow does not know version \`${version.text}\` of its files`, {
        hint: 'write `version: v1`',
      });
    }
    const kind = block.at('kind');
    if (kind.text === undefined) {
      report('KF213', kind.keyLocation, '`kflow` has no `kind`', {
        hint: 'add `kind: Config` or `kind: ResourceDefinition`',
      });
    } else if (!kinds.includes(kind.text)) {
      const guess = closest(kind.text, kinds);
      report('KF213', kind.location, `\`${kind.text}\` is no kind of kflow file`, {
        hint: guess === undefined ? 'it is `Config` or `ResourceDefinition`' : `did you mean \`${guess}\`?`,
      });
    }
  },
};
