import {expect, test} from '@jest/globals';
import {judgeAudit} from '../audit/judge-audit.mjs';

const report = (...severities: string[]) =>
  JSON.stringify({
    advisories: Object.fromEntries(
      severities.map((severity, index) => [
        index,
        {severity, module_name: 'left', vulnerable_versions: '<2', title: 'it pads', url: 'https://example.com/1'},
      ]),
    ),
    metadata: {vulnerabilities: {info: 0}},
  });

test.each([
  ['nothing known', report(), 'good', 0],
  ['nothing that matters', report('low', 'moderate'), 'good', 2],
  ['something high', report('low', 'high'), 'bad', 2],
  ['something critical', report('critical'), 'bad', 1],
  [
    'a registry without the service',
    '{"error": {"code": "ERR_PNPM_AUDIT_BAD_RESPONSE", "message": "405"}}',
    'unknown',
    1,
  ],
  ['no answer', '', 'unknown', 1],
  ['another answer', '{"a": 1}', 'unknown', 1],
])('%s', (_, stdout, verdict, lines) => {
  const judged = judgeAudit(stdout);
  expect(judged.verdict).toBe(verdict);
  expect(judged.lines).toHaveLength(lines);
});

test('what is found is named', () =>
  expect(judgeAudit(report('high')).lines).toEqual(['high: left <2: it pads (https://example.com/1)']));
