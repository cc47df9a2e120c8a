import {fileURLToPath} from 'node:url';

/** The work tree's top directory, with a trailing slash. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
