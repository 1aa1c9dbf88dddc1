/** Splits a file's rows anew per repetition: inputs are shared, labels copied in a new order and scale. */
import { createStream, type RandomStream } from '../core/random.ts';
import { resplitsRows } from './rows.ts';
import { meanAndDeviationOf } from './table/numbers.ts';
import { chooseHeldOutGroups, type RecordByPart, recordByPart, type TableSplit } from './table/parts.ts';
import type {
  HeldOutData,
  LabelsOfAllRows,
  ReplicaData,
  RowPlaces,
  SourceSetup,
  SplitData,
} from './types.ts';

/** `given` may be any replica's; sizes of parts stay the same. Returns `given` itself without resplits. */
export function resplitDataFor(data: SourceSetup, given: ReplicaData, replica: number): ReplicaData {
  const all = given.train.inPlace;
  if (!resplitsRows(data) || all === undefined) return given;
  const sizes = recordByPart((part) => given[part].numRows);
  const { places, numMeasured } = splitPlacesFor(data, { ...all, sizes }, replica);
  const targets = standardisedNumbers(all, places.train);
  const deal = <P extends SplitData>(part: P, rows: Int32Array): P => {
    const ofPart = { numRows: all.numRows, rows };
    const dealt = {
      ...part,
      places: ofPart,
      targets: valuesAtPlaces(targets, ofPart),
      mask: valuesAtPlaces(all.mask, ofPart),
    };
    return all.weights === undefined ? dealt : { ...dealt, weights: valuesAtPlaces(all.weights, ofPart) };
  };
  return {
    test: withRepeatsMasked(deal(given.test, places.test), numMeasured.test),
    validation: withRepeatsMasked(deal(given.validation, places.validation), numMeasured.validation),
    train: deal(given.train, places.train),
  };
}

/** Targets `[T, P]`, numbers standardised by labelled training rows only. */
function standardisedNumbers(
  { targets, mask, isNumber, numRows }: LabelsOfAllRows,
  train: Int32Array,
): Float32Array {
  const scaled = Float32Array.from(targets);
  for (const [task, is] of isNumber.entries()) {
    if (!is) continue;
    const first = task * numRows;
    const labelled = train.filter((row) => mask[first + row] === 1);
    const { mean, deviation } = meanAndDeviationOf(
      Float64Array.from(labelled, (row) => targets[first + row] ?? 0),
    );
    for (let place = first; place < first + numRows; place++)
      scaled[place] =
        mask[place] === 1 ? ((targets[place] ?? 0) - mean) / (deviation > 0 ? deviation : 1) : 0;
  }
  return scaled;
}

interface RowsToSplit extends Pick<LabelsOfAllRows, 'numRows' | 'groups'> {
  readonly sizes: RecordByPart<number>;
}

/**
 * Keyed by the split's seed and the replica. Groups go to the part whose size they fit; rows are then dropped or repeated. Those from
 * `numMeasured` on are repeats, not to be measured.
 */
export function splitPlacesFor(
  data: SourceSetup,
  { numRows, groups, sizes }: RowsToSplit,
  replica: number,
): { readonly places: TableSplit; readonly numMeasured: RecordByPart<number> } {
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
  const parts = groupsByPart(order, groups, sizes, turns);
  return {
    places: recordByPart((part) => rowsRepeatedTo(parts[part], sizes[part])),
    numMeasured: recordByPart((part) => parts[part].length),
  };
}

function groupsByPart(
  order: Int32Array,
  groups: Int32Array,
  sizes: RecordByPart<number>,
  turns: RandomStream,
): TableSplit {
  const counts = new Map<number, number>();
  for (const group of groups) counts.set(group, (counts.get(group) ?? 0) + 1);
  const names = [...counts.keys()].sort((a, b) => a - b);
  const inTurn = Array.from(turns.permutation(names.length), (place) => {
    const code = names[place] ?? 0;
    return { code, numRows: counts.get(code) ?? 0 };
  });
  const { partOf } = chooseHeldOutGroups(inTurn, sizes);
  return recordByPart((part) => order.filter((row) => partOf(groups[row] ?? 0) === part));
}

const rowsRepeatedTo = (rows: Int32Array, numRows: number): Int32Array =>
  Int32Array.from({ length: numRows }, (_, index) => rows[index % rows.length] ?? 0);

function withRepeatsMasked(part: HeldOutData, numRows: number): HeldOutData {
  if (numRows >= part.numRows) return part;
  return { ...part, mask: part.mask.map((label, index) => (index % part.numRows < numRows ? label : 0)) };
}

function valuesAtPlaces(values: Float32Array, { numRows, rows }: RowPlaces): Float32Array {
  const atPlaces = new Float32Array((values.length / numRows) * rows.length);
  for (let index = 0; index < atPlaces.length; index++) {
    const row = index % rows.length;
    atPlaces[index] = values[((index - row) / rows.length) * numRows + (rows[row] ?? 0)] ?? 0;
  }
  return atPlaces;
}
