import { expect, it } from 'vitest';
import { withRunner } from '../../../src/cli/trainRun.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setComparison, setData, setNumTasks, setTraining } from '../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { alarmsOfCard } from '../../../src/run/report/cardAlarms.ts';
import type { Preset } from '../../../src/teach/presets/presets.ts';
import {
  evidenceOf,
  heldText,
  isSound,
  numHeld,
  type PresetReport,
  presetReport,
} from '../../studies/presetReport.ts';

/** Two tasks, steps enough to learn something, AdaTT-sp with four experts, and MMoE with six until the budget makes them four. */
const tiny = () => {
  const few = { source: 'synthetic', inputDim: 4, numTrainRows: 100, numValidationRows: 40, numTestRows: 40 };
  const base = setData(setNumTasks({ ...defaultExperiment(), cards: cardsOf(['adattSp', 'mmoe']) }, 2), few);
  const short = setTraining(base, {
    numSteps: 30,
    evalEvery: 10,
    numReplicas: 3,
    batchSize: 16,
    learningRate: 0.01,
  });
  return setCardOptions(setCardOptions(short, 'A', { numTaskExperts: 2 }), 'B', { numExperts: 6 });
};

const presetOf = (experiment: Experiment): Preset => ({
  id: 'tiny',
  chapter: 'start',
  title: '',
  hint: '',
  shows: '',
  answer: null,
  experiment,
  beats: [],
  claims: [],
  sweep: null,
});

it.each([
  ['at the sizes of the budget', { budget: 'equalExperts' }, [null, null]],
  ['of the rate picked', { isTuned: true, learningRates: [0.003] }, [0.003, 0.003]],
] as const)('reads the gates of the networks that are trained, %s', async (_, changed, rates) => {
  const experiment = setComparison(tiny(), changed);
  const preset = presetOf(experiment);
  const evidence = await withRunner({ backend: 'wasm', numWorkers: 1 }, (runner) =>
    evidenceOf(preset, 1, runner),
  );
  const { cards } = evidence.summary;
  expect(cards.map(({ learningRate }) => learningRate)).toEqual(rates);
  expect(cards.map((card) => alarmsOfCard(evidence, card))).toEqual([expect.any(Array), expect.any(Array)]);
});

it('measures no interval where one architecture has no other to be compared with', async () => {
  const experiment = { ...tiny(), cards: tiny().cards.slice(0, 1) };
  const preset = presetOf(experiment);
  const report = await withRunner({ backend: 'wasm', numWorkers: 1 }, (runner) =>
    presetReport(preset, [1], runner),
  );
  expect(report.runs.map(({ halfWidth }) => halfWidth)).toEqual([null]);
  expect(isSound(report)).toBe(true);
});

it('counts the seeds on which all claims held together, and says how many held a claim', () => {
  const claim = { kind: 'noAlarm' } as const;
  const run = { seconds: 1, halfWidth: null, cards: [], points: [] };
  const report: PresetReport = {
    id: 'tiny',
    linkLength: 10,
    runs: [1, 2, 3, 4, 5, 6].map((seed) => ({ seed, ...run })),
    claims: [
      { claim, seeds: [1, 2, 3, 4, 5] },
      { claim, seeds: [2, 3, 4, 5, 6] },
    ],
  };
  expect(numHeld(report)).toBe(4);
  expect(isSound(report)).toBe(false);
  expect([heldText(3, 4), heldText(5, 6)]).toEqual([
    'held on 3 of 4 seeds (TOO FEW)',
    'held on 5 of 6 seeds',
  ]);
});
