/** `@kflow/core/printable`: apart from the rest, for what has to start without all of it. */
export {printable, printableLines} from './source/printable.js';
