import type {FakeCall} from '../fake-tools.js';

/** kubectl's verbs that change something; with one word more where the verb has both kinds. */
const changingKubectl =
  /^(apply|create|delete|patch|replace|edit|scale|annotate|label|set|expose|run|autoscale|taint|drain|cordon|uncordon|cp|rollout (restart|undo|pause|resume)|certificate (approve|deny)|auth reconcile)( |$)/;
const changingHelm = /^(install|upgrade|uninstall|delete|del|un|rollback)( |$)/;

/** In SQL, and the programs and commands that take data away. */
const destructiveText =
  /\bdrop\s+(database|role|user|table|schema|index|extension|owned|view|materialized)\b|\bdelete\s+from\b|\btruncate\b|\b(dropdb|dropuser)\b|(^|[\s;&|"'])rm\s+-?\S|\bflush(all|db)\b/i;
const changingText =
  /\b(create|alter)\s+(or\s+replace\s+)?(unique\s+)?(database|role|user|table|schema|index|extension|view|function)\b|\binsert\s+into\b|\bupdate\s+\S+\s+set\b|\b(grant|revoke)\s+\S|\b(createdb|createuser)\b/i;

/**
 * Whether a call takes something away: `kubectl delete`, `kubectl replace --force`, `helm uninstall`, and in pods what drops, truncates or
 * removes, as far as its text tells.
 */
export function isDestructive(call: FakeCall): boolean {
  if (isRehearsal(call)) return false;
  const words = call.args.join(' ');
  if (call.tool === 'helm') return /^(uninstall|delete|del|un)( |$)/.test(words);
  if (call.tool !== 'kubectl' || call.args[0] === 'exec') return destructiveText.test(textOf(call));
  return /^(delete|drain)( |$)/.test(words) || (call.args[0] === 'replace' && call.args.includes('--force'));
}

/** Whether a call changes something, by what it says and not by its `mutating`; in pods, as far as its text tells. */
export function isChanging(call: FakeCall): boolean {
  if (isRehearsal(call)) return false;
  const words = call.args.join(' ');
  if (call.tool === 'helm') return changingHelm.test(words);
  if (call.tool !== 'kubectl' || call.args[0] === 'exec') return isDestructive(call) || changingText.test(textOf(call));
  return changingKubectl.test(words);
}

function isRehearsal({args}: FakeCall): boolean {
  return args.some((arg, index) =>
    arg === '--dry-run' ? !/^(none|false)$/.test(args[index + 1] ?? '') : /^--dry-run=(?!none|false)/.test(arg),
  );
}

function textOf({tool, args, stdin = ''}: FakeCall): string {
  const words = tool === 'kubectl' ? args.slice(args.indexOf('--') + 1) : [tool, ...args];
  return `${words.join(' ')}\n${stdin}`;
}
