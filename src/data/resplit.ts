/**
 * Repetitions that each deal the rows of a file anew. They share one copy of the inputs, in which each has places of its own; labels
 * are few numbers, and each has them in its own order.
 */
import { createStream, type RandomStream } from '../core/random.ts';
import { nearestTo } from '../table/groupSplit.ts';
import { resplits } from './copies.ts';
import type { HeldOutData, ReplicaData, RowPlaces, SourceSetup, SplitData, SplitName } from './types.ts';

/**
 * The rows of one repetition from those of any other, `given`: parts of the same sizes, in an order drawn from the seed of the split
 * and the repetition's number. Where groups stay together, a part takes the groups that come nearest to its size, leaves rows out that
 * are too many, and is filled up where they are too few. Where all repetitions have one split, `given` itself.
 */
export function dealtFor(data: SourceSetup, given: ReplicaData, replica: number): ReplicaData {
  if (!resplits(data)) return given;
  const all = labelsInPlace([given.train, given.validation, given.test]);
  const seed = data.table?.splitSeed ?? 0;
  const order = createStream(seed, 'table', 'resplit', replica).permutation(all.numRows);
  const deal = <P extends SplitData>(part: P, ofPart: Int32Array): P => {
    const places = { numRows: all.numRows, rows: ofPart };
    const dealt = { ...part, places, targets: taken(all.targets, places), mask: taken(all.mask, places) };
    return all.weights === undefined ? dealt : { ...dealt, weights: taken(all.weights, places) };
  };
  const groups = given.train.inPlace?.groups;
  if (groups === undefined) {
    const firstOfTrain = given.test.numRows + given.validation.numRows;
    return {
      test: deal(given.test, order.slice(0, given.test.numRows)),
      validation: deal(given.validation, order.slice(given.test.numRows, firstOfTrain)),
      train: deal(given.train, order.slice(firstOfTrain)),
    };
  }
  const turns = createStream(seed, 'table', 'resplit groups', replica);
  const { train, validation, test } = partsOfGroups(order, groups, given, turns);
  return {
    test: maskedAfter(deal(given.test, filled(test, given.test.numRows)), test.length),
    validation: maskedAfter(
      deal(given.validation, filled(validation, given.validation.numRows)),
      validation.length,
    ),
    train: deal(given.train, filled(train, given.train.numRows)),
  };
}

/** Rows of each part, in that order, of which no group is in two: about as many as the parts of `given` have. */
function partsOfGroups(
  order: Int32Array,
  groups: Int32Array,
  given: ReplicaData,
  turns: RandomStream,
): Readonly<Record<SplitName, Int32Array>> {
  const counts = new Map<number, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  const names = [...counts.keys()].sort((a, b) => a - b);
  const inTurn = Array.from(turns.permutation(names.length), (place) => {
    const group = names[place] ?? 0;
    return { group, numRows: counts.get(group) ?? 0 };
  });
  const test = nearestTo(given.test.numRows, inTurn);
  const others = inTurn.filter((one) => !test.has(one));
  const validation = nearestTo(given.validation.numRows, others);
  const parts = new Map<number, SplitName>();
  for (const { group } of test) parts.set(group, 'test');
  for (const { group } of validation) parts.set(group, 'validation');
  const rowsOf = (part: SplitName) =>
    order.filter((row) => (parts.get(groups[row] ?? 0) ?? 'train') === part);
  return { train: rowsOf('train'), validation: rowsOf('validation'), test: rowsOf('test') };
}

/** The first of `rows`, as many as are wanted; where they are too few, some of them again. */
const filled = (rows: Int32Array, numRows: number): Int32Array =>
  Int32Array.from({ length: numRows }, (_, index) => rows[index % rows.length] ?? 0);

/** The part without the labels of its rows from `numRows` on, which fill it up: nothing is measured on them. */
function maskedAfter(part: HeldOutData, numRows: number): HeldOutData {
  return { ...part, mask: part.mask.map((label, index) => (index % part.numRows < numRows ? label : 0)) };
}

/** Labels, masks and weights of rows, without their inputs. */
export type Labels = Pick<SplitData, 'numRows' | 'targets' | 'mask' | 'weights'>;

/** Labels where the inputs of their rows stand, `[T, P]` each, of splits of the same rows; a row of none of them has no label. */
export function labelsInPlace(splits: readonly SplitData[]): Labels {
  const [first] = splits;
  if (first?.inPlace !== undefined) return first.inPlace;
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
