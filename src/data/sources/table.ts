/** Makes data from a file: features and labels by its set-up, split once or in every repetition. */
import { UserError } from '../../core/errors.ts';
import { text } from '../../text/text.ts';
import { precedingTaskOf } from '../funnel.ts';
import { resplitDataFor } from '../resplit.ts';
import { partSizesOf } from '../rows.ts';
import { numberedGroupsOf } from '../rowsOfFile.ts';
import { encodedTableOf, inputRowsIn, type TableEncoding, type TableWithSetup } from '../table/encode.ts';
import { labelsOfRows, rowWeightsOf, scaledLabelsOf } from '../table/labels.ts';
import { problemsOfTable } from '../table/notes/problems.ts';
import {
  type PartName,
  partNames,
  type RecordByPart,
  recordByPart,
  type TableSplit,
  withAllForTraining,
} from '../table/parts.ts';
import type { Table } from '../table/table.ts';
import { splitMethodOf } from '../table/tableSetup.ts';
import type {
  DataSetup,
  DataSource,
  HeldOutData,
  LabelsOfAllRows,
  ReplicaGenerator,
  SplitData,
  TaskSetup,
} from '../types.ts';
import { tableInfo } from './tableInfo.ts';

const words = text.table.setup;

export const table: DataSource = { ...tableInfo, replicaInParts };

function* replicaInParts({ tasks, data }: DataSetup, replica: number, file: Table | null): ReplicaGenerator {
  const setup = data.table;
  if (setup === null) throw new UserError(words.noFile);
  if (file === null) throw new UserError(words.fileNeeded(setup.fileName));
  const encoded = encodedTableOf(file, setup);
  const { split, encoding } = encoded;
  const [problem] = problemsOfTable(file, setup, encoded);
  if (problem !== undefined) throw new UserError(problem.message);
  if (encoding.inputDim !== data.inputDim)
    throw new UserError(words.otherWidth(encoding.inputDim, data.inputDim));
  yield;
  const sizes = partSizesOf(data);
  const rows = recordByPart((part) => firstRowsOfPart(split, part, sizes[part]));
  const { train: known } = setup.resplits ? withAllForTraining(split) : split;
  const labels = labelsOfFunnel(
    tasks,
    tasks.map((_, index) => scaledLabelsOf(file, setup, index, setup.resplits ? null : split.train)),
    rows,
  );
  const inputs = yield* inputsOfParts(encoding, { table: file, setup }, rows);
  const isSparse = encoding.numEntries !== null;
  const weights = rowWeightsOf(file, setup, known);
  const partOf = (part: PartName): SplitData => ({
    numRows: rows[part].length,
    ...inputs[part],
    isSparse,
    ...labelsOfRows(labels, rows[part], Float32Array),
    ...(weights && { weights: Float32Array.from(rows[part], (row) => weights[row] ?? 0) }),
  });
  const floor = tasks.map(() => Number.NaN);
  const heldOut = (part: PartName): HeldOutData => ({ ...partOf(part), floor });
  const named = setup.resplits ? null : numberedGroupsOf(file, setup, rows.test);
  const test = { ...heldOut('test'), ...(named && { groups: named }) };
  const once = { train: partOf('train'), validation: heldOut('validation'), test };
  if (!setup.resplits) return once;
  const all = withAllForTraining(rows).train;
  const inPlace: LabelsOfAllRows = {
    numRows: all.length,
    ...labelsOfRows(labels, all, Float64Array),
    isNumber: setup.targets.map((target) => target?.positive === null),
    groups: splitMethodOf(setup) === 'group' ? numberedGroupsOf(file, setup, all) : null,
    ...(weights && { weights: Float32Array.from(all, (row) => weights[row] ?? 0) }),
  };
  return resplitDataFor(data, { ...once, train: { ...once.train, inPlace } }, replica);
}

/** `[T][N]`. Throws if a task happened without the one before, or a part lacks two different labels. */
function labelsOfFunnel(
  tasks: readonly TaskSetup[],
  labels: readonly Float64Array[],
  rows: TableSplit,
): readonly Float64Array[] {
  const read: Float64Array[] = [];
  for (const [task, ofTask] of labels.entries()) {
    const parent = precedingTaskOf(tasks, task);
    const before = parent === null ? undefined : labels[parent];
    const known = parent === null ? undefined : read[parent];
    if (parent === null || before === undefined || known === undefined) {
      read.push(ofTask);
      continue;
    }
    const [number, numberBefore] = [task + 1, parent + 1];
    const impossible = [...ofTask.keys()].filter((row) => ofTask[row] === 1 && before[row] === 0);
    if (impossible.length > 0)
      throw new UserError(
        text.tableFile.problems.withoutParent(
          number,
          numberBefore,
          impossible.map((row) => row + 1),
        ),
      );
    const after = ofTask.map((label, row) => (known[row] === 1 ? label : Number.NaN));
    for (const part of partNames) {
      const answers = new Set(
        [...rows[part]].map((row) => after[row]).filter((label) => !Number.isNaN(label)),
      );
      if (answers.size < 2)
        throw new UserError(text.tableFile.problems.oneAnswerAfter(number, numberBefore, part, answers.size));
    }
    read.push(after);
  }
  return read;
}

function firstRowsOfPart(split: TableSplit, part: PartName, numRows: number): Int32Array {
  const rows = split[part];
  if (rows.length < numRows) throw new UserError(words.fewerRows(part, rows.length, numRows));
  return rows.subarray(0, numRows);
}

function* inputsOfParts(
  encoding: TableEncoding,
  file: TableWithSetup,
  rows: TableSplit,
): Generator<void, RecordByPart<Pick<SplitData, 'inputs' | 'places'>>, void> {
  if (!file.setup.resplits)
    return {
      train: { inputs: yield* inputRowsIn(encoding, file, rows.train) },
      validation: { inputs: yield* inputRowsIn(encoding, file, rows.validation) },
      test: { inputs: yield* inputRowsIn(encoding, file, rows.test) },
    };
  const all = withAllForTraining(rows).train;
  const inputs = yield* inputRowsIn(encoding, file, all);
  const order = Int32Array.from(all.keys());
  const placed = (from: number, to: number) => ({
    inputs,
    places: { numRows: all.length, rows: order.subarray(from, to) },
  });
  const firstOfTest = rows.train.length + rows.validation.length;
  return {
    train: placed(0, rows.train.length),
    validation: placed(rows.train.length, firstOfTest),
    test: placed(firstOfTest, all.length),
  };
}
