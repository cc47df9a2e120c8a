import type {HelpTopic} from './help-topic.js';

/** `--json`. */
export const jsonTopic: HelpTopic = {
  name: 'json',
  summary: 'what --json prints',
  body: `\
Results go to stdout; progress, warnings and errors to stderr. With --json, stdout has one document:

  plan       {version, operation, phases: [{name, steps: [{id, resource, step, kind, after, ...}]}]}
  validate   {valid, diagnostics: [{code, severity, message, hint, at: {file, line, column}}]}
  list       {phases, resources}
  status     {context, resources: [{name, phase, namespace, state, ready, total, helm, drift, lastApplied}]}
  health     {healthy, resources: [{name, namespace, healthy, detail, workloads}]}
  graph      the graph: phases, nodes, edges
  runners    {runners: [{name, description, file, hooks, configSchema}]}
  doctor     {ok, checks: [{name, outcome, detail, fix}]}

Any command that is refused for bad input prints what validate does, and exits 2. One that fails otherwise prints {error: {code, message, hint}}.

Commands that run steps (apply, destroy, restart, reload, helm) and logs print a stream instead, one object a line, as things happen: run.started, phase.started, step.started, step.output, workload.progress, step.succeeded, step.failed, step.skipped, warning, run.finished ...

  kflow plan --json | jq -r '.phases[].steps[].id'
  kflow health --json | jq -r '.resources[] | select(.healthy | not) | .name'
  kflow apply --yes --json | jq -r 'select(.type == "step.failed")'`,
};
