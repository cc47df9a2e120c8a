import type {FailureRule} from '../subject.js';
import {claimRule} from './claim.js';
import {containerConfigRule} from './container-config.js';
import {containerStartRule} from './container-start.js';
import {crashLoopRule} from './crash-loop.js';
import {imageRule} from './image.js';
import {ownStatusRule} from './own-status.js';
import {podCreationRule} from './pod-creation.js';
import {readinessProbeRule} from './readiness-probe.js';
import {schedulingRule} from './scheduling.js';
import {volumeRule} from './volume.js';

/** Every rule by name, the most telling first: a Deployment whose deadline is over says less than its pods. */
export const failureRules: {readonly [name: string]: FailureRule} = {
  image: imageRule,
  containerConfig: containerConfigRule,
  containerStart: containerStartRule,
  crashLoop: crashLoopRule,
  readinessProbe: readinessProbeRule,
  volume: volumeRule,
  scheduling: schedulingRule,
  podCreation: podCreationRule,
  claim: claimRule,
  ownStatus: ownStatusRule,
};
