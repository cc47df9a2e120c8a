import {fileURLToPath} from 'node:url';

/** The folder of this package, from dist/ and from src/ alike: the Go sources and the stages lie in it. */
export const packageRoot = fileURLToPath(new URL('..', import.meta.url));
