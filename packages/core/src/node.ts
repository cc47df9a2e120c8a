export * from './index.js';
export {loadProjectFromDisk} from './node/load-project-from-disk.js';
export {nodeFiles} from './node/node-files.js';
