import { describe, expect, it } from 'vitest';
import type { RowSelection } from '../../../../src/analysis/produced/probe.ts';
import { rowDimOfData } from '../../../../src/data/rows.ts';
import { dataSources } from '../../../../src/data/sources/registry.ts';
import { tableInfo } from '../../../../src/data/sources/tableInfo.ts';
import type { Table } from '../../../../src/data/table/table.ts';
import { trueSignalsOf } from '../../../../src/data/truth.ts';
import { planePlacementOf } from '../../../../src/engine/train/probePoints.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { equalCorrelation } from '../../data/setup.ts';
import { onNodeBackends, useWasm } from '../../onBackends.ts';
import { describeProbes, expectBitsOfHeldOutPass, trainedRun } from './probeCases.ts';
import { denseFile, idFile, sparseFile } from './probeFiles.ts';
import { savedLogitsOf } from './savedLogits.ts';
import { architecturesFor, smallExperiment } from './trainerCases.ts';

onNodeBackends((backend) => describeProbes(architecturesFor(backend)));

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

const plane = (at: readonly [number, number]): RowSelection => ({
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
      const { replicas, probe } = run;
      const test = replicas[1]?.test;
      const { inputDim } = experiment.data;
      for (const index of [3, 9]) {
        const probed = await probe({ kind: 'test', index }, { replicas: [1] });
        expect(probed?.row).toMatchObject({ index, at: null });
        expect(probed?.row?.features).toHaveLength(rowDimOfData(experiment));
        const labels = experiment.tasks.map((_, task) => {
          const at = task * (test?.numRows ?? 0) + index;
          return test?.mask[at] === 1 ? test.targets[at] : Number.NaN;
        });
        expect(probed?.row?.labels).toEqual(labels);
        if (table === null)
          expect([...(probed?.row?.features ?? [])]).toEqual([
            ...(test?.inputs.subarray(index * inputDim, (index + 1) * inputDim) ?? []),
          ]);
        const truth = trueSignalsOf(experiment, 1)?.(probed?.row?.features ?? new Float32Array());
        expect(probed?.truth).toEqual(truth ? [truth] : null);
      }
      const onPlane = await probe(plane([0.3, -1.2]), { replicas: [1] });
      const where = { tasks: [0, 1], plane: 'tasks', columns: null } as const;
      const places = planePlacementOf(experiment, table, 1, where);
      expect(onPlane === null).toBe(places === null);
      if (onPlane === null || places === null) return;
      const features = onPlane.row?.features ?? new Float32Array();
      for (const {
        networkId,
        logits: [logits = new Float32Array()],
      } of onPlane.networks) {
        const all = await savedLogitsOf(experiment, run.saved, networkId, features);
        expect(logits, networkId).toEqual(all.slice(logits.length)); // of repetition 1
      }
      expect(onPlane.row).toMatchObject({ index: null, at: [0.3, -1.2] });
      expect(onPlane.row?.labels).toBeNull();
      const { origin, right, up } = places.plane;
      for (const [i, value] of (onPlane.row?.features ?? new Float32Array()).entries())
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
    const { probe } = await trainedRun(experiment);
    const probed = await probe({ kind: 'test', index: 3 });
    const features = probed?.row?.features ?? new Float32Array();
    const truth = trueSignalsOf(experiment, 2)?.(features);
    expect(truth).toHaveLength(3);
    expect(probed?.truth).toEqual([truth]);
  });
});
