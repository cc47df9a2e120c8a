export {buildControlPlane, type ControlPlane} from './build/control-plane.js';
export {buildHelm3} from './build/helm3.js';
export type {BuildOptions} from './build/program.js';
export {cacheDir, type Environment} from './cache-dir.js';
export type {OnProgress, Progress, ProgressStage} from './progress.js';
export type {ComponentExit} from './run/component.js';
export {SandboxError} from './sandbox-error.js';
export type {Sandbox, SandboxOptions} from './sandbox.js';
export {startSandbox} from './start-sandbox.js';
