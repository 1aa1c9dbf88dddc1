/** Rows of a file that are kept sparse train every network as the same rows with all their zeros do: to the bit. */
import { expect, it } from 'vitest';
import { createStream } from '../../../../src/core/random.ts';
import { rowDimOfData } from '../../../../src/data/rows.ts';
import { tableSizesOf } from '../../../../src/data/table/encode.ts';
import type { ColumnRole, TableSetup } from '../../../../src/data/table/tableSetup.ts';
import type { ReplicaData } from '../../../../src/data/types.ts';
import { replicaDataOf } from '../../../../src/engine/train/replicaData.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { fitToFile, setTable } from '../../../../src/experiment/tableEdit.ts';
import { numberIn, setupWith, tableOf, yesIn } from '../../data/table/csvFiles.ts';
import { onNodeBackends } from '../../onBackends.ts';
import { denseReplicaOf } from './sparseReplicas.ts';
import { architecturesFor, smallExperiment } from './trainerCases.ts';

/** Categories of several sizes, and numbers with blanks, which training rows have as well. */
const header = 'a,b,c,n,yes,score,known';
function rowsOfFile(numRows: number): string[] {
  const stream = createStream('sparse rows');
  const below = (limit: number) => Math.floor(limit * stream.uniform());
  return Array.from({ length: numRows }, () => {
    const [a, b, c] = [below(9), below(17), below(6)];
    const n = stream.uniform() < 0.2 ? '' : stream.normal().toFixed(3);
    const yes = a < 4 ? 1 : 0;
    const score = (b / 5 + stream.normal()).toFixed(3);
    return `a${a},b${b},c${c},${n},${yes},${score},${below(2)}`;
  });
}

const targets: TableSetup['targets'] = [yesIn('yes', '1'), { ...numberIn('score'), mask: 'known' }];

/** Every architecture, among them those whose gates read the raw input at every level, and the rows of each replica. */
async function setUpOn(
  backend: 'cpu' | 'wasm',
  numReplicas: number,
  changes: Readonly<Record<string, ColumnRole>> = {},
) {
  const table = await tableOf([header, ...rowsOfFile(160)].join('\n'));
  const roles = { a: 'categories', b: 'categories', c: 'categories', n: 'number', known: 'mask' } as const;
  const setup = setupWith(
    table,
    { ...roles, yes: 'target', score: 'target', ...changes },
    { targets, embeddingDim: 5 },
  );
  const base = setTable(smallExperiment(numReplicas, architecturesFor(backend)), setup, null);
  const experiment = fitToFile(base, table, tableSizesOf(table, setup));
  const numbers = Array.from({ length: numReplicas }, (_, replica) => replica);
  const sparse = await replicaDataOf(experiment, numbers, { betweenParts: async () => undefined, table });
  return { experiment, sparse };
}

async function trained(experiment: Experiment, replicas: readonly ReplicaData[]) {
  const trainer = await createTrainer(experiment, null, undefined, replicas);
  for (let step = 0; step < 3; step++) trainer.trainStep(0.01);
  const evaluations = await trainer.evaluate();
  const { cards } = await trainer.checkpoint();
  const { stockKernels } = trainer;
  trainer.dispose();
  return { evaluations, cards, stockKernels };
}

onNodeBackends((backend) => {
  const setUp = setUpOn.bind(null, backend);

  it('trains as with all zeros', async () => {
    const { experiment, sparse } = await setUp(2);
    const { inputDim } = experiment.data;
    expect(sparse.map(({ train }) => [train.isSparse, train.inputs.length / train.numRows])).toEqual([
      [true, 8],
      [true, 8],
    ]);
    expect(inputDim).toBe(9 + 17 + 6 + 2);
    const [first] = sparse;
    if (first === undefined) throw new Error('There must be rows.');
    const dense = denseReplicaOf(first, inputDim);
    const one = await trained(experiment, sparse);
    expect(one.stockKernels).toEqual([]);
    expect(one).toEqual(await trained(experiment, [dense, dense]));
  });

  it.each([
    { a: 'id' },
    // Nothing but ids.
    { a: 'id', b: 'id', c: 'id', n: 'ignored' },
  ] as const)('trains as with all zeros where there are ids: %o', async (changes) => {
    const [{ experiment, sparse }, alone] = await Promise.all([setUp(2, changes), setUp(1, changes)]);
    const [first] = sparse;
    if (first === undefined) throw new Error('There must be rows.');
    const one = await trained(experiment, sparse);
    expect(one.stockKernels).toEqual([]);
    if (first.train.isSparse === true) {
      const dense = denseReplicaOf(first, rowDimOfData(experiment));
      expect(one).toEqual(await trained(experiment, [dense, dense]));
    }
    const single = await trained(alone.experiment, alone.sparse);
    for (const [card, { loss }] of single.evaluations.entries())
      expect(one.evaluations[card]?.loss.test.slice(0, 2)).toEqual(loss.test);
  });

  it('gives a repetition alone the bytes it has among others', async () => {
    const [two, one] = await Promise.all([setUp(2), setUp(1)]);
    const together = await trained(two.experiment, two.sparse);
    const alone = await trained(one.experiment, one.sparse);
    for (const [card, { loss }] of alone.evaluations.entries()) {
      const numTasks = 2;
      expect(together.evaluations[card]?.loss.test.slice(0, numTasks)).toEqual(loss.test);
      expect(together.evaluations[card]?.loss.train.slice(0, numTasks)).toEqual(loss.train);
    }
  });
});
