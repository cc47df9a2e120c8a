/** Whether `--json` (or another flag without a value) stands anywhere before `--`: for what goes wrong before flags are parsed. */
export function mentions(argv: readonly string[], flag: `--${string}`): boolean {
  const end = argv.indexOf('--');
  return argv.slice(0, end === -1 ? undefined : end).includes(flag);
}
