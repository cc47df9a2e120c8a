import type {ResourceSubject, Rule} from './rule.js';

/** Workloads are `kind/name`. */
export const workloads: Rule<ResourceSubject> = {
  name: 'workloads',
  check({file, at}, report) {
    file.workloads?.forEach((entry, index) => {
      if (entry === undefined || /^[A-Za-z][\w.-]*\/[a-z\d]([a-z\d.-]*[a-z\d])?$/.test(entry)) return;
      report('KF212', at.at('workloads', index).location, `\`${entry}\` does not name a workload`, {
        hint: `write it as \`kind/name\`: \`deployment/${/^[a-z\d-]+$/.test(entry) ? entry : 'web'}\``,
      });
    });
  },
};
