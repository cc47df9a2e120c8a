/** What people write, and kflow reads: a field more that has to be there breaks what they wrote. */
const written = /^(?:config|resource)\.schema\.json#/;

/**
 * What became of the items of a package since they were last released. An item that is new breaks nobody, unless it is a member that others now have
 * to have, too.
 *
 * @param {{[item: string]: string}} released the text of each item
 * @param {{[item: string]: {text: string, optional?: true}}} now
 * @returns {{item: string, change: 'added' | 'changed' | 'removed', was?: string, is?: string}[]} sorted by item
 */
export function compareItems(released, now) {
  const changes = [];
  for (const item of [...new Set([...Object.keys(released), ...Object.keys(now)])].sort()) {
    const was = released[item];
    const is = now[item]?.text;
    if (was === is) continue;
    if (is === undefined) changes.push({item, change: 'removed', was});
    else if (was !== undefined) changes.push({item, change: 'changed', was, is});
    else changes.push({item, change: asksMore(item) ? 'changed' : 'added', is});
  }
  return changes;

  /** A new member, not optional, of something that was there before. Documents that kflow writes may have a field more: that asks nothing of anybody. */
  function asksMore(item) {
    if (written.test(item)) return now[item].text.endsWith('"required":true}');
    const dot = item.lastIndexOf('.');
    const owner = released[item.slice(0, dot)];
    return item.includes(': ') && dot > 0 && !now[item].optional && /\b(?:interface|class)\b/.test(owner ?? '');
  }
}
