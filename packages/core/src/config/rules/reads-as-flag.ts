import type {Rule, StepSubject} from './rule.js';

/** What a tool is given as an argument, and not as the value of a flag, does not begin like one. */
export const readsAsFlag: Rule<StepSubject> = {
  name: 'reads-as-flag',
  check({file, block}, report) {
    const given: [key: string, text: string | undefined, tool: string][] = [
      ['pod', file.exec?.pod, 'kubectl'],
      ['for', file.wait?.for, 'kubectl'],
      ['chart', file.helm?.chart, 'helm'],
      ['context', file.dockerBuild?.context, 'docker'],
    ];
    for (const [key, text, tool] of given) {
      if (!text?.trim().startsWith('-')) continue;
      report('KF308', block.at(key).location, `${tool} would read \`${text}\` as a flag`, {
        hint: `no \`${key}\` begins with \`-\``,
      });
    }
  },
};
