import {configTopic} from './config.js';
import {environmentTopic} from './environment.js';
import {exitCodesTopic} from './exit-codes.js';
import type {HelpTopic} from './help-topic.js';
import {jsonTopic} from './json.js';
import {phasesTopic} from './phases.js';
import {referencesTopic} from './references.js';
import {runnersTopic} from './runners.js';
import {stateTopic} from './state.js';
import {stepKindTopics, stepsTopic} from './steps.js';

export type {HelpTopic} from './help-topic.js';

/** Every topic of `kflow help`, in the order in which they are listed. */
export const helpTopics: readonly HelpTopic[] = [
  configTopic,
  stepsTopic,
  ...stepKindTopics,
  referencesTopic,
  phasesTopic,
  stateTopic,
  runnersTopic,
  exitCodesTopic,
  environmentTopic,
  jsonTopic,
];
