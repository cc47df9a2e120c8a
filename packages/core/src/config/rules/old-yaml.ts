import type {Cursor} from '../../source/yaml/cursor.js';
import type {Rule, StepSubject} from './rule.js';

/** What YAML 1.1 takes for a boolean, and YAML 1.2 for text: as PyYAML, which kflow-py reads with, has it. */
const booleans = /^(?:yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF)$/;
const octal = /^[-+]?0[0-7]+$/;

/**
 * Values that meant something else to kflow-py. Everywhere else the schema notices; in what goes to helm and to runners as it
 * stands nothing does, and `enabled: no` is text, which a chart takes for true.
 */
export const oldYaml: Rule<StepSubject> = {
  name: 'old-yaml',
  check({file, block}, report) {
    if (!file.helm && !file.runner) return;
    const free = [...(file.helm ? [block.at('values')] : []), ...(file.runner ? [block.at('config')] : [])];
    for (const scalar of free.flatMap(scalars)) {
      const {node, location} = scalar;
      // Quoted, the text of the place has the quotes: then it is meant.
      if (node?.type !== 'scalar' || location.text !== node.source) continue;
      const text = node.source;
      if (typeof node.value === 'string' && booleans.test(text)) {
        const meant = /^(?:yes|on)$/i.test(text) ? 'true' : 'false';
        report('KF221', location, `\`${text}\` is text in YAML 1.2, not a boolean`, {
          hint: `write \`${meant}\`, or quote it if the text is meant`,
        });
      } else if (typeof node.value === 'number' && octal.test(text)) {
        const digits = text.replace(/^([-+]?)0+/, '$1');
        report('KF221', location, `\`${text}\` is decimal in YAML 1.2, not octal`, {
          hint: `write \`${digits}\`, or \`0o${digits}\` if octal is meant`,
        });
      }
    }
  },
};

/** All scalars at a place and below it. */
function scalars(at: Cursor): Cursor[] {
  const {node} = at;
  if (node?.type === 'map') return at.children().flatMap(([, child]) => scalars(child));
  if (node?.type === 'list') return node.items.flatMap((_, index) => scalars(at.at(index)));
  return node ? [at] : [];
}
