// What npm installed: all of @kflow/core in one module, as it is. Where there is a bundler, '@kflow/core' is what to import.
export {memoryFiles, planProject, renderSvg} from './node_modules/@kflow/core/dist/browser.js';
