/**
 * The platforms of the flag `--platforms`: `all`, or names with commas between them; none without it. Throws when there is no such one.
 *
 * @param {string | undefined} flag
 * @returns {Promise<string[]>}
 */
export async function chosenPlatforms(flag) {
  if (flag === undefined) return [];
  const {platforms} = await import('../../sandbox/platform-package.mjs');
  if (flag === 'all') return platforms;
  const chosen = flag.split(',');
  for (const name of chosen)
    if (!platforms.includes(name))
      throw new Error(`--platforms ${flag}: there is no platform ${name}. There are ${platforms.join(', ')}`);
  return chosen;
}
