import type {Along} from '../graph/select-resources.js';
import type {StepKind} from '../steps/index.js';
import type {Operation, PlanRequest} from './plan.js';

/** How the plan of an operation differs from that of `apply`. */
export interface OperationRule {
  /** Last phase first, last step first, dependents before dependencies. */
  reverse: boolean;
  /** Whether dependencies (dependents where the order is reversed) come along unless the request says otherwise. */
  deps: boolean;
  /** Only steps of this kind, and resources that have one. */
  only?: StepKind;
}

/** The rule of each operation. */
export const operationRules: {readonly [Name in Operation]: OperationRule} = {
  apply: {reverse: false, deps: true},
  destroy: {reverse: true, deps: true},
  restart: {reverse: false, deps: false},
  reload: {reverse: false, deps: true},
  helm: {reverse: false, deps: true, only: 'helm'},
  status: {reverse: false, deps: false},
  health: {reverse: false, deps: false},
};

/** What comes along with the named resources. */
export function along({operation, deps}: PlanRequest): Along {
  const rule = operationRules[operation];
  if (!(deps ?? rule.deps)) return 'nothing';
  return rule.reverse ? 'dependents' : 'dependencies';
}
