import type {FakeCluster} from '../fake-tools.js';
import type {Answers, RunnerSuiteOptions} from './suite-options.js';

/** A cluster in which everything is there already, as kubectl and helm tell of it. */
export const everythingExists: FakeCluster = ({tool, args}) => {
  if (tool === 'kubectl' && args[0] === 'create' && !args.some((arg) => arg.startsWith('--dry-run'))) {
    return {exitCode: 1, stderr: 'Error from server (AlreadyExists): it already exists'};
  }
  if (tool === 'helm' && args[0] === 'install') {
    return {exitCode: 1, stderr: 'Error: INSTALLATION FAILED: cannot re-use a name that is still in use'};
  }
  return undefined;
};

/** A cluster in which nothing is, as kubectl and helm tell of it. */
export const nothingExists: FakeCluster = ({tool, args}) => {
  const verb = args[0] ?? '';
  if (args.includes('--ignore-not-found') || args.includes('--ignore-not-found=true')) return {};
  if (tool === 'helm') {
    return ['uninstall', 'delete', 'status', 'get', 'rollback', 'history'].includes(verb)
      ? {exitCode: 1, stderr: 'Error: release: not found'}
      : undefined;
  }
  // A selector that finds nothing is no error.
  const asksForOne = ['get', 'delete', 'describe', 'patch', 'annotate', 'label', 'scale'].includes(verb);
  if (!asksForOne || args.some((arg) => /^(-l|--selector|--all|-l=.*|--selector=.*)$/.test(arg))) return undefined;
  return namesOne(args) ? {exitCode: 1, stderr: 'Error from server (NotFound): it was not found'} : undefined;
};

/** `get pods` lists; `get pod web`, `get pod/web` and `delete -f x.yaml` name. */
function namesOne(args: readonly string[]): boolean {
  const [, first = '', second = '-'] = args;
  return first.includes('/') || first.startsWith('-') || !second.startsWith('-');
}

/** A situation that a runner may find. */
export type Situation = 'new' | 'existing' | 'gone' | 'waiting';

/** What commands answer in a situation: what the options say of it, then what they say of every one, then what kubectl and helm say. */
export function answersIn<Config>(situation: Situation, options: RunnerSuiteOptions<Config>): Answers {
  const {answers = [], existing = [], gone = [], waiting = []} = options;
  switch (situation) {
    case 'new':
      return answers;
    case 'existing':
      return [...existing, ...answers, everythingExists];
    case 'gone':
      return [...gone, ...answers, nothingExists];
    case 'waiting':
      return [...waiting, ...answers];
  }
}
