/** `npm run reference -- DIRECTORY`: the reference of every exported name, as HTML, from the sources. Exits with 1 when a docstring is at fault. */
import {join, resolve} from 'node:path';
import {root} from '../root.mjs';
import {makeReference} from './typedoc.mjs';

const [directory = join(root, 'node_modules', '.reference')] = process.argv.slice(2);
const problems = await makeReference(root, resolve(directory));
for (const problem of problems) console.error(problem);
console.log(join(resolve(directory), 'index.html'));
if (problems.length > 0) process.exitCode = 1;
