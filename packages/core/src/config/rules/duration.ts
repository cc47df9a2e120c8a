import {parseDuration} from '../normalize/duration.js';
import type {Rule, StepSubject} from './rule.js';

/** Timeouts are durations. */
export const duration: Rule<StepSubject> = {
  name: 'duration',
  check({file, block}, report) {
    const timeout = file.wait?.timeout ?? file.rolloutWait?.timeout;
    if (timeout === undefined || parseDuration(String(timeout)) !== undefined) return;
    report('KF210', block.at('timeout').location, `\`${timeout}\` is no duration`, {
      hint: 'write a number of seconds, or something like `90s`, `5m` or `1h30m`',
    });
  },
};
