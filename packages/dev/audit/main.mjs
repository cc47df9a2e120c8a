/** `npm run audit`: known vulnerabilities of what is shipped. */
import {audit} from './audit.mjs';

process.exitCode = (await audit()) ? 0 : 1;
