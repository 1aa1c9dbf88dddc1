import { describe, expect, it } from 'vitest';
import type { Checkpoint } from '../../../../src/analysis/produced/networks.ts';
import type { Surfaces, SurfacesRequest } from '../../../../src/analysis/produced/questions.ts';
import { pointsOfPlane, SURFACE, surfaceOffsets } from '../../../../src/data/plane.ts';
import { dataSources } from '../../../../src/data/sources/registry.ts';
import { sizesOf } from '../../../../src/data/table/encode.ts';
import type { Table } from '../../../../src/data/table/table.ts';
import { truthOf } from '../../../../src/data/truth.ts';
import type { Matrix } from '../../../../src/data/types.ts';
import { memory } from '../../../../src/engine/tf/tf.ts';
import { replicaNumbersOf } from '../../../../src/engine/train/cardTrainer.ts';
import { createLearner } from '../../../../src/engine/train/learned.ts';
import { placesOf } from '../../../../src/engine/train/learnedPlaces.ts';
import { replicaDataOf } from '../../../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { equalCorrelation } from '../../data/setup.ts';
import { setupWith, tableOf } from '../../data/table/csvFiles.ts';
import { onNodeBackends, useWasm } from '../../onBackends.ts';
import { denseFile, sparseFile } from './followedFiles.ts';
import { savedLogitsOf } from './savedLogits.ts';
import { smallExperiment } from './trainerCases.ts';

const betweenParts = async () => undefined;
const NUM_POINTS = SURFACE.size ** 2;

async function trained(experiment: Experiment, table: Table | null = null): Promise<Checkpoint> {
  const replicas = await replicaDataOf(experiment, replicaNumbersOf(experiment), { betweenParts, table });
  const trainer = await createTrainer(experiment, null, undefined, replicas);
  for (let step = 0; step < 4; step++) trainer.trainStep(0.01);
  const saved = await trainer.checkpoint();
  trainer.dispose();
  return saved;
}

const standing = (saved: Checkpoint) => ({
  step: saved.step,
  isEvaluated: true,
  checkpoint: async () => saved,
});

async function surfacesOf(
  experiment: Experiment,
  {
    saved,
    table = null,
    ...request
  }: Omit<SurfacesRequest, 'step'> & { saved: Checkpoint; table?: Table | null },
): Promise<Surfaces> {
  const learner = createLearner(experiment, { table, betweenParts });
  const surfaces = await learner.surfaces(standing(saved), { ...request, step: null });
  if (surfaces === null) throw new Error('There are planes.');
  return surfaces;
}

/** Holds every value against the networks and the truth at the same points of the planes that are named. */
async function expectOwnValues(
  experiment: Experiment,
  saved: Checkpoint,
  { request, planes, truth, networks }: Surfaces,
  table: Table | null = null,
): Promise<void> {
  const { tasks, cards } = experiment;
  expect(planes).toHaveLength(tasks.length);
  expect(networks.map(({ networkId }) => networkId)).toEqual(cards.map(({ id }) => id));
  expect(truth === null).toBe(table !== null);
  for (const [task, where] of planes.entries()) {
    const number = (experiment.training.firstReplica ?? 0) + request.replica;
    const places = placesOf(experiment, table, number, where);
    if (places === null) throw new Error('There is a plane.');
    const points = pointsOfPlane(places.plane, surfaceOffsets);
    const known = truthOf(experiment, number)?.(points)[task];
    expect(truth?.[task]).toEqual(known && Float32Array.from(known));
    for (const { networkId, surfaces } of networks) {
      const all = await savedLogitsOf(experiment, saved, networkId, points);
      const start = (request.replica * tasks.length + task) * NUM_POINTS;
      expect(surfaces[task], networkId).toEqual(all.slice(start, start + NUM_POINTS));
    }
  }
}

const everyCard = ({ cards }: Experiment) => cards.map(({ id }) => id);

onNodeBackends(() => {
  it('is what every architecture predicts, beside the truth, and nothing stays', async () => {
    const experiment = smallExperiment(2);
    const saved = await trained(experiment);
    const before = memory().numTensors;
    const surfaces = await surfacesOf(experiment, { saved, networkIds: everyCard(experiment), replica: 1 });
    expect(memory().numTensors).toBe(before);
    expect(surfaces.step).toBe(saved.step);
    await expectOwnValues(experiment, saved, surfaces);
  });
});

describe('planes', () => {
  useWasm();

  it('are looked at as they were at a moment that was kept', async () => {
    const experiment = smallExperiment(1);
    const learner = createLearner(experiment, { table: null, betweenParts });
    const request = { networkIds: everyCard(experiment), replica: 0 };
    const trainer = await createTrainer(experiment, null);
    const at = () => ({ step: trainer.step, isEvaluated: true, checkpoint: trainer.checkpoint });
    await learner.keep(at());
    const before = await learner.surfaces(at(), { ...request, step: null });
    trainer.trainStep(0.01);
    const after = await learner.surfaces(at(), { ...request, step: null });
    expect(after?.networks).not.toEqual(before?.networks);
    const past = await learner.surfaces(at(), { ...request, step: 0 });
    expect(past).toEqual({ ...before, request: { ...request, step: 0 } });
    expect(await learner.surfaces(at(), { ...request, step: 1 })).toMatchObject({ step: 1 });
    trainer.dispose();
  });

  const usual = smallExperiment(2);
  const planesWith = async (changes: Partial<Experiment['data']>) => {
    const experiment = { ...usual, data: { ...usual.data, ...changes } };
    const saved = await trained(experiment);
    const surfaces = await surfacesOf(experiment, { saved, networkIds: everyCard(experiment), replica: 1 });
    await expectOwnValues(experiment, saved, surfaces);
    return surfaces.planes;
  };
  const pairs = async (correlation: Matrix) =>
    (await planesWith({ correlation })).map(({ tasks, plane }) => [...tasks, plane]);

  it('are those of a task and the one that is nearest to it, alike or opposite; the next one of equals', async () => {
    const unequal = [
      [1, 0.1, -0.7],
      [0.1, 1, 0.2],
      [-0.7, 0.2, 1],
    ];
    expect(await pairs(unequal)).toEqual([
      [0, 2, 'tasks'],
      [1, 2, 'tasks'],
      [2, 0, 'tasks'],
    ]);
    expect(await pairs(equalCorrelation(3, 0.3))).toEqual([
      [0, 1, 'tasks'],
      [1, 2, 'tasks'],
      [2, 0, 'tasks'],
    ]);
  });

  it.each(dataSources.filter((source) => !('load' in source)).map(({ id }) => id))(
    'of %s: with tasks drawn anew, and across the switch where there is one',
    async (source) => {
      const data = { source, numFeatures: 3, numCommonFeatures: 1, switching: 'everyTask' } as const;
      const kinds = async (changes: Partial<Experiment['data']>) =>
        new Set((await planesWith({ ...data, ...changes })).map(({ plane }) => plane));
      expect(await kinds({ redraw: 'everything' })).toEqual(new Set(['tasks']));
      expect(await kinds({ secondCorrelation: equalCorrelation(3, -0.2) })).toEqual(new Set(['switch']));
    },
  );

  it('of one repetition that is trained alone are its own', async () => {
    const data = { ...usual.data, redraw: 'everything' as const };
    const third = { ...usual, data, training: { ...usual.training, numReplicas: 1, firstReplica: 2 } };
    const saved = await trained(third);
    const surfaces = await surfacesOf(third, { saved, networkIds: everyCard(third), replica: 0 });
    await expectOwnValues(third, saved, surfaces);
  });

  it('of a single task is its own', async () => {
    const [task] = usual.tasks;
    if (task === undefined) throw new Error('There is a task.');
    const one = { ...usual, tasks: [task], data: { ...usual.data, correlation: [[1]] } };
    const saved = await trained(one);
    const surfaces = await surfacesOf(one, { saved, networkIds: everyCard(one), replica: 0 });
    await expectOwnValues(one, saved, surfaces);
    expect(surfaces.planes).toEqual([{ tasks: [0], plane: 'tasks', columns: null }]);
  });

  it.each(['dense', 'sparse'])(
    'of a %s file are of its columns, and nobody knows the truth',
    async (kind) => {
      const [experiment, table] = await (kind === 'dense' ? denseFile() : sparseFile());
      const saved = await trained(experiment, table);
      const asked = { saved, table, networkIds: everyCard(experiment), replica: 0 };
      const surfaces = await surfacesOf(experiment, asked);
      await expectOwnValues(experiment, saved, surfaces, table);
    },
  );

  it('are none where a file has but one column of numbers, and of repetitions that there are not', async () => {
    const table = await tableOf(
      ['a,b,yes', ...Array.from({ length: 60 }, (_, row) => `${row % 7},x${row % 3},${row % 2}`)].join('\n'),
    );
    const positive = { kind: 'values', values: ['1'] } as const;
    const setup = setupWith(
      table,
      { a: 'number', b: 'categories', yes: 'target' },
      { targets: [{ column: 'yes', positive, mask: null }] },
    );
    const ofFile = setTable(usual, setup, sizesOf(table, setup));
    const saved = { step: 4, numSummed: 0, cards: [] };
    const flat = createLearner(ofFile, { table, betweenParts });
    expect(await flat.surfaces(standing(saved), { networkIds: ['A'], replica: 0, step: null })).toBeNull();
    const learner = createLearner(usual, { table: null, betweenParts });
    expect(await learner.surfaces(standing(saved), { networkIds: ['A'], replica: 2, step: null })).toBeNull();
    const nobody = await learner.surfaces(standing(saved), { networkIds: ['A'], replica: 1, step: null });
    expect(nobody?.networks).toEqual([]);
  });
});
