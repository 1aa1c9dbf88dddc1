/** Linear models of a file's rows, told once before its run has finished; nothing is fitted that nobody asked for. */
import { expect, test } from 'vitest';
import type { Table } from '../../../../src/data/table/table.ts';
import type { FittedLinear } from '../../../../src/engine/train/linear/models.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { Clock } from '../../../../src/run/clock.ts';
import type { RunNews } from '../../../../src/run/protocol.ts';
import { PrivateSession } from '../../../../src/session/client/privateSession.ts';
import { fitLinear } from '../../../../src/session/engine/run.ts';
import { createRunControl } from '../../../../src/session/engine/runControl.ts';
import { experimentOnFile } from '../../data/table/onFile.ts';
import { createRealSession } from './realSession.ts';

const lines = [
  'a,b,city,bought',
  ...Array.from({ length: 400 }, (_, row) => {
    const [a, b] = [Math.sin(row), Math.cos(3 * row)];
    return [a.toFixed(4), b.toFixed(4), ['Rome', 'Oslo', 'Bern'][row % 3], Number(a + b > 0.5)].join(',');
  }),
];

async function onFile(resplits: boolean): Promise<{ experiment: Experiment; table: Table }> {
  const { experiment, table } = await experimentOnFile(lines, ['bought'], { resplits });
  const { cards, ...usual } = experiment;
  const training = { ...usual.training, numReplicas: 3, batchSize: 32, numSteps: 20, evalEvery: 10 };
  return {
    experiment: { ...usual, cards: cards.slice(0, 1), training: { ...training, backend: 'wasm' } },
    table,
  };
}

async function trained(experiment: Experiment, table: Table | null, fitsLinear: boolean) {
  const { session, record } = createRealSession();
  await new PrivateSession(() => session).train({ experiment, table, fitsLinear });
  const { numSteps } = experiment.training;
  const waits = record.of('progress').filter(({ state, step }) => state === 'running' && step === numSteps);
  return { told: record.of('linear'), numWaits: waits.length };
}

test.for([false, true])('are told with a value per repetition and task: resplits %s', async (resplits) => {
  const { experiment, table } = await onFile(resplits);
  const { told, numWaits } = await trained(experiment, table, true);
  // That no step is left is said while they are waited for.
  expect(numWaits).toBe(1);
  // The second time with what the end of the run has to do with them.
  expect(told.map(({ linear }) => linear.byRow !== undefined)).toEqual(resplits ? [false] : [false, true]);
  const { linear } = told[0] ?? {};
  expect(linear?.auc).toHaveLength(3);
  expect(Math.min(...(linear?.auc ?? []))).toBeGreaterThan(0.95);
  // Each split has rows of its own.
  expect(new Set(linear?.test).size).toBe(resplits ? 3 : 1);
  expect((await trained(experiment, table, true)).told).toEqual(told);
});

test('are fitted for nobody who did not ask, and of no rows that are made up', async () => {
  const { experiment, table } = await onFile(false);
  expect(await trained(experiment, table, false)).toEqual({ told: [], numWaits: 0 });
  const { cards, training, ...usual } = defaultExperiment();
  const madeUp = {
    ...usual,
    cards: cards.slice(0, 1),
    training: { ...training, numReplicas: 1, numSteps: 2 },
  };
  expect(await trained(madeUp, null, true)).toEqual({ told: [], numWaits: 0 });
});

test.each([
  [true, 5000],
  [false, 1000],
])(
  'leave four fifths of the time to training while there are steps to take: %s',
  async (isRunning, expected) => {
    let nowMs = 0;
    const clock: Clock = {
      now: () => nowMs,
      wait: async (ms) => {
        nowMs += ms;
      },
      yieldToMessages: async () => undefined,
    };
    const told: RunNews[] = [];
    const linear = { penalty: [], validation: [], test: [], auc: [], calibration: [] };
    function* fitting(): Generator<void, FittedLinear, void> {
      for (let part = 0; part < 10; part++) {
        nowMs += 100;
        yield;
      }
      return { losses: linear, tested: [] };
    }
    const { experiment } = await onFile(false);
    const control = createRunControl(experiment.training, clock);
    const tools = {
      trainer: { fitLinear: async () => fitting() },
      pairing: null,
      control,
      clock,
      emit: (news: RunNews) => told.push(news),
    };
    await fitLinear(experiment.data, tools, () => ({ isRunning: () => isRunning }))?.();
    expect(nowMs).toBe(expected);
    expect(told).toEqual([{ type: 'linear', linear }]);
  },
);
