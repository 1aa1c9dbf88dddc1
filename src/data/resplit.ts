/**
 * Splits the rows of a file anew for each repetition: inputs are shared, labels copied in a new order and
 * scale.
 */
import { createStream, type RandomStream } from '../core/random.ts';
import { resplits } from './rows.ts';
import { standardOf } from './table/numbers.ts';
import { type ByPart, byPart, heldOutGroups, type TableSplit } from './table/parts.ts';
import type { HeldOutData, ReplicaData, RowPlaces, RowsInPlace, SourceSetup, SplitData } from './types.ts';

/** `given` may be any replica's; sizes of parts stay the same. Returns `given` itself without resplits. */
export function dealtFor(data: SourceSetup, given: ReplicaData, replica: number): ReplicaData {
  const all = given.train.inPlace;
  if (!resplits(data) || all === undefined) return given;
  const sizes = byPart((part) => given[part].numRows);
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

/** Targets `[T, P]`, numbers standardised by labelled training rows only. */
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
  readonly sizes: ByPart<number>;
}

/**
 * Keyed by the split's seed and the replica. Groups go to the part whose size they fit; rows are then dropped or repeated. Those from
 * `numMeasured` on are repeats, not to be measured.
 */
export function placesFor(
  data: SourceSetup,
  { numRows, groups, sizes }: RowsToDeal,
  replica: number,
): { readonly places: TableSplit; readonly numMeasured: ByPart<number> } {
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
  const parts = partsOfGroups(order, groups, sizes, turns);
  return {
    places: byPart((part) => filled(parts[part], sizes[part])),
    numMeasured: byPart((part) => parts[part].length),
  };
}

function partsOfGroups(
  order: Int32Array,
  groups: Int32Array,
  sizes: ByPart<number>,
  turns: RandomStream,
): TableSplit {
  const counts = new Map<number, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  const names = [...counts.keys()].sort((a, b) => a - b);
  const inTurn = Array.from(turns.permutation(names.length), (place) => {
    const code = names[place] ?? 0;
    return { code, numRows: counts.get(code) ?? 0 };
  });
  const { partOf } = heldOutGroups(inTurn, sizes);
  return byPart((part) => order.filter((row) => partOf(groups[row] ?? 0) === part));
}

const filled = (rows: Int32Array, numRows: number): Int32Array =>
  Int32Array.from({ length: numRows }, (_, index) => rows[index % rows.length] ?? 0);

function maskedAfter(part: HeldOutData, numRows: number): HeldOutData {
  if (numRows >= part.numRows) return part;
  return { ...part, mask: part.mask.map((label, index) => (index % part.numRows < numRows ? label : 0)) };
}

function taken(values: Float32Array, { numRows, rows }: RowPlaces): Float32Array {
  const atPlaces = new Float32Array((values.length / numRows) * rows.length);
  for (let index = 0; index < atPlaces.length; index++) {
    const row = index % rows.length;
    atPlaces[index] = values[((index - row) / rows.length) * numRows + (rows[row] ?? 0)] ?? 0;
  }
  return atPlaces;
}
