export * from './index.js';
export {eventLoopTurns} from './node/event-loop-turns.js';
export {loadProjectFromDisk} from './node/load-project-from-disk.js';
export {nodeFiles} from './node/node-files.js';
export {planProjectFromDisk} from './node/plan-project-from-disk.js';
export {existingFiles, writeScaffold} from './node/write-scaffold.js';
