export {invariants, violations} from './invariants/index.js';
export type {Invariant, ObservedRun} from './invariants/observed-run.js';
export {simulate} from './simulation/simulate.js';
export type {SimulatedRun, Simulation, SimulationParts} from './simulation/simulate.js';
