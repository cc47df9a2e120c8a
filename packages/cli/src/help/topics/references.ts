import type {HelpTopic} from './help-topic.js';

/** `dependsOn`, and naming resources on the command line. */
export const referencesTopic: HelpTopic = {
  name: 'references',
  summary: 'dependsOn, and how to name resources on the command line',
  body: `\
An entry of \`dependsOn\`, of a resource or of a step, is one of:

  migrate            a step of the same resource (tried first): that step is done
  database           a resource: it is ready, its steps done and its workloads rolled out
  database.migrate   a step of another resource: that step is done

A name with dots means the longest resource name that exists; where two readings are possible, that is an error which names both. An unknown name is an error with a suggestion.

Inside a resource, steps run in declared order; an explicit \`dependsOn\` that contradicts it wins. A dependency on an earlier phase holds anyway; one on a later phase is ignored, with a warning. A cycle inside a phase is broken, with a warning that shows it as a path: of the resources and steps on it, the one declared first drops what it depends on there.

On the command line, names are names of resources or globs, in quotes so that your shell leaves them alone:

  kflow apply web            web, and what it depends on, also in earlier phases
  kflow apply web --no-deps  web alone
  kflow destroy 'db-*'       these, and what depends on them
  kflow restart web          just what was named; --with-deps for more

A pattern that matches nothing is an error: nothing runs. \`kflow plan web\` shows what a selection comes to, \`kflow graph\` what depends on what.`,
};
