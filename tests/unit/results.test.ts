import { expect, test } from 'vitest';
import { countTests, lastCount, secondsByKind } from '../results.mjs';

const file = { name: '/tree/tests/unit/a.test.ts', startTime: 1000, endTime: 3000 };
const passing = {
  ...file,
  status: 'passed',
  assertionResults: [{ status: 'passed' }, { status: 'skipped' }],
};
const failing = { ...file, status: 'failed', assertionResults: [{ status: 'passed' }, { status: 'failed' }] };
const broken = { ...file, status: 'failed', assertionResults: [] };

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

test.for([
  ['a run that went well', '✓ tests (1.0 s)\n\n12 passed, 0 failed\n', 0, { passed: 12, failed: 0 }],
  ['one with failures', '1 passed, 0 failed\n\n12 passed, 3 failed\n', 1, { passed: 12, failed: 3 }],
  ['one that ended with an error', '\n12 passed, 0 failed\n', 1, { passed: 12, failed: 1 }],
  ['one that a signal ended', '12 passed, 0 failed\nmore\n', null, { passed: 0, failed: 1 }],
  ['one that counted nothing', '', 0, { passed: 0, failed: 1 }],
] as const)('reads the count of %s', ([, output, exitCode, count]) => {
  expect(lastCount(output, exitCode)).toEqual(count);
});

test('tells the time of each kind of tests, those of files side by side once', () => {
  const fileAt = (name: string, startTime: number, endTime: number) => ({
    ...passing,
    name: `/tree/tests/${name}`,
    startTime,
    endTime,
  });
  const testResults = [
    fileAt('unit/a.test.ts', 1000, 4000),
    fileAt('golden/b.test.ts', 2000, 5500),
    fileAt('unit/d.dom.test.tsx', 3000, 5000),
    fileAt('e2e/c.e2e.test.ts', 6000, 7000),
    fileAt('new/e.test.ts', 8000, 9000),
  ];
  expect(secondsByKind({ testResults })).toEqual([
    { kind: 'in jsdom', seconds: 2 },
    { kind: 'in Node', seconds: 4.5 },
    { kind: 'of the built page', seconds: 1 },
    { kind: 'others', seconds: 1 },
  ]);
  expect(secondsByKind(null)).toEqual([]);
});
