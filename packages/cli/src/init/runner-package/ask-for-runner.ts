import {classNameFrom} from '@kflow/core';
import {displayPath} from '../../terminal/display-path.js';
import {readClassName, readPackageName} from '../answers.js';
import type {Prompter} from '../prompter.js';
import {packageNameFor} from './runner-request.js';
import type {RunnerRequest} from './runner-request.js';

/** Asks for what the flags have not said, each question with a default. */
export async function askForRunner(request: RunnerRequest, prompter: Prompter): Promise<RunnerRequest> {
  prompter.say(
    `A new runner package: ${displayPath(request.dir)}. Enter takes what stands in brackets; Ctrl-C ends, and nothing is written.`,
  );
  prompter.say();
  const name =
    request.name ?? (await prompter.ask('Name of the npm package', packageNameFor(request), readPackageName));
  const className = request.class ?? (await prompter.ask("The runner's class", classNameFrom(name), readClassName));
  return {...request, name, class: className};
}
