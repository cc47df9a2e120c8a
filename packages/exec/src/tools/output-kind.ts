import {flagValue, hasFlag, verbOf} from './command-line.js';

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
    // `get values` and `get all` print them; status, install and upgrade do within their JSON.
    if (/^get (values|all|metadata)$/.test(verb)) return 'secret';
    if (/^(status|install|upgrade)$/.test(verb) && /^(json|yaml)$/.test(format ?? '')) return 'secret';
    if (hasFlag(args, '--debug')) return 'secret';
    const renders = verb === 'template' || verb.startsWith('get ') || args.some((arg) => arg.startsWith('--dry-run'));
    return renders || format !== undefined ? 'objects' : 'lines';
  }
  if (verb === 'create token') return 'secret';
  if (verb === 'config view' && hasFlag(args, '--raw')) return 'secret';
  if (format === undefined || format === 'wide' || format === 'name') return 'lines';
  const picks = !/^(json|yaml)$/.test(format);
  if (picks && args.slice(1).some((argument) => secrets.test(argument))) return 'secret';
  return hasFlag(args, '--watch', '-w', '--watch-only') ? 'lines' : 'objects';
}
