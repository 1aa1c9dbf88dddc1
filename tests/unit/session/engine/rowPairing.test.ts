/** Rows are compared at the steps that networks report, whatever was evaluated since. */
import { expect, test } from 'vitest';
import type { CardEvaluation } from '../../../../src/analysis/produced/evaluation.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setComparison } from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { rowPairingOf } from '../../../../src/session/engine/rowPairing.ts';
import { experimentOnFile } from '../../data/table/onFile.ts';

async function onFile(resplits = false): Promise<Experiment> {
  const rows = Array.from({ length: 60 }, (_, row) => `${row % 7},${row % 5}`);
  const { experiment: usual } = await experimentOnFile(['a,spent', ...rows], ['spent'], { resplits });
  const training = { ...usual.training, numReplicas: 2, numSteps: 30, evalEvery: 10 };
  return { ...usual, cards: usual.cards.slice(0, 1), training };
}

const known = { validation: [1, 1], test: [1, 1], floor: [0, 0] };
const tested = [
  {
    isBinary: false,
    labels: Float64Array.of(0, 0),
    scores: Float64Array.of(0, 0),
    numRows: 2,
    numPositive: 0,
  },
];

/** Both replicas predict 0 for the first row and, together, squares of `4 * step` for the second. */
const evaluation = (step: number, validation: readonly number[]): CardEvaluation => ({
  cardId: 'A',
  loss: { step, train: [], validation, test: validation, auc: validation.map(() => Number.NaN) },
  gates: { step, levels: [] },
  testLogits: [1, 2].map((replica) => Float32Array.of(0, replica * Math.sqrt(step))),
});

async function compared(experiment: Experiment, evaluations: readonly CardEvaluation[]) {
  const pairing = rowPairingOf(experiment, known);
  for (const one of evaluations) pairing?.take([one]);
  return (await pairing?.varianceBesides(tested, async () => undefined))?.networks['A'];
}

/** Of losses 0 and `loss`. */
const varianceOf = (loss: number) => (loss * loss) / 2 / 2;

test('each repetition is compared at its best step, or at the last where that is reported', async () => {
  const experiment = await onFile();
  const evaluations = [
    evaluation(10, [0.5, 0.9]),
    evaluation(15, [0.1, 0.1]),
    evaluation(20, [0.7, 0.8]),
    evaluation(30, [0.6, 0.95]),
  ];
  const best = await compared(experiment, evaluations);
  // Step 15 is not on the schedule.
  expect(best?.steps).toEqual([10, 20]);
  expect(best?.losses[0]).toBeCloseTo(varianceOf((1 * 10 + 4 * 20) / 2), 2);
  const last = await compared(setComparison(experiment, { reportingRule: 'finalStep' }), evaluations);
  expect(last?.steps).toEqual([30, 30]);
  expect(last?.losses[0]).toBeCloseTo(varianceOf((5 * 30) / 2), 2);
});

test('so many rows are kept that all networks have room, and none where each repetition has its own', async () => {
  const experiment = await onFile();
  expect(rowPairingOf(experiment, known)?.mostTestRows).toBe(20_000);
  const many = { ...experiment, training: { ...experiment.training, numReplicas: 2000 } };
  expect(rowPairingOf(many, known)?.mostTestRows).toBe(4000);
  expect(rowPairingOf(await onFile(true), known)).toBeNull();
  expect(rowPairingOf(defaultExperiment(), known)).toBeNull();
});
