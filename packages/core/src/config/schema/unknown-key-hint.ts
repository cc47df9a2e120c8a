import {blockKeys} from '../../generated/validators.js';
import {noPluginKinds, type PluginKinds} from '../../plugins/plugin-kinds.js';
import {didYouMean} from '../../source/closest.js';

const builtIn: {[block: string]: string[]} = blockKeys;

/** What may have been meant by a key that is not known here, else which keys are. */
export function unknownKeyHint(
  key: string,
  path: (string | number)[],
  known: string[],
  kinds: PluginKinds = noPluginKinds,
): string | undefined {
  const plugged = [...kinds.values()].map(({name, schema}) => [name, Object.keys(schema.properties ?? {})]);
  const keysOfBlock: {[block: string]: string[]} = {...builtIn, ...Object.fromEntries(plugged)};
  const block = path.findLast((step) => typeof step === 'string' && Object.hasOwn(keysOfBlock, step));
  const blocks = Object.keys(keysOfBlock).filter((name) => keysOfBlock[name]?.includes(key));
  const atBlock = block !== undefined && path.at(-1) === block;
  if (atBlock && ['name', 'dependsOn', 'namespace', 'noNamespace', 'serverSide'].includes(key)) {
    return `\`${key}\` belongs to the step, next to \`${block}\``;
  }
  const reachable = blocks.filter((name) => known.includes(name));
  if (reachable.length > 0) return `\`${key}\` belongs under ${reachable.map((name) => `\`${name}\``).join(' or ')}`;
  const close = didYouMean(key, known);
  if (close !== undefined) return close;
  if (atBlock && block === 'helm') return 'the values of a chart belong under `values`';
  if (known.length === 0) return undefined;
  return `known here: ${known.map((name) => `\`${name}\``).join(', ')}`;
}
