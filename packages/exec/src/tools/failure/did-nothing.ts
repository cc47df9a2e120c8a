import {KflowError} from '../../errors/kflow-error.js';

const codes = {kubectl: 'KF722', helm: 'KF723'} as const;

/**
 * The error (external) for a tool that exited with 0 and did not do what it was called for.
 *
 * @param rest what was not done, after `kubectl said that all is well, and `
 */
export function didNothing(tool: keyof typeof codes, rest: string): KflowError {
  return new KflowError('external', codes[tool], `${tool} said that all is well, and ${rest}`, {
    hint: `is the ${tool} on your PATH the real one, and not a wrapper that does something else?`,
  });
}
