/**
 * Repetitions that each deal the rows of a file anew. They share one copy of the inputs, in which each has places of its own; labels
 * are few numbers, and each has them in its own order.
 */
import { createStream } from '../core/random.ts';
import { resplits } from './copies.ts';
import type { ReplicaData, RowPlaces, SourceSetup, SplitData } from './types.ts';

/**
 * The rows of one repetition from those of any other, `given`: parts of the same sizes, in an order drawn from the seed of the split
 * and the repetition's number. Where all repetitions have one split, `given` itself.
 */
export function dealtFor(data: SourceSetup, given: ReplicaData, replica: number): ReplicaData {
  if (!resplits(data)) return given;
  const all = labelsInPlace([given.train, given.validation, given.test]);
  const order = createStream(data.table?.splitSeed ?? 0, 'table', 'resplit', replica).permutation(
    all.numRows,
  );
  let first = 0;
  const deal = <P extends SplitData>(part: P): P => {
    const places = { numRows: all.numRows, rows: order.slice(first, first + part.numRows) };
    first += part.numRows;
    const dealt = { ...part, places, targets: taken(all.targets, places), mask: taken(all.mask, places) };
    return all.weights === undefined ? dealt : { ...dealt, weights: taken(all.weights, places) };
  };
  return { test: deal(given.test), validation: deal(given.validation), train: deal(given.train) };
}

/** Labels, masks and weights of rows, without their inputs. */
export type Labels = Pick<SplitData, 'numRows' | 'targets' | 'mask' | 'weights'>;

/** Labels where the inputs of their rows stand, `[T, P]` each, of splits of the same rows; a row of none of them has no label. */
export function labelsInPlace(splits: readonly SplitData[]): Labels {
  const [first] = splits;
  const numRows = first?.places?.numRows ?? 0;
  const numTasks = first === undefined ? 0 : first.targets.length / first.numRows;
  const targets = new Float32Array(numTasks * numRows);
  const mask = new Float32Array(numTasks * numRows);
  const weights = first?.weights && new Float32Array(numRows);
  for (const split of splits) {
    for (let task = 0; task < numTasks; task++)
      split.places?.rows.forEach((place, row) => {
        targets[task * numRows + place] = split.targets[task * split.numRows + row] ?? 0;
        mask[task * numRows + place] = split.mask[task * split.numRows + row] ?? 0;
      });
    split.places?.rows.forEach((place, row) => {
      if (weights !== undefined) weights[place] = split.weights?.[row] ?? 0;
    });
  }
  return { numRows, targets, mask, ...(weights && { weights }) };
}

/** The values `[T, P]` at these places, `[T, N]`. */
function taken(values: Float32Array, { numRows, rows }: RowPlaces): Float32Array {
  const atPlaces = new Float32Array((values.length / numRows) * rows.length);
  for (let index = 0; index < atPlaces.length; index++) {
    const row = index % rows.length;
    atPlaces[index] = values[((index - row) / rows.length) * numRows + (rows[row] ?? 0)] ?? 0;
  }
  return atPlaces;
}
