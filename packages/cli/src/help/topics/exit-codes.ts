import type {HelpTopic} from './help-topic.js';

/** Exit codes. */
export const exitCodesTopic: HelpTopic = {
  name: 'exit-codes',
  summary: 'what a command exits with',
  body: `\
  0     it is so: done, healthy, valid
  1     something failed or is unhealthy, or the question was answered with no
  2     the input is at fault (config, flag, name, context), and nothing was run
  130   interrupted

A command never exits 0 when a rollout, a delete or a hook failed. Warnings do not change the exit code; \`kflow validate --strict\` takes them for errors.

Every problem has a code that keeps its meaning: KF0xx the command line, KF1xx to KF5xx the config, KF6xx runners, KF7xx kubectl, helm and what they are given, KF8xx the cluster, KF9xx kflow and its state. docs/diagnostics.md lists them all.

  kflow health web || echo "web is not well"
  kflow validate --strict && kflow apply --yes

The first Ctrl-C starts nothing new and lets what runs come to an end; the second ends that as well.`,
};
