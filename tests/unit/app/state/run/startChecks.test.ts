import { expect, it } from 'vitest';
import { createStartChecks } from '../../../../../app/state/run/startChecks.ts';
import { defaultExperiment } from '../../../../../src/experiment/defaults.ts';

const experiment = defaultExperiment();
const problem = { path: 'cards', message: 'No.' };

it('holds nothing against an experiment before the check is there', async () => {
  const checks = createStartChecks(async () => () => [problem]);
  expect(checks.getState().problemsOf(experiment)).toEqual([]);
  await Promise.resolve();
  expect(checks.getState().problemsOf(experiment)).toEqual([problem]);
});

it('does without a check that cannot be loaded', async () => {
  const checks = createStartChecks(() => Promise.reject(new Error('no network')));
  await new Promise((resolve) => setTimeout(resolve));
  expect(checks.getState().problemsOf(experiment)).toEqual([]);
});
