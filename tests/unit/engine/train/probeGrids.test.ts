/** Grids of points: surfaces of all tasks, and a plane with lines. */
import { describe, expect, it } from 'vitest';
import type { PlaneChoice, ProbeRequest, ProbeResult } from '../../../../src/analysis/produced/probe.ts';
import {
  planeOffsets,
  pointsOfLine,
  pointsOfPlane,
  SURFACE_GRID,
  sliceOffsets,
  surfaceOffsets,
} from '../../../../src/data/plane.ts';
import { dataSources } from '../../../../src/data/sources/registry.ts';
import { tableSizesOf } from '../../../../src/data/table/encode.ts';
import { exampleCsv } from '../../../../src/data/table/example.ts';
import type { Table } from '../../../../src/data/table/table.ts';
import { trueSignalsOf } from '../../../../src/data/truth.ts';
import type { Matrix } from '../../../../src/data/types.ts';
import { memory } from '../../../../src/engine/tf/tf.ts';
import { createProber } from '../../../../src/engine/train/probe.ts';
import { planePlacementOf } from '../../../../src/engine/train/probePoints.ts';
import { replicaDataOf } from '../../../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { equalCorrelation } from '../../data/setup.ts';
import { setupWith, tableOf, yesIn } from '../../data/table/csvFiles.ts';
import { onNodeBackends, useWasm } from '../../onBackends.ts';
import { type TrainedRun, trainedRun } from './probeCases.ts';
import { denseFile, sparseFile } from './probeFiles.ts';
import { savedLogitsOf } from './savedLogits.ts';
import { architecturesFor, smallExperiment } from './trainerCases.ts';

const NUM_POINTS = SURFACE_GRID.size ** 2;

/** Holds every value against the networks and the truth at the same points of the planes that are named. */
async function expectOwnValues(
  { experiment, saved }: TrainedRun,
  probed: ProbeResult | null,
  table: Table | null = null,
): Promise<void> {
  if (probed === null) throw new Error('There are planes.');
  const { request, surfaces, truth, networks } = probed;
  const { tasks, cards } = experiment;
  const [replica = 0] = request.replicas;
  expect(surfaces).toHaveLength(tasks.length);
  expect(networks.map(({ networkId }) => networkId)).toEqual(cards.map(({ id }) => id));
  expect(truth === null).toBe(table !== null);
  for (const [task, where] of surfaces.entries()) {
    const number = (experiment.training.firstReplica ?? 0) + replica;
    const places = planePlacementOf(experiment, table, number, where);
    if (places === null) throw new Error('There is a plane.');
    const points = pointsOfPlane(places.plane, surfaceOffsets);
    const known = trueSignalsOf(experiment, number)?.(points)[task];
    const part = (start: number) => [start * NUM_POINTS, (start + 1) * NUM_POINTS] as const;
    expect(truth?.[0]?.[task]?.slice(...part(task))).toEqual(known);
    for (const { networkId, logits } of networks) {
      const all = await savedLogitsOf(experiment, saved, networkId, points);
      const own = logits[0]?.slice(...part(task * (tasks.length + 1)));
      expect(own, networkId).toEqual(all.slice(...part(replica * tasks.length + task)));
    }
  }
}

/** Probed and held against the networks. */
async function surfacesOf(
  run: TrainedRun,
  replica: number,
  table: Table | null = null,
): Promise<ProbeResult | null> {
  const probed = await run.probe({ kind: 'surfaces' }, { replicas: [replica], levels: [], experts: false });
  await expectOwnValues(run, probed, table);
  return probed;
}

onNodeBackends((backend) => {
  it('has what every architecture predicts, beside the truth, and nothing stays', async () => {
    const run = await trainedRun(smallExperiment(2, architecturesFor(backend)));
    const before = memory().numTensors;
    const probed = await surfacesOf(run, 1);
    expect(memory().numTensors).toBe(before);
    expect(probed?.step).toBe(run.saved.step);
  });
});

describe('surfaces', () => {
  useWasm();

  const usual = smallExperiment(2);
  const planesWith = async (changes: Partial<Experiment['data']>) =>
    (await surfacesOf(await trainedRun({ ...usual, data: { ...usual.data, ...changes } }), 1))?.surfaces ??
    [];
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
    const training = { ...usual.training, numReplicas: 1, firstReplica: 2 };
    await surfacesOf(await trainedRun({ ...usual, data, training }), 0);
  });

  it('of a single task is its own', async () => {
    const [task] = usual.tasks;
    if (task === undefined) throw new Error('There is a task.');
    const one = { ...usual, tasks: [task], data: { ...usual.data, correlation: [[1]] } };
    const probed = await surfacesOf(await trainedRun(one), 0);
    expect(probed?.surfaces).toEqual([{ tasks: [0], plane: 'tasks', columns: null }]);
  });

  it.each(['dense', 'sparse'])(
    'of a %s file are of its columns, and nobody knows the truth',
    async (kind) => {
      const [experiment, table] = await (kind === 'dense' ? denseFile() : sparseFile());
      await surfacesOf(await trainedRun(experiment, table), 0, table);
    },
  );

  it('are none where a file has but one column of numbers, and of repetitions that there are not', async () => {
    const table = await tableOf(
      ['a,b,yes', ...Array.from({ length: 60 }, (_, row) => `${row % 7},x${row % 3},${row % 2}`)].join('\n'),
    );
    const setup = setupWith(
      table,
      { a: 'number', b: 'categories', yes: 'target' },
      { targets: [yesIn('yes', '1')] },
    );
    const ofFile = setTable(usual, setup, tableSizesOf(table, setup));
    const checkpoint = async () => ({ step: 4, numSummed: 0, cards: [] });
    const standing = { step: 4, isEvaluated: true, checkpoint };
    const asked = { networkIds: ['A'], step: null, points: { kind: 'surfaces' }, levels: [] } as const;
    const probe = (experiment: Experiment, ofTable: Table | null, replica: number) =>
      createProber(experiment, { table: ofTable, betweenParts: async () => undefined }).probe(standing, {
        ...asked,
        replicas: [replica],
        experts: false,
      });
    expect(await probe(ofFile, table, 0)).toBeNull();
    expect(await probe(usual, null, 2)).toBeNull();
    expect((await probe(usual, null, 1))?.networks).toEqual([]);
  });
});

describe('a plane with lines', () => {
  useWasm();

  const usual = smallExperiment(3);
  const experiment: Experiment = {
    ...usual,
    data: { ...usual.data, secondCorrelation: equalCorrelation(3, -0.2), switching: 'everyTask' },
  };
  const choice: PlaneChoice = { tasks: [2, 0], plane: 'tasksNegative', columns: null };
  const numTasks = experiment.tasks.length;

  it('has logits and truth of each repetition, gates of the first, and no experts', async () => {
    const run = await trainedRun(experiment);
    const request: Partial<ProbeRequest> = { replicas: [1, 0, 2], levels: [0], experts: false };
    const probed = await run.probe({ kind: 'grid', ...choice }, request);
    const places = planePlacementOf(experiment, null, 1, choice);
    if (places === null || probed === null) throw new Error('There is a plane.');
    const { origin, directions } = places.lines;
    const parts = [pointsOfPlane(places.plane), ...directions.map((one) => pointsOfLine(origin, one))];
    const points = Float32Array.from(parts.flatMap((part) => [...part]));
    const numRows = planeOffsets.length ** 2 + 2 * sliceOffsets.length;
    for (const { networkId, logits, levels } of probed.networks) {
      const all = await savedLogitsOf(experiment, run.saved, networkId, points);
      for (const [place, replica] of [1, 0, 2].entries()) {
        const start = replica * numTasks * numRows;
        expect(logits[place], networkId).toEqual(all.slice(start, start + numTasks * numRows));
      }
      const isLinear = levels.length === 0;
      if (!isLinear) expect(levels.map(({ level, experts }) => [level, experts])).toEqual([[0, null]]);
      const { gates, native } = levels[0] ?? {};
      expect(isLinear || gates === null || gates?.length === (native?.length ?? 0) * numRows).toBe(true);
    }
    for (const [place, replica] of [1, 0, 2].entries()) {
      const known = parts.map((part) => trueSignalsOf(experiment, replica)?.(part) ?? []);
      const ofTasks = experiment.tasks.map((_, task) => known.flatMap((part) => [...(part[task] ?? [])]));
      expect(probed.truth?.[place]?.map((ofTask) => [...ofTask])).toEqual(ofTasks);
    }
  });

  it('shows the first training rows where they lie above the plane', async () => {
    const probed = await (await trainedRun(experiment)).probe({ kind: 'grid', ...choice }, { replicas: [1] });
    const plane = planePlacementOf(experiment, null, 1, choice)?.plane;
    const [data] = await replicaDataOf(experiment, [1], { table: null, betweenParts: async () => undefined });
    if (plane === undefined || data === undefined) throw new Error('There are rows and a plane.');
    const { origin, right, up } = plane;
    const { inputDim, numTrainRows } = experiment.data;
    const along = (row: number, axis: readonly number[]) =>
      axis.reduce(
        (sum, value, i) => sum + value * ((data.train.inputs[inputDim * row + i] ?? 0) - (origin[i] ?? 0)),
        0,
      );
    const numShown = Math.min(200, numTrainRows);
    const expected = Array.from({ length: numShown }, (_, row) => [along(row, right), along(row, up)]).flat();
    expect(probed?.plane?.rows).toHaveLength(expected.length);
    for (const [index, value] of (probed?.plane?.rows ?? []).entries())
      expect(value).toBeCloseTo(expected[index] ?? 9, 5);
  });

  it('looks where the last input has the sign asked for', () => {
    const lastOf = (plane: PlaneChoice['plane']) =>
      planePlacementOf(experiment, null, 0, { ...choice, plane })?.plane.origin.at(-1);
    expect([lastOf('tasks'), lastOf('tasksNegative'), lastOf('switch')]).toEqual([1, -1, 0]);
  });

  it('is as it was at every moment that was kept, to the bit', async () => {
    const trainer = await createTrainer(experiment, null);
    const prober = createProber(experiment, { table: null, betweenParts: async () => undefined });
    const run = () => ({ step: trainer.step, isEvaluated: true, checkpoint: trainer.checkpoint });
    const asked: ProbeRequest = {
      networkIds: ['A', 'B'],
      replicas: [1, 2],
      step: null,
      points: { kind: 'grid', ...choice },
      levels: [0],
      experts: false,
    };
    const then = [];
    for (let at = 0; at < 3; at++) {
      await prober.keep(run());
      then.push(await prober.probe(run(), asked));
      for (let step = 0; step < 2; step++) trainer.trainStep(0.05);
    }
    expect(then[0]?.networks).not.toEqual(then[1]?.networks);
    for (const [step, index] of [
      [0, 0],
      [3, 1],
      [4, 2],
    ] as const) {
      const past = await prober.probe(run(), { ...asked, step });
      expect(past).toEqual({ ...then[index], request: { ...asked, step } });
    }
    expect((await prober.probe(run(), asked))?.step).toBe(6);
    trainer.dispose();
  });

  it('is of two columns of a file, with all else at the mean of the training rows', async () => {
    const table = await tableOf(exampleCsv(400));
    const setup = setupWith(
      table,
      { clicked: 'target', bought: 'ignored', spent: 'ignored' },
      { targets: [yesIn('clicked', '1')] },
    );
    const ofFile = setTable(usual, setup, tableSizesOf(table, setup));
    const where = { tasks: [0], plane: 'tasks', columns: ['pages', 'nothing'] } as const;
    const places = planePlacementOf(ofFile, table, 0, where);
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
});
