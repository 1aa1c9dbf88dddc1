/**
 * Repetitions that each deal the rows of a file anew. They share one copy of the inputs, in which each has places of its own; labels
 * are few numbers, and each has them in its own order and scale.
 */
import { createStream, type RandomStream } from '../core/random.ts';
import { nearestTo } from './table/groupSplit.ts';
import { standardOf } from './table/numbers.ts';
import { resplits } from './copies.ts';
import type {
  HeldOutData,
  ReplicaData,
  RowPlaces,
  RowsInPlace,
  SourceSetup,
  SplitData,
  SplitName,
} from './types.ts';

/**
 * The rows of one repetition from those of any other, `given`: parts of the same sizes, dealt as `placesFor` says, numbers among the
 * labels standardised by its own training rows. Where all repetitions have one split, `given` itself.
 */
export function dealtFor(data: SourceSetup, given: ReplicaData, replica: number): ReplicaData {
  const all = given.train.inPlace;
  if (!resplits(data) || all === undefined) return given;
  const sizes = {
    train: given.train.numRows,
    validation: given.validation.numRows,
    test: given.test.numRows,
  };
  const { places, numMeasured } = placesFor(data, { ...all, sizes }, replica);
  const targets = standardised(all, places.train);
  const deal = <P extends SplitData>(part: P, rows: Int32Array): P => {
    const ofPart = { numRows: all.numRows, rows };
    const dealt = { ...part, places: ofPart, targets: taken(targets, ofPart), mask: taken(all.mask, ofPart) };
    return all.weights === undefined ? dealt : { ...dealt, weights: taken(all.weights, ofPart) };
  };
  return {
    test: maskedAfter(deal(given.test, places.test), numMeasured.test),
    validation: maskedAfter(deal(given.validation, places.validation), numMeasured.validation),
    train: deal(given.train, places.train),
  };
}

/** Labels `[T, P]`, numbers with the mean and deviation of the labelled training rows: what is held out has no part in them. */
function standardised({ targets, mask, isNumber, numRows }: RowsInPlace, train: Int32Array): Float32Array {
  const scaled = Float32Array.from(targets);
  for (const [task, is] of isNumber.entries()) {
    if (!is) continue;
    const first = task * numRows;
    const labelled = train.filter((row) => mask[first + row] === 1);
    const { mean, deviation } = standardOf(Float64Array.from(labelled, (row) => targets[first + row] ?? 0));
    for (let place = first; place < first + numRows; place++)
      scaled[place] =
        mask[place] === 1 ? ((targets[place] ?? 0) - mean) / (deviation > 0 ? deviation : 1) : 0;
  }
  return scaled;
}

interface RowsToDeal extends Pick<RowsInPlace, 'numRows' | 'groups'> {
  readonly sizes: PartSizes;
}

type PartSizes = Readonly<Record<SplitName, number>>;

/**
 * The places of the rows of each part of a repetition, in an order drawn from the seed of the split and the repetition's number. Where
 * groups stay together, a part takes the groups that come nearest to its size, leaves rows out that are too many, and is filled up
 * where they are too few, with rows that nothing is measured on: those from `numMeasured` on.
 */
export function placesFor(
  data: SourceSetup,
  { numRows, groups, sizes }: RowsToDeal,
  replica: number,
): { readonly places: Readonly<Record<SplitName, Int32Array>>; readonly numMeasured: PartSizes } {
  const seed = data.table?.splitSeed ?? 0;
  const order = createStream(seed, 'table', 'resplit', replica).permutation(numRows);
  if (groups === null) {
    const firstOfTrain = sizes.test + sizes.validation;
    const places = {
      test: order.slice(0, sizes.test),
      validation: order.slice(sizes.test, firstOfTrain),
      train: order.slice(firstOfTrain),
    };
    return { places, numMeasured: sizes };
  }
  const turns = createStream(seed, 'table', 'resplit groups', replica);
  const { train, validation, test } = partsOfGroups(order, groups, sizes, turns);
  return {
    places: {
      test: filled(test, sizes.test),
      validation: filled(validation, sizes.validation),
      train: filled(train, sizes.train),
    },
    numMeasured: { train: train.length, validation: validation.length, test: test.length },
  };
}

/** Rows of each part, in that order, of which no group is in two: about as many as the parts of `given` have. */
function partsOfGroups(
  order: Int32Array,
  groups: Int32Array,
  sizes: PartSizes,
  turns: RandomStream,
): Readonly<Record<SplitName, Int32Array>> {
  const counts = new Map<number, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  const names = [...counts.keys()].sort((a, b) => a - b);
  const inTurn = Array.from(turns.permutation(names.length), (place) => {
    const group = names[place] ?? 0;
    return { group, numRows: counts.get(group) ?? 0 };
  });
  const test = nearestTo(sizes.test, inTurn);
  const others = inTurn.filter((one) => !test.has(one));
  const validation = nearestTo(sizes.validation, others);
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

/** The part without the labels of its rows from `numRows` on, which fill it up. */
function maskedAfter(part: HeldOutData, numRows: number): HeldOutData {
  if (numRows >= part.numRows) return part;
  return { ...part, mask: part.mask.map((label, index) => (index % part.numRows < numRows ? label : 0)) };
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
