import {dataKeys} from './data-keys.js';
import {duplicatePhase} from './duplicate-phase.js';
import {duplicateResource} from './duplicate-resource.js';
import {duplicateStep} from './duplicate-step.js';
import {duration} from './duration.js';
import {emptyReference} from './empty-reference.js';
import {encrypted} from './encrypted.js';
import {execTarget} from './exec-target.js';
import {idleResource} from './idle-resource.js';
import {labelSelector} from './label-selector.js';
import {namespaceConflict} from './namespace-conflict.js';
import {namespaceName} from './namespace-name.js';
import {noResources} from './no-resources.js';
import {objectName} from './object-name.js';
import {oneKind} from './one-kind.js';
import {oldYaml} from './old-yaml.js';
import {phaseName} from './phase-name.js';
import {pushOrLoad} from './push-or-load.js';
import {readsAsFlag} from './reads-as-flag.js';
import {resourceName} from './resource-name.js';
import {rolloutKindsRule} from './rollout-kinds.js';
import type {ConfigSubject, ProjectSubject, ResourceSubject, Rule, StepSubject} from './rule.js';
import {stepName} from './step-name.js';
import {unknownPhase} from './unknown-phase.js';
import {valueSource} from './value-source.js';
import {waitTarget} from './wait-target.js';
import {workloads} from './workloads.js';

/** What the root config is checked for. */
export const configRules: Rule<ConfigSubject>[] = [phaseName, duplicatePhase];

/** What each resource is checked for. */
export const resourceRules: Rule<ResourceSubject>[] = [
  resourceName,
  namespaceName,
  labelSelector,
  workloads,
  duplicateStep,
  emptyReference,
  idleResource,
];

/** What each step is checked for. */
export const stepRules: Rule<StepSubject>[] = [
  stepName,
  oneKind,
  encrypted,
  namespaceConflict,
  objectName,
  dataKeys,
  valueSource,
  waitTarget,
  duration,
  rolloutKindsRule,
  execTarget,
  readsAsFlag,
  pushOrLoad,
  oldYaml,
];

/** What the project as a whole is checked for. */
export const projectRules: Rule<ProjectSubject>[] = [noResources, duplicateResource, unknownPhase];
