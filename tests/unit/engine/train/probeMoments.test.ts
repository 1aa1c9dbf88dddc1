/** Rows that are looked for, moments that are past, and questions that have no answer. */
import { describe, expect, it } from 'vitest';
import { logLoss, meanSquaredError } from '../../../../src/analysis/metrics.ts';
import type { ProbeRequest, ProbeResult, RowSelection } from '../../../../src/analysis/produced/probe.ts';
import { memory } from '../../../../src/engine/tf/tf.ts';
import { createMoments, MAX_MOMENTS, type StandingRun } from '../../../../src/engine/train/moments.ts';
import { createProber } from '../../../../src/engine/train/probe.ts';
import { createTrainer, type Trainer } from '../../../../src/engine/train/trainer.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { useWasm } from '../../onBackends.ts';
import { type TrainedRun, trainedRun } from './probeCases.ts';
import { sparseFile } from './probeFiles.ts';
import { smallExperiment } from './trainerCases.ts';

useWasm();

const { data, ...others } = smallExperiment(2);
const usual = { ...others, data: { ...data, numTestRows: 20 } };

/** All test rows in their order, as they are probed one by one. */
async function probeAll({ replicas, probe }: TrainedRun, changes: Partial<ProbeRequest>) {
  const all: (ProbeResult | null)[] = [];
  for (let index = 0; index < (replicas[0]?.test.numRows ?? 0); index++)
    all.push(await probe({ kind: 'test', index }, changes));
  return all;
}

/** The rows of falling scores. */
const byScore = (scores: readonly number[]) =>
  [...scores.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('searches', () => {
  const found = async (run: TrainedRun, search: 'gates' | 'error', changes: Partial<ProbeRequest>) => {
    const indices: (number | null | undefined)[] = [];
    for (let rank = 0; rank < (run.replicas[0]?.test.numRows ?? 0); rank++)
      indices.push((await run.probe({ kind: 'search', search, rank }, changes))?.row?.index);
    return indices;
  };

  it('finds the rows whose gates are furthest from the mean', async () => {
    const run = await trainedRun(usual);
    const changes = { replicas: [1], networkIds: usual.cards.map(({ id }) => id) };
    const all = await probeAll(run, changes);
    const gatesOf = all.map((probed) =>
      (probed?.networks ?? []).flatMap(({ levels }) => levels.flatMap(({ gates }) => [...(gates ?? [])])),
    );
    const mean = (gatesOf[0] ?? []).map((_, cell) => meanOf(gatesOf.map((ofRow) => ofRow[cell] ?? 0)));
    const scores = gatesOf.map((ofRow) =>
      ofRow.reduce((sum, weight, cell) => sum + Math.abs(weight - (mean[cell] ?? 0)) / 2, 0),
    );
    const order = byScore(scores);
    expect(await found(run, 'gates', changes)).toEqual(order);
    expect(scores[order[0] ?? 0]).toBeGreaterThan(scores[order.at(-1) ?? 0] ?? 0);
  });

  it('finds the rows where the first network errs most beyond the second, or at all where it is alone', async () => {
    // Some rows of the file lack labels.
    for (const run of [await trainedRun(usual), await trainedRun(...(await sparseFile()))]) {
      const { tasks, cards } = run.experiment;
      const ids = cards.slice(0, 2).map(({ id }) => id);
      for (const networkIds of [ids, ids.toReversed(), ids.slice(0, 1)]) {
        const all = await probeAll(run, { networkIds });
        const scores = all.map((probed) => {
          const [first = 0, second = 0] = (probed?.networks ?? []).map(({ logits: [logits = []] }) =>
            tasks.reduce((sum, { kind }, task) => {
              const label = probed?.row?.labels?.[task] ?? Number.NaN;
              const lossOf = kind === 'binary' ? logLoss : meanSquaredError;
              return Number.isNaN(label) ? sum : sum + lossOf([logits[task] ?? 0], [label], [1]);
            }, 0),
          );
          return first - second;
        });
        const order = byScore(scores);
        expect(await found(run, 'error', { networkIds })).toEqual(order);
      }
    }
  });

  it('searches networks without gates, among which all rows are alike', async () => {
    const run = await trainedRun(usual);
    const { cards } = usual;
    const networkIds = cards
      .filter(({ architecture }) => architecture === 'sharedBottom')
      .map(({ id }) => id);
    expect(networkIds).toHaveLength(2);
    expect(await found(run, 'gates', { networkIds })).toEqual(Array.from({ length: 20 }, (_, row) => row));
  });
});

describe('moments that are past', () => {
  const request: ProbeRequest = {
    networkIds: ['A', 'B'],
    replicas: [1],
    step: null,
    points: { kind: 'test', index: 5 },
    levels: 'all',
    experts: true,
  };
  const experiment: Experiment = { ...usual, cards: usual.cards.slice(0, 3) };

  /** The run of a trainer, and how often its state was read. */
  function standing(trainer: Trainer) {
    let numRead = 0;
    const run = (isEvaluated: boolean): StandingRun => ({
      step: trainer.step,
      isEvaluated,
      checkpoint: () => {
        numRead++;
        return trainer.checkpoint();
      },
    });
    return { run, numRead: () => numRead };
  }

  it('answers for a step that was kept, or the last before it, as the run answered then', async () => {
    const before = memory().numTensors;
    const trainer = await createTrainer(experiment, null);
    const alive = memory().numTensors;
    const prober = createProber(experiment, { table: null, betweenParts: async () => undefined });
    const { run, numRead } = standing(trainer);
    const then = [];
    for (let at = 0; at < 5; at++) {
      then.push(await prober.probe(run(true), request));
      for (let step = 0; step < 2; step++) trainer.trainStep(0.05);
    }
    expect(numRead()).toBe(5);
    expect(then.map((followed) => followed?.step)).toEqual([0, 2, 4, 6, 8]);
    for (const [asked, index] of [
      [0, 0],
      [3, 1],
      [4, 2],
      [9, 4],
    ] as const) {
      const past = await prober.probe(run(false), { ...request, step: asked });
      expect(past).toEqual({ ...then[index], request: { ...request, step: asked } });
    }
    // All networks of all repetitions are kept.
    const one = await prober.probe(run(false), { ...request, networkIds: ['B'], step: 2 });
    expect(one?.networks).toEqual(then[1]?.networks.slice(1));
    for (const other of [{ replicas: [0, 1] }, { networkIds: ['C'] }])
      expect(await prober.probe(run(false), { ...request, ...other, step: 2 })).toMatchObject({ step: 2 });
    expect(numRead()).toBe(5);
    expect((await prober.probe(run(false), { ...request, step: null }))?.step).toBe(10);
    expect(memory().numTensors).toBe(alive);
    trainer.dispose();
    expect(memory().numTensors).toBe(before);
  });

  it('keeps a moment of the run while it looks at one that is past', async () => {
    const trainer = await createTrainer(experiment, null);
    const prober = createProber(experiment, { table: null, betweenParts: async () => undefined });
    const { run, numRead } = standing(trainer);
    const stepOf = async (isEvaluated: boolean, step: number | null) =>
      (await prober.probe(run(isEvaluated), { ...request, step }))?.step;
    expect(await stepOf(true, null)).toBe(0);
    trainer.trainStep(0.01);
    expect(await stepOf(true, 0)).toBe(0);
    trainer.trainStep(0.01);
    expect(await stepOf(false, 1)).toBe(1);
    // Of the run as it stands for as often as it is asked, and not for longer, since it was not evaluated.
    expect([await stepOf(false, null), await stepOf(false, 5)]).toEqual([2, 2]);
    expect(numRead()).toBe(3);
    trainer.trainStep(0.01);
    expect([await stepOf(false, null), await stepOf(false, 2)]).toEqual([3, 1]);
    trainer.dispose();
  });

  it('keeps a bounded number of moments, spread over the run, the first and the newest among them', async () => {
    const stepsKept = async (numSteps: number, stride: number, length: number) => {
      const moments = createMoments();
      const none = { moment1: {}, moment2: {}, lossSum: new Float32Array() };
      const cards = [{ cardId: 'A', parameters: { all: new Float32Array(length) }, ...none }];
      for (let step = 0; step < numSteps; step += stride)
        await moments.take({
          step,
          isEvaluated: true,
          checkpoint: async () => ({ step, numSummed: 0, cards }),
        });
      return moments.steps();
    };
    const steps = await stepsKept(20_001, 50, 10);
    expect(steps.length).toBeLessThanOrEqual(MAX_MOMENTS);
    expect(steps.length).toBeGreaterThan(MAX_MOMENTS / 3);
    expect([steps[0], steps.at(-1)]).toEqual([0, 20_000]);
    const gaps = steps.slice(1, -1).map((step, index) => step - (steps[index] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2 * Math.min(...gaps));
    expect(await stepsKept(50, 1, 2 ** 22)).toHaveLength(4);
  });
});

it('has no answer where there is no such row, plane or repetition', async () => {
  const { probe } = await trainedRun({ ...usual, cards: usual.cards.slice(0, 1) });
  const test = (index: number): RowSelection => ({ kind: 'test', index });
  for (const index of [-1, 20, 0.5, Number.NaN]) expect(await probe(test(index))).toBeNull();
  for (const rank of [-1, 20]) expect(await probe({ kind: 'search', search: 'error', rank })).toBeNull();
  for (const replica of [-1, 2]) expect(await probe(test(0), { replicas: [replica] })).toBeNull();
  const where = { kind: 'plane', tasks: [0, 1], plane: 'tasks', columns: null } as const;
  expect(await probe({ ...where, at: [Number.NaN, 0] })).toBeNull();
  expect((await probe({ ...where, at: [9, 0] }))?.row?.at).toEqual([9, 0]);
  expect((await probe(test(0), { networkIds: ['nobody'] }))?.networks).toEqual([]);
});
