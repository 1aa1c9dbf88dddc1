import { describe, expect, it } from 'vitest';
import type { Followed, RowPlace } from '../../../../src/analysis/produced/questions.ts';
import { rowDimOfData } from '../../../../src/data/partsOfRows.ts';
import { dataSources } from '../../../../src/data/sources/registry.ts';
import { tableInfo } from '../../../../src/data/sources/tableInfo.ts';
import type { Table } from '../../../../src/data/table/table.ts';
import { truthOf } from '../../../../src/data/truth.ts';
import { planOf } from '../../../../src/engine/network/plan.ts';
import { namedValuesOf } from '../../../../src/engine/network/unpacking.ts';
import { placesOf } from '../../../../src/engine/train/learnedPlaces.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { checkpointTensorsOf } from '../../../../src/models/namedTensors.ts';
import { equalCorrelation } from '../../data/setup.ts';
import { onNodeBackends, useWasm } from '../../onBackends.ts';
import { describeFollowing, expectBitsOfHeldOutPass, type TrainedRun, trainedRun } from './followedCases.ts';
import { denseFile, idFile, sparseFile } from './followedFiles.ts';
import { plainForward } from './plainForward.ts';
import { smallExperiment } from './trainerCases.ts';

onNodeBackends(describeFollowing);

/** Every architecture on data of each source: with tasks drawn anew, with a switching input, sparse and dense, split anew. */
async function allData(): Promise<readonly (readonly [string, Experiment, Table | null])[]> {
  const usual = smallExperiment(2);
  const data = { ...usual.data, numFeatures: 3, numCommonFeatures: 1, switching: 'everyTask' as const };
  const madeUp = dataSources
    .filter((source) => !('load' in source))
    .flatMap(({ id }) => [
      [id, { ...usual, data: { ...data, source: id } }, null] as const,
      [
        `${id}, drawn anew`,
        { ...usual, data: { ...data, source: id, redraw: 'everything' as const } },
        null,
      ] as const,
      [
        `${id}, switched`,
        { ...usual, data: { ...data, source: id, secondCorrelation: equalCorrelation(3, -0.2) } },
        null,
      ] as const,
    ]);
  return [
    ...madeUp,
    ['a sparse file', ...(await sparseFile())],
    ['a sparse file, split anew', ...(await sparseFile(true))],
    ['a dense file', ...(await denseFile())],
    ['ids among categories, kept sparse', ...(await idFile(true))],
    ['ids, numbers and a prior', ...(await idFile(false))],
  ];
}

/** The named weights of a network of the run. */
function weightsOf({ experiment, saved }: TrainedRun, networkId: string, replica: number) {
  const card = experiment.cards.find(({ id }) => id === networkId);
  const topology = card && topologyOfCard(card, experiment);
  const parameters = saved.cards.find(({ cardId }) => cardId === networkId)?.parameters;
  if (!topology || parameters === undefined) throw new Error('There is no such network.');
  const named = new Map(
    checkpointTensorsOf(topology).map(({ name, shape }) => [
      name,
      new Float32Array(shape.reduce((size, length) => size * length, 1)),
    ]),
  );
  const plan = planOf(topology);
  const packed = plan.parameters.map(({ name }) => parameters[name] ?? new Float32Array());
  namedValuesOf(plan.parameters, packed, replica, named);
  return { topology, weights: (name: string) => named.get(name) ?? [] };
}

const isNear = (value: number | undefined, expected: number) =>
  Math.abs((value ?? Number.NaN) - expected) <= 1e-6 * Math.max(1, Math.abs(expected));

function expectPlainForward(run: TrainedRun, followed: Followed | null): void {
  if (followed === null) throw new Error('There is such a row.');
  expect(followed.networks).toHaveLength(run.experiment.cards.length);
  for (const { networkId, logits, gates } of followed.networks) {
    const { topology, weights } = weightsOf(run, networkId, followed.request.replica);
    const expected = plainForward(topology, weights, [...followed.row.features]);
    expect(logits).toHaveLength(expected.logits.length);
    for (const [task, logit] of expected.logits.entries())
      expect(isNear(logits[task], logit), `${networkId} ${task}: ${logits[task]} ${logit}`).toBe(true);
    for (const [l, level] of expected.levels.entries()) {
      const ofLevel = gates.levels[l];
      for (const [index, weight] of level.gates.entries())
        expect(isNear(ofLevel?.gateMean[index], weight), `${networkId} gates`).toBe(true);
      for (const [expert, outputs] of level.outputs.entries()) {
        const rms = Math.sqrt(outputs.reduce((sum, value) => sum + value * value, 0) / outputs.length);
        expect(isNear(ofLevel?.expertRms[expert], rms), `${networkId} experts`).toBe(true);
        const zeros = outputs.filter((value) => value === 0).length / outputs.length;
        expect(ofLevel?.sparsity[expert]).toBeCloseTo(zeros, 6);
        expect(ofLevel?.deadFraction[expert]).toBeCloseTo(zeros, 6);
      }
    }
  }
}

const plane = (at: readonly [number, number]): RowPlace => ({
  kind: 'plane',
  tasks: [0, 1],
  plane: 'tasks',
  columns: null,
  at,
});

describe('on every kind of data', async () => {
  useWasm();

  it('is tried on every source', () => {
    const loaded = dataSources.flatMap((source) => ('load' in source ? [source.id] : []));
    expect(loaded).toEqual([tableInfo.id]);
  });

  it.each(await allData())(
    'follows rows through every architecture on %s',
    async (name, experiment, table) => {
      const run = await trainedRun(experiment, table);
      await expectBitsOfHeldOutPass(run);
      expect(run.replicas[0]?.test.isSparse === true).toBe(name.includes('sparse'));
      const { replicas, follow } = run;
      const test = replicas[1]?.test;
      const { inputDim } = experiment.data;
      for (const index of [3, 9]) {
        const followed = await follow({ kind: 'test', index }, { replica: 1 });
        expectPlainForward(run, followed);
        expect(followed?.row).toMatchObject({ index, at: null });
        expect(followed?.row.features).toHaveLength(rowDimOfData(experiment));
        const labels = experiment.tasks.map((_, task) => {
          const at = task * (test?.numRows ?? 0) + index;
          return test?.mask[at] === 1 ? test.targets[at] : Number.NaN;
        });
        expect(followed?.labels).toEqual(labels);
        if (table === null)
          expect([...(followed?.row.features ?? [])]).toEqual([
            ...(test?.inputs.subarray(index * inputDim, (index + 1) * inputDim) ?? []),
          ]);
        const truth = truthOf(experiment, 1)?.(followed?.row.features ?? new Float32Array());
        expect(followed?.truth).toEqual(truth?.map(([value]) => value) ?? null);
      }
      const onPlane = await follow(plane([0.3, -1.2]), { replica: 1 });
      const where = { tasks: [0, 1], plane: 'tasks', columns: null } as const;
      const places = placesOf(experiment, table, 1, where);
      expect(onPlane === null).toBe(places === null);
      if (onPlane === null || places === null) return;
      expectPlainForward(run, onPlane);
      expect(onPlane.row).toMatchObject({ index: null, at: [0.3, -1.2] });
      expect(onPlane.labels).toBeNull();
      const { origin, right, up } = places.plane;
      for (const [i, value] of onPlane.row.features.entries())
        expect(value).toBeCloseTo((origin[i] ?? 0) + 0.3 * (right[i] ?? 0) - 1.2 * (up[i] ?? 0), 6);
    },
  );

  it('tells the truth of a repetition that is trained alone', async () => {
    const usual = smallExperiment(1);
    const experiment: Experiment = {
      ...usual,
      data: { ...usual.data, redraw: 'everything' },
      training: { ...usual.training, firstReplica: 2 },
    };
    const { follow } = await trainedRun(experiment);
    const followed = await follow({ kind: 'test', index: 3 });
    const features = followed?.row.features ?? new Float32Array();
    const truth = truthOf(experiment, 2)?.(features).map(([value]) => value);
    expect(truth).toHaveLength(3);
    expect(followed?.truth).toEqual(truth);
  });
});
