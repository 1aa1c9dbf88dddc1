import { expect, it } from 'vitest';
import type { TestModule } from 'vitest/node';
import { countsOf } from '../countReporter.ts';

/** As much of a file of tests as is read. */
const fileOf = (state: string, ...states: readonly string[]) =>
  ({
    state: () => state,
    children: { allTests: () => states.map((one) => ({ result: () => ({ state: one }) })) },
  }) as unknown as TestModule;

const passing = fileOf('passed', 'passed', 'skipped');

it.each([
  ['all well', [passing, passing], 0, [2, 0]],
  ['a failed test', [passing, fileOf('failed', 'passed', 'failed')], 0, [2, 1]],
  ['a file that does not load, or whose set-up fails', [passing, fileOf('failed', 'skipped')], 0, [1, 1]],
  ['an error outside of tests', [passing], 1, [1, 1]],
  ['no tests at all', [], 0, [0, 1]],
] as const)('counts %s', (_, files, numErrors, counts) => {
  expect(countsOf(files, numErrors)).toEqual(counts);
});
