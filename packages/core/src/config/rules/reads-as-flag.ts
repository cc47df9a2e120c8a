import type {Rule, StepSubject} from './rule.js';

/** What a tool is given as an argument, and not as the value of a flag, does not begin like one. */
export const readsAsFlag: Rule<StepSubject> = {
  name: 'reads-as-flag',
  check({file, block}, report) {
    const check = (key: string, text: string | undefined, tool: string) => {
      if (!text?.trim().startsWith('-')) return;
      report('KF308', block.at(key).location, `${tool} would read \`${text}\` as a flag`, {
        hint: `no \`${key}\` begins with \`-\``,
      });
    };
    check('pod', file.exec?.pod, 'kubectl');
    check('for', file.wait?.for, 'kubectl');
    check('chart', file.helm?.chart, 'helm');
    check('context', file.dockerBuild?.context, 'docker');
  },
};
