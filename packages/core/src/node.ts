export * from './index.js';
export {loadProjectFromDisk} from './config/load-project-from-disk.js';
export {nodeFiles} from './source/node-files.js';
