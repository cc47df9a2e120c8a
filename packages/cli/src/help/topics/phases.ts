import type {HelpTopic} from './help-topic.js';

/** Strict phases. */
export const phasesTopic: HelpTopic = {
  name: 'phases',
  summary: 'strict stages, and what runs at once inside them',
  body: `\
\`phases\` of the root config is an ordered list; each resource says with \`phase\` which one it belongs to. Every step and every wait of a phase ends before anything of the next one begins: when phase two starts, phase one is ready. Destroy goes through them in reverse.

  phases:
    - {name: storage, description: volumes for everybody}
    - ingress
    - apps

A resource without \`phase\` belongs to an implicit last one, called default.

Inside a phase everything runs as soon as what it depends on is there, at most --concurrency processes at once (8 by default); waits take no slot. What has the longest way still ahead of it goes first, then what is declared first. The order is the same each time.

When a step fails, no new work begins, what runs is allowed to end, and what did not run is listed with the reason. --keep-going goes on, inside the phase, with what does not depend on the failure.

Phases are for what is true of everything: storage before whatever stores, an ingress controller before routes. For one thing that needs another, \`dependsOn\` says more and waits less.

See also: kflow plan, kflow graph, kflow help references.`,
};
