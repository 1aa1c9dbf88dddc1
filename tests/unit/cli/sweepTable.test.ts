import { expect, it } from 'vitest';
import { sweepCsv } from '../../../src/cli/sweepTable.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setTask } from '../../../src/experiment/edit.ts';
import { sweepAxisOf } from '../../../src/studies/sweep/axes.ts';
import { sweepOf } from '../../../src/studies/sweep/sweep.ts';

it('writes no name as CSV that a spreadsheet would run', () => {
  const experiment = setTask(defaultExperiment(), 0, { name: '=1+1' });
  const axis = sweepAxisOf(experiment, 'correlation');
  if (axis === undefined) throw new Error('The correlation can be swept.');
  const gain = { mean: -0.5, low: -1, high: 0, n: 3, numLeftOut: 0 };
  const point = {
    key: 0,
    measuredCorrelation: 0.125,
    gains: [{ cardId: 'A', overall: gain, perTask: [gain], baselineLosses: [0.25] }],
  };
  const [, , ofTask] = sweepCsv(sweepOf(experiment, axis, [0]), [point]).split('\n');
  expect(ofTask).toMatch(/^0,A [^,]*,'=1\+1,-0\.5,-1,0,3,0,0\.25,0\.125$/);
});
