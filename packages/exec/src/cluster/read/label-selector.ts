/** Whether labels satisfy a selector. */
export type LabelMatch = (labels: {readonly [key: string]: string} | undefined) => boolean;

const set = /^([^\s!=,()]+)\s+(in|notin)\s+\(([^()]*)\)$/;
const equality = /^([^\s!=,()]+)\s*(=|==|!=)\s*([^\s!=,()]*)$/;
const existence = /^(!?)\s*([^\s!=,()]+)$/;

/**
 * Reads a label selector (`app=web,tier in (a, b),!canary`), to match labels here instead of asking the API server for each selector. As
 * there, `!=` and `notin` also match what lacks the key. Undefined when it is none of that: then the API server has to judge it. Source:
 * k8s.io/apimachinery/pkg/labels/selector.go.
 */
export function labelMatch(selector: string): LabelMatch | undefined {
  const requirements: LabelMatch[] = [];
  // Commas inside of brackets separate values.
  for (const part of selector.split(/,(?![^()]*\))/)) {
    const requirement = requirementOf(part.trim());
    if (requirement === undefined) return undefined;
    requirements.push(requirement);
  }
  return (labels) => requirements.every((matches) => matches(labels));
}

function requirementOf(text: string): LabelMatch | undefined {
  const [, key, operator, values] = set.exec(text) ?? equality.exec(text) ?? [];
  if (key !== undefined && values !== undefined) {
    const known = new Set(operator?.endsWith('in') ? values.split(',').map((value) => value.trim()) : [values]);
    const isAmong: LabelMatch = (labels) => {
      const value = labels?.[key];
      return value !== undefined && known.has(value);
    };
    return operator === '!=' || operator === 'notin' ? (labels) => !isAmong(labels) : isAmong;
  }
  const [, not, name] = existence.exec(text) ?? [];
  if (name === undefined) return undefined;
  return (labels) => (labels?.[name] !== undefined) !== (not === '!');
}
