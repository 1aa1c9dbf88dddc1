/** Rows of a file dealt by time or by groups, as networks train on them. */
import { describe, expect, it } from 'vitest';
import { createStream } from '../../../../src/core/random.ts';
import { resplitDataFor } from '../../../../src/data/resplit.ts';
import { tableSizesOf } from '../../../../src/data/table/encode.ts';
import { problemsOfTable } from '../../../../src/data/table/notes/problems.ts';
import type { TableSetup } from '../../../../src/data/table/tableSetup.ts';
import type { ReplicaData, SplitData } from '../../../../src/data/types.ts';
import { replicaDataOf } from '../../../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setComparison, setTraining } from '../../../../src/experiment/edit.ts';
import { setCardOptions } from '../../../../src/experiment/editCards.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { useWasm } from '../../onBackends.ts';
import { numberIn, setupWith, tableOf } from '../table/csvFiles.ts';

/** A small network for a file with one target. */
async function experimentOn(lines: readonly string[], changes: Partial<TableSetup>, numReplicas = 1) {
  const table = await tableOf(lines.join('\n'));
  const setup = setupWith(table, { y: 'target' }, { targets: [numberIn('y')], ...changes });
  expect(problemsOfTable(table, setup)).toEqual([]);
  const base = setComparison(
    { ...defaultExperiment(), cards: cardsOf(['sharedBottom']) },
    { budget: 'asConfigured' },
  );
  const small = setCardOptions(base, 'A', { bottomDims: [24], towerDims: [8] });
  const training = { numReplicas, batchSize: 64, learningRate: 0.01 };
  return { table, experiment: setTable(setTraining(small, training), setup, tableSizesOf(table, setup)) };
}

const tools = { betweenParts: async () => undefined };

describe('repetitions that deal whole groups', () => {
  /** Groups of 1 to 30 rows, whose label is their number. */
  const lines = () => {
    const { integerBelow, normal } = createStream('whole groups');
    const rows = Array.from({ length: 60 }, (_, group) =>
      Array.from({ length: 1 + integerBelow(30) }, () => `g${group},${normal()},${group}`),
    );
    return ['who,x,y', ...rows.flat()];
  };
  const whole = () => experimentOn(lines(), { dealBy: 'group', group: 'who', resplits: true }, 3);

  /** The groups of the rows that are learned from or measured on. */
  const groupsOf = ({ targets, mask }: SplitData): ReadonlySet<number> =>
    new Set([...targets].filter((_, row) => mask[row] === 1));

  it('keep them on one side, each other ones, in parts of one size', async () => {
    const { table, experiment } = await whole();
    const replicas = await replicaDataOf(experiment, [0, 1, 2, 3], { ...tools, table });
    const tests = replicas.map(({ train, validation, test }) => {
      const parts = [train, validation, test];
      expect(parts.map(({ numRows, places }) => [numRows, places?.rows.length])).toEqual(
        [experiment.data.numTrainRows, experiment.data.numValidationRows, experiment.data.numTestRows].map(
          (numRows) => [numRows, numRows],
        ),
      );
      const groups = parts.map(groupsOf);
      const together = groups.flatMap((ofPart) => [...ofPart]);
      expect(new Set(together).size).toBe(together.length);
      // All rows of a training row's place are of its group as well.
      expect([...train.mask]).not.toContain(0);
      expect([...test.mask].filter((label) => label === 0).length).toBeLessThan(0.03 * test.numRows);
      return String([...(groups[2] ?? [])].sort());
    });
    expect(new Set(tests).size).toBe(4);
  });

  it('are the same from whichever repetition they are dealt', async () => {
    const { table, experiment } = await whole();
    const [first, second] = await replicaDataOf(experiment, [0, 1], { ...tools, table });
    if (first === undefined || second === undefined) throw new Error('There are no rows.');
    expect(resplitDataFor(experiment.data, first, 1)).toEqual(second);
    expect(resplitDataFor(experiment.data, second, 0)).toEqual(first);
  });
});

/** Hours of half a year in no order, with a label that wanders in time. */
function wandering(): readonly string[] {
  const { normal, permutation } = createStream('wandering');
  let level = 0;
  const rows = Array.from({ length: 3000 }, (_, hour) => {
    level += 0.1 * normal();
    const when = new Date(Date.UTC(2024, 0, 1, hour)).toISOString();
    return `${when},${normal().toFixed(3)},${(level + 0.3 * normal()).toFixed(3)}`;
  });
  return ['when,x,y', ...Array.from(permutation(rows.length), (row) => rows[row] ?? '')];
}

// Rows are the same on every backend.
describe('trained on', () => {
  useWasm();

  it('a file that wanders in time looks far better dealt at random than on later rows', async () => {
    const lossOf = async (dealBy: 'random' | 'time') => {
      const { table, experiment } = await experimentOn(wandering(), { dealBy });
      const replicas: readonly ReplicaData[] = await replicaDataOf(experiment, [0], { ...tools, table });
      const trainer = await createTrainer(experiment, null, undefined, replicas);
      for (let step = 0; step < 200; step++) trainer.trainStep(0.01);
      const [result] = await trainer.evaluate();
      const share = (result?.loss.test[0] ?? Number.NaN) / (trainer.knownLosses.test[0] ?? Number.NaN);
      trainer.dispose();
      return share;
    };
    const [atRandom, inTime] = [await lossOf('random'), await lossOf('time')];
    expect(atRandom).toBeLessThan(0.4);
    expect(inTime).toBeGreaterThan(1);
  });

  it('repetitions that deal whole groups train', async () => {
    const lines = Array.from(
      { length: 300 },
      (_, row) => `g${row % 25},${row % 11},${(row % 25) + (row % 3)}`,
    );
    const { table, experiment } = await experimentOn(
      ['who,x,y', ...lines],
      { dealBy: 'group', group: 'who', resplits: true },
      3,
    );
    const replicas = await replicaDataOf(experiment, [0, 1, 2], { ...tools, table });
    const trainer = await createTrainer(experiment, null, undefined, replicas);
    for (let step = 0; step < 20; step++) trainer.trainStep(0.01);
    const [result] = await trainer.evaluate();
    trainer.dispose();
    expect(new Set(result?.loss.test).size).toBe(3);
    expect(result?.loss.test.every(Number.isFinite)).toBe(true);
  });
});
