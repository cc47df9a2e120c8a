/** Of these a release may have none; the others are told of. */
const bad = new Set(['high', 'critical']);

/**
 * What `pnpm audit --json` came to. `unknown`: it could not be made (no network, a registry without the service), which is no verdict at all.
 *
 * @param {string} stdout
 * @returns {{verdict: 'good' | 'bad' | 'unknown', lines: string[]}}
 */
export function judgeAudit(stdout) {
  let report;
  try {
    report = JSON.parse(stdout);
  } catch {
    return {verdict: 'unknown', lines: ['pnpm audit printed no report']};
  }
  if (report?.error || typeof report?.metadata?.vulnerabilities !== 'object') {
    return {verdict: 'unknown', lines: [report?.error?.message ?? 'pnpm audit printed something else than a report']};
  }
  const found = Object.values(report.advisories ?? {});
  const lines = found.map(
    ({severity, module_name, vulnerable_versions, title, url}) =>
      `${severity}: ${module_name} ${vulnerable_versions}: ${title} (${url})`,
  );
  return {verdict: found.some(({severity}) => bad.has(severity)) ? 'bad' : 'good', lines};
}
