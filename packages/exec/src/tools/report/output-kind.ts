import {flagValue, hasFlag, verbOf} from '../command-line.js';

/**
 * What a call of kubectl or helm prints, as far as showing it goes:
 * - `lines`: progress, which is shown as it comes
 * - `objects`: manifests, whose secrets can only be told once the whole is there
 * - `secret`: values that nothing marks as secret (a token, a Secret's field, a release's values): not shown at all
 */
export type OutputKind = 'lines' | 'objects' | 'secret';

/** `secret`, `secrets/web`, `cm,secrets`, `secrets.v1.`. */
const secrets = /(?:^|,)secrets?(?:$|[,/.])/i;

/** Looks only at the arguments. */
export function outputKind(tool: 'kubectl' | 'helm', args: readonly string[]): OutputKind {
  const format = flagValue(args, '--output', '-o') ?? flagValue(args, '--template');
  const verb = verbOf(args);
  if (tool === 'helm') {
    // What a chart made of a release's values (manifests, notes) holds secrets wherever the chart puts them.
    if (verb === 'get' || verb.startsWith('get ') || verb === 'status' || hasFlag(args, '--debug')) return 'secret';
    if (/^(install|upgrade)$/.test(verb) && /^(json|yaml)$/.test(format ?? '')) return 'secret';
    const renders = verb === 'template' || args.some((arg) => arg.startsWith('--dry-run'));
    return renders || format !== undefined ? 'objects' : 'lines';
  }
  if (verb === 'create token') return 'secret';
  if (verb === 'config view' && hasFlag(args, '--raw')) return 'secret';
  if (verb === 'kustomize') return 'objects';
  if (format === undefined || format === 'wide' || format === 'name') return 'lines';
  const picks = !/^(json|yaml)$/.test(format);
  if (picks && args.slice(1).some((argument) => secrets.test(argument))) return 'secret';
  return hasFlag(args, '--watch', '-w', '--watch-only') ? 'lines' : 'objects';
}
