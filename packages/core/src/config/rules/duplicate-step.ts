import type {DeclaredStep} from '../read/declared-steps.js';
import type {ResourceSubject, Rule} from './rule.js';

/** Every step of a resource has a name of its own, counting those that the shorthand makes. */
export const duplicateStep: Rule<ResourceSubject> = {
  name: 'duplicate-step',
  check({steps}, report) {
    const first = new Map<string, DeclaredStep>();
    for (const step of steps) {
      if (!step.name) continue;
      const before = first.get(step.name);
      if (!before) {
        first.set(step.name, step);
        continue;
      }
      const at = before.nameAt.location;
      const made = before.shorthand
        ? `the first made by the shorthand on line ${at.line}`
        : `the first on line ${at.line}`;
      report('KF302', step.nameAt.location, `there are two steps \`${step.name}\`, ${made}`, {
        hint: step.shorthand ? 'give one of them a `name`' : 'rename one of the two',
        related: [{message: 'first here', at}],
      });
    }
  },
};
