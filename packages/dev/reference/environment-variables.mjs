// Every environment variable that kflow reads or sets. A test looks for others in the sources.

/** What kflow reads. */
export const read = [
  ['KFLOW_CONFIG', 'The root config, when `--config` is not given. Default `./kflow.yaml`.'],
  [
    'KFLOW_CONTEXT',
    "The kubeconfig context, when `--context` is not given. Default: the config's, else the active one.",
  ],
  ['KUBECONFIG', 'As for kubectl and helm: the kubeconfig files, when `--kubeconfig` is not given.'],
  [
    'GOGC, GOMEMLIMIT',
    'With either, kubectl and helm are started as they are; otherwise with `GOGC=200`, or `800` where they hold little in memory, which takes an eighth to a quarter off their processor time.',
  ],
  ['PATH', 'Where kubectl, helm, docker and bash are looked for.'],
  ['PATHEXT', 'On Windows: the endings of programs that are looked for.'],
  [
    'KFLOW_CACHE_DIR',
    'Where kflow keeps what Node made of its own code, so that the next run of a command starts in three quarters of the time: in `code`, about 1 MB for each command and version, four versions at most, which may go at any time. Default `$XDG_CACHE_HOME/kflow`, else `~/.cache/kflow`.',
  ],
  ['XDG_CACHE_HOME', 'See above.'],
  ['NODE_DISABLE_COMPILE_CACHE, NODE_V8_COVERAGE', 'With either, nothing of the kind is kept.'],
  ['HOME', 'What `~` stands for in paths of a config; where state lies by default (`~/.kflow`).'],
  [
    'CI',
    'With any value but `false` or nothing: lines that are never taken back, instead of a display that is redrawn.',
  ],
  ['NO_COLOR', 'With any value: no colors.'],
  ['FORCE_COLOR', 'Colors where there is no terminal, unless it is `0` or `false`.'],
  ['TERM', '`dumb`: no colors, and no display that is redrawn.'],
  ['COLUMNS', 'The width of tables, where there is no terminal to ask.'],
  ['LANG, LC_ALL, LC_CTYPE', 'Whether symbols other than ASCII can be shown.'],
  ['TERM_PROGRAM, WT_SESSION', 'The same on Windows, where those are not set.'],
  ['DEBUG', 'With any value: the stack of a bug in kflow is shown, as with `--verbose`.'],
];

/** What kflow sets for what it runs: scripts, and hooks of the runner `command` (all but the last two also for `ctx.run`). */
export const set = [
  ['KFLOW_RESOURCE', 'script, hooks', 'The name of the resource.'],
  ['KFLOW_NAMESPACE', 'script, hooks', 'The namespace of the step.'],
  ['KFLOW_CONTEXT', 'script, hooks', 'The name of the kubeconfig context of the run.'],
  ['KFLOW_OPERATION', 'script, hooks', '`apply`, `destroy`, `reload` ...'],
  ['KUBECONFIG', 'script, hooks', 'The file of `--kubeconfig`, when that was given; otherwise it is as it was.'],
  ['KFLOW_HOOK', 'hooks', 'The hook: `apply`, `postApply` ...'],
  ['KFLOW_DRY_RUN', 'hooks', '`true` under `--dry-run`, else `false`.'],
];

/** What only the workspace and the sandbox read. */
export const development = [
  [
    'KFLOW_CACHE_DIR',
    'Also where the control plane of the sandbox is kept once it is built, with what the workspace installs.',
  ],
  [
    'XDG_CONFIG_HOME, APPDATA, GOENV',
    'Where Go keeps settings of yours, such as a proxy, which building the control plane honours.',
  ],
  ['UPDATE_DOCS', '`docs/diagnostics.md` is written anew by the test that compares it.'],
];
