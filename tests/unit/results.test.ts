import { expect, test } from 'vitest';
import { countTests } from '../results.mjs';

const passing = { status: 'passed', assertionResults: [{ status: 'passed' }, { status: 'skipped' }] };
const failing = { status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
const broken = { status: 'failed', assertionResults: [] };

test.for([
  ['all well', [passing, passing], 0, { passed: 2, failed: 0 }],
  ['a failed test', [passing, failing], 1, { passed: 2, failed: 1 }],
  ['a file that does not load', [passing, broken], 1, { passed: 1, failed: 1 }],
  ['an error outside the tests', [passing], 1, { passed: 1, failed: 1 }],
  ['no tests at all', [], 0, { passed: 0, failed: 1 }],
] as const)('counts %s', ([, testResults, exitCode, count]) => {
  expect(countTests({ testResults }, exitCode)).toEqual(count);
});

test('counts a missing report as a failure', () => {
  expect(countTests(null, null)).toEqual({ passed: 0, failed: 1 });
});
