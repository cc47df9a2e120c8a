import type {CommandRunner} from '../ports/command-runner.js';
import type {ClusterTool, ToolBinding, ToolCall, ToolResult} from './cluster-tool.js';
import {flagValue, hasFlag, insertFlags} from './command-line.js';
import {either} from './process/either-signal.js';
import {LineOutput} from './report/line-output.js';
import {outputKind} from './report/output-kind.js';
import {quoteCommand, quoteCommandWithInput} from './report/quote.js';
import {mask} from './report/redact-secret-data.js';
import {Redactor} from './report/redact.js';
import type {Retries} from './retries.js';
import {toolFailure} from './failure/tool-failure.js';

/** What kubectl and helm are bound to for a whole run. */
export interface ToolOptions {
  commands: CommandRunner;
  /** Name on PATH or path. Default: the tool's own name. */
  executable?: string;
  /** Context of the kubeconfig, named in every call. */
  context?: string;
  /** Path of a kubeconfig; the tool's own rules when absent. */
  kubeconfig?: string;
  /** Report mutating calls instead of running them. Default false. */
  dryRun?: boolean;
  /** Added to the environment of every call. */
  env?: {[name: string]: string};
}

/**
 * Seconds after which a process that says nothing of how long it may take is taken to hang, and killed. The slowest `kubectl apply` that was ever
 * measured, 600 objects at kubectl's own rate limit, took 75; helm waits for hooks, 300 s for each unless the chart says otherwise.
 */
const longest = {kubectl: 600, helm: 1800};

/** kubectl or helm with its global flags, as both differ only in these. */
export class BoundTool implements ClusterTool {
  constructor(
    readonly name: 'kubectl' | 'helm',
    /** What the tool calls its flag for the context. */
    private readonly contextFlag: '--context' | '--kube-context',
    private readonly options: ToolOptions,
    private readonly binding: ToolBinding = {},
  ) {}

  get retries(): Retries | undefined {
    return this.binding.retries;
  }

  with(binding: ToolBinding): ClusterTool {
    return new BoundTool(this.name, this.contextFlag, this.options, {...this.binding, ...binding});
  }

  /**
   * @throws KflowError `KF701` when the tool cannot be started, `KF702` when its time is over, `KF703` when it fails (both only while `check` is not false)
   * @throws the signal's reason when it was aborted
   */
  async call(args: readonly string[], call: ToolCall): Promise<ToolResult> {
    const executable = this.options.executable ?? this.name;
    // Our own flags name a namespace, a context and a file: nothing secret, whatever else is called so.
    const flags = this.#bindingFlags(args, call.namespace);
    const full = insertFlags(args, flags);
    const own = new Redactor(call.secrets);
    const redactor = new Redactor([...(call.secrets ?? []), ...(this.binding.secrets?.() ?? [])]);
    const shown = (call.plainArguments ? new Redactor() : own).args(args);
    const words = [executable, ...insertFlags(shown, flags)];
    const command = quoteCommand(words);
    const timeout = call.timeout ?? longest[this.name];
    const ran = !((call.mutating || call.waits) && this.options.dryRun);
    this.binding.report?.({
      command: ran || call.stdin === undefined ? command : quoteCommandWithInput(words, shownInput(call, own)),
      mutating: call.mutating,
      ran,
    });
    const {signal, release} = either(call.signal, this.binding.signal);
    try {
      signal?.throwIfAborted();
      if (!ran)
        return {exitCode: 0, timedOut: false, aborted: false, stdout: '', stderr: '', duration: 0, skipped: true};
      const output = this.#output(full, call, redactor);
      const result = await (this.binding.commands ?? this.options.commands).run({
        tool: executable,
        args: full,
        stdin: call.stdin,
        cwd: call.cwd,
        env: this.options.env,
        signal,
        timeout,
        secrets: call.secrets,
        onOutput: (stream, text) => {
          call.onOutput?.(stream, text);
          output?.[stream].write(text);
        },
      });
      output?.end();
      if (result.aborted) throw signal?.reason;
      if (call.check !== false && (result.exitCode !== 0 || result.timedOut)) {
        throw toolFailure({tool: this.name, args, command, result, redactor, timeout});
      }
      return {...result, skipped: false};
    } finally {
      release();
    }
  }

  /** The flags that bind a call, but for those that its arguments have already. */
  #bindingFlags(args: readonly string[], namespace: string | undefined): string[] {
    const {context, kubeconfig} = this.options;
    const isAmongThem = (flag: string) => flagValue(args, flag) !== undefined;
    const namesNamespace =
      flagValue(args, '--namespace', '-n') !== undefined || hasFlag(args, '--all-namespaces', '-A');
    return [
      ...(namespace === undefined || namesNamespace ? [] : ['--namespace', namespace]),
      ...(context === undefined || isAmongThem(this.contextFlag) ? [] : [this.contextFlag, context]),
      ...(kubeconfig === undefined || isAmongThem('--kubeconfig') ? [] : ['--kubeconfig', kubeconfig]),
    ];
  }

  /** Passes masked lines on: at once where each can be judged by itself, at the end where only the whole can. */
  #output(args: readonly string[], call: ToolCall, redactor: Redactor) {
    const onLine = this.binding.onLine;
    if (onLine === undefined) return undefined;
    const kind = outputKind(this.name, args);
    const held: string[] = [];
    const show = (stream: 'stdout' | 'stderr', text: string) => onLine(stream, redactor.text(text, 'any'));
    const stdout = new LineOutput((line) => (kind === 'lines' ? show('stdout', line) : held.push(line)));
    const stderr = new LineOutput((line) => show('stderr', line));
    return {
      stdout,
      stderr,
      end: () => {
        stdout.end();
        stderr.end();
        if (held.length === 0) return;
        const text = kind === 'secret' ? mask : redactor.text(held.join('\n'), 'secrets');
        text.split('\n').forEach((line) => onLine('stdout', line));
      },
    };
  }
}

/** Standard input as a dry run shows it. */
function shownInput(call: ToolCall, redactor: Redactor): string {
  return redactor.text(call.shownStdin ?? call.stdin ?? '');
}
