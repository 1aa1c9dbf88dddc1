import { beforeAll, expect, it } from 'vitest';
import type { Checkpoint } from '../../../../src/analysis/produced/networks.ts';
import type { LearnedRequest } from '../../../../src/analysis/produced/questions.ts';
import { PLANE, planeOffsets, pointsOfPlane, sliceOffsets } from '../../../../src/data/plane.ts';
import { sizesOf } from '../../../../src/data/table/encode.ts';
import { exampleCsv } from '../../../../src/data/table/example.ts';
import { truthOf } from '../../../../src/data/truth.ts';
import { startBackend } from '../../../../src/engine/backend/startBackend.ts';
import { memory } from '../../../../src/engine/tf/tf.ts';
import type { StandingRun } from '../../../../src/engine/train/keptMoments.ts';
import { createLearner } from '../../../../src/engine/train/learned.ts';
import { placesOf } from '../../../../src/engine/train/learnedPlaces.ts';
import { replicaDataOf } from '../../../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { createCard, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { equalCorrelation } from '../../data/setup.ts';
import { setupWith, tableOf } from '../../data/table/csvFiles.ts';
import { savedLogitsOf } from './savedLogits.ts';

const usual = defaultExperiment();
const numTasks = usual.tasks.length;
const experiment: Experiment = {
  ...usual,
  data: {
    ...usual.data,
    inputDim: 9,
    numFeatures: 4,
    numTrainRows: 200,
    numValidationRows: 50,
    numTestRows: 50,
    correlation: equalCorrelation(numTasks, 0.6),
    secondCorrelation: equalCorrelation(numTasks, -0.2),
    switching: 'everyTask',
  },
  cards: usual.cards.slice(0, 2),
  training: { ...usual.training, numReplicas: 3, batchSize: 16, numSteps: 20 },
};
const request: LearnedRequest = {
  networkIds: ['A', 'B'],
  tasks: [2, 0],
  plane: 'tasksNegative',
  columns: null,
  replica: 1,
  step: null,
  level: 0,
};

beforeAll(async () => {
  const backend = await startBackend('wasm');
  await backend.activate();
});

const tools = { table: null, betweenParts: async () => undefined };

async function trained(of: Experiment = experiment): Promise<Checkpoint> {
  const trainer = await createTrainer(of, null);
  try {
    for (let step = 0; step < 5; step++) trainer.trainStep(0.01);
    return await trainer.checkpoint();
  } finally {
    trainer.dispose();
  }
}

/** A run that stands where it was saved. */
const standing = (saved: Checkpoint): StandingRun => ({
  step: saved.step,
  isEvaluated: true,
  checkpoint: async () => saved,
});

it('is what the networks predict, and nothing stays', async () => {
  const saved = await trained();
  const before = memory().numTensors;
  const learned = await createLearner(experiment, tools).learned(standing(saved), request);
  expect(memory().numTensors).toBe(before);
  const places = placesOf(experiment, null, 1, request);
  if (places === null || learned === null) throw new Error('There is a plane.');
  const points = pointsOfPlane(places.plane);
  const numPoints = planeOffsets.length ** 2;
  expect(learned.networks.map(({ networkId }) => networkId)).toEqual(['A', 'B']);
  for (const { networkId, planes, slices } of learned.networks) {
    const all = await savedLogitsOf(experiment, saved, networkId, points);
    for (const [place, task] of request.tasks.entries()) {
      const start = (numTasks + task) * numPoints; // of repetition 1
      expect(planes[place]).toEqual(all.slice(start, start + numPoints));
      expect(slices[place]?.length).toBe(3 * sliceOffsets.length);
    }
    const onLine = await savedLogitsOf(experiment, saved, networkId, places.lines[1] ?? points);
    const ofTask = [0, 1, 2].flatMap((replica) => {
      const start = replica * numTasks * sliceOffsets.length; // of task 0
      return [...onLine.subarray(start, start + sliceOffsets.length)];
    });
    expect([...(slices[1] ?? [])]).toEqual(ofTask);
  }
});

it('shows the first training rows where they lie above the plane', async () => {
  const learned = await createLearner(experiment, tools).learned(standing(await trained()), request);
  const plane = placesOf(experiment, null, 1, request)?.plane;
  const [data] = await replicaDataOf(experiment, [1], tools);
  if (plane === undefined || data === undefined) throw new Error('There are rows and a plane.');
  const { origin, right, up } = plane;
  const along = (row: number, axis: readonly number[]) =>
    axis.reduce(
      (sum, value, i) => sum + value * ((data.train.inputs[9 * row + i] ?? 0) - (origin[i] ?? 0)),
      0,
    );
  const expected = Array.from({ length: 200 }, (_, row) => [along(row, right), along(row, up)]).flat();
  expect(learned?.rows).toHaveLength(400);
  for (const [index, value] of (learned?.rows ?? []).entries())
    expect(value).toBeCloseTo(expected[index] ?? 9, 5);
});

it('looks where the last input has the sign asked for', () => {
  const lastOf = (plane: LearnedRequest['plane']) =>
    placesOf(experiment, null, 0, { ...request, plane })?.plane.origin.at(-1);
  expect([lastOf('tasks'), lastOf('tasksNegative'), lastOf('switch')]).toEqual([1, -1, 0]);
});

it('shows the mean of the repetitions beside the truth that is theirs', async () => {
  const saved = await trained();
  const learner = createLearner(experiment, tools);
  const [mean, ...alone] = await Promise.all(
    (['mean', 0, 1, 2] as const).map((replica) => learner.learned(standing(saved), { ...request, replica })),
  );
  expect(mean?.replica).toBeNull();
  const at = 321;
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const ofAlone = alone.map((one) => one?.networks[0]?.planes[1]?.[at] ?? Number.NaN);
  expect(mean?.networks[0]?.planes[1]?.[at]).toBeCloseTo(meanOf(ofAlone), 5);
  const places = placesOf(experiment, null, 2, request);
  const truth = truthOf(experiment, 2)?.(pointsOfPlane(places?.plane ?? { origin: [], right: [], up: [] }));
  expect(alone[2]?.truth?.planes[1]?.[at]).toBeCloseTo(truth?.[0]?.[at] ?? Number.NaN, 6);
});

it('shows one repetition where each has tasks of its own', async () => {
  const redrawn: Experiment = { ...experiment, data: { ...experiment.data, redraw: 'everything' } };
  const learned = await createLearner(redrawn, tools).learned(standing(await trained()), {
    ...request,
    replica: 'mean',
  });
  expect(learned?.replica).toBe(0);
  expect(learned?.truth?.slices[0]?.length).toBe(sliceOffsets.length);
});

it('looks back at a repetition as it was at every moment that was kept, to the bit', async () => {
  const alone: Experiment = { ...experiment, training: { ...experiment.training, numReplicas: 1 } };
  const trainer = await createTrainer(alone, null);
  const learner = createLearner(alone, tools);
  const asked = { ...request, replica: 0 };
  const run = (): StandingRun => ({ step: trainer.step, isEvaluated: true, checkpoint: trainer.checkpoint });
  const then = [];
  for (let at = 0; at < 3; at++) {
    await learner.keep(run());
    then.push(await learner.learned(run(), asked));
    for (let step = 0; step < 2; step++) trainer.trainStep(0.05);
  }
  expect(then[0]?.networks).not.toEqual(then[1]?.networks);
  learner.stopFollowing();
  for (const [step, index] of [
    [0, 0],
    [3, 1],
    [4, 2],
  ] as const) {
    const past = await learner.learned(run(), { ...asked, step });
    expect(past).toEqual({ ...then[index], request: { ...asked, step } });
  }
  expect((await learner.learned(run(), { ...asked, plane: 'tasks', step: 2 }))?.step).toBe(2);
  expect((await learner.learned(run(), asked))?.step).toBe(6);
  trainer.dispose();
});

it('shows the mean of repetitions as they stand, whatever step is asked for', async () => {
  const learner = createLearner(experiment, tools);
  const learned = await learner.learned(standing(await trained()), { ...request, replica: 'mean', step: 2 });
  expect([learned?.step, learned?.replica]).toEqual([5, null]);
});

/** The checkpoint with gates of level 1 that see nothing but the last input: expert 1 where it is positive. */
function withSwitchedGates(saved: Checkpoint): Checkpoint {
  const { inputDim } = experiment.data;
  const cards = saved.cards.map((card) => {
    const gates = card.parameters['level0.gates.0'];
    if (gates === undefined) return card;
    const numExperts = gates.length / (3 * numTasks * (inputDim + 1)); // [R*U, I+1, E]
    const switched = gates.map((_, index) => {
      const row = Math.floor(index / numExperts) % (inputDim + 1);
      return row === inputDim - 1 && index % numExperts === 0 ? 4 : 0;
    });
    return { ...card, parameters: { ...card.parameters, 'level0.gates.0': switched } };
  });
  return { ...saved, cards };
}

it('sees whom a task relies on change where the switching input changes sign, with a gate and not without', async () => {
  const [card] = experiment.cards;
  if (card === undefined) throw new Error('There is a card.');
  const stitched = { ...createCard([card], 'crossStitch'), id: 'B' };
  const alone = { ...createCard([card], 'singleTask'), id: 'C' };
  const all = { ...experiment, cards: [card, stitched, alone] };
  const saved = withSwitchedGates(await trained(all));
  const learned = await createLearner(all, tools).learned(standing(saved), {
    ...request,
    networkIds: ['A', 'B', 'C'],
    plane: 'switch',
    tasks: [0, 1],
  });
  expect(learned?.arrows).toHaveLength(4);
  const [gated, fixed, own] = (learned?.networks ?? []).map(({ reliance }) => reliance[0]);
  expect(gated?.isGated).toBe(true);
  expect(fixed?.isGated).toBe(false);
  const { size } = PLANE;
  for (const [point, share] of (gated?.shares ?? new Float32Array()).subarray(0, size * size).entries())
    expect(share > 1 / numTasks).toBe(point % size >= size / 2);
  expect(new Set(fixed?.shares.subarray(0, size * size)).size).toBe(1);
  expect(own?.lenders[0]?.owner).toBe(0);
  expect(new Set(own?.shares.subarray(0, size * size))).toEqual(new Set([1]));
  for (const { shares, lenders } of [gated, fixed, own].filter((one) => one != null)) {
    const sums = lenders.reduce((sum, _, place) => sum + (shares[place * size * size + 7] ?? 0), 0);
    expect(sums).toBeCloseTo(1, 5);
  }
});

it('has a plane of two columns of a file, with all else at the mean of the training rows', async () => {
  const table = await tableOf(exampleCsv(400));
  const positive = { kind: 'values', values: ['1'] } as const;
  const setup = setupWith(
    table,
    { clicked: 'target', bought: 'ignored', spent: 'ignored' },
    { targets: [{ column: 'clicked', positive, mask: null }] },
  );
  const ofFile = setTable(usual, setup, sizesOf(table, setup));
  const where = { tasks: [0], plane: 'tasks', columns: ['pages', 'nothing'] } as const;
  const places = placesOf(ofFile, table, 0, where);
  expect(places?.axes).toEqual(['pages', 'age']);
  expect(places?.columns).toEqual(['age', 'income', 'pages']);
  const [rows] = await replicaDataOf(ofFile, [0], { betweenParts: async () => undefined, table });
  const { inputs = new Float32Array(), numRows = 0 } = rows?.train ?? {};
  const { inputDim } = ofFile.data;
  for (let input = 0; input < inputDim; input++) {
    let sum = 0;
    for (let row = 0; row < numRows; row++) sum += inputs[row * inputDim + input] ?? 0;
    expect(places?.plane.origin[input]).toBeCloseTo(sum / numRows, 5);
  }
  expect(places?.plane.right.filter((value) => value === 1)).toHaveLength(1);
});
