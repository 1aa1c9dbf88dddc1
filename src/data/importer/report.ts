/** Report on a file as it is set up: what is wrong, what to know, how many rows and features there will be, how tasks go together. */
import { groupedBy } from '../../core/lists.ts';
import { measuredCorrelation } from '../labelCorrelation.ts';
import type { Matrix } from '../types.ts';
import { text } from '../../text/text.ts';
import { encodedOf, numFeaturesOf, sizesOf } from '../table/encode.ts';
import { labelScaleOf, rawLabelsOf } from '../table/labels.ts';
import { notesOnTable, problemsOfTable, type TableProblem } from '../table/notes/problems.ts';
import { shiftsOf } from '../table/notes/shift.ts';
import type { Table } from '../table/table.ts';
import type { TableSetup } from '../table/tableSetup.ts';

export type TableReport = ReturnType<typeof reportOn>;

/** Never throws. */
export function reportOn(table: Table, setup: TableSetup) {
  const encoded = encodedOf(table, setup);
  const { split, encoding } = encoded;
  const inFile = problemsOfTable(table, setup, encoded);
  const problems = [...problemsOfSetup(setup), ...inFile];
  const isOfFile = inFile.every(({ column }) => column !== null);
  const labels = setup.targets.map((target) =>
    target === null ? null : labelsIn(rawLabelsOf(table, setup, target), split.train),
  );
  const byName = groupedBy(encoding.columns, ({ name }) => name);
  const numFeatures = [...byName].map(
    ([name, columns]) => [name, columns.reduce((sum, column) => sum + numFeaturesOf(column), 0)] as const,
  );
  return {
    /** Empty: the file can be trained on. */
    problems,
    notes: isOfFile ? notesOnTable(table, setup, encoded) : [],
    /** Differences between the parts; null: there are problems, or every repetition has parts of its own. */
    shifts: problems.length === 0 ? shiftsOf(table, setup, encoded) : null,
    /** Null: there are problems. */
    sizes: problems.length === 0 ? sizesOf(table, setup, encoded) : null,
    /** Features that each column takes, by its name; those that take none are not there. */
    numFeatures: Object.fromEntries(numFeatures),
    /** Null: the task has no target, or the file is not the one. `[T]` */
    labels: labels.map((ofTask) => ofTask && summaryOf(ofTask)),
    /** Correlation of the labels of the training rows, `[T, T]`; null: there are problems. */
    correlation: problems.length === 0 ? correlationOf(labels) : null,
  };
}

/** Tasks without a target, whatever the file. */
const problemsOfSetup = ({ targets }: TableSetup): readonly TableProblem[] =>
  targets.flatMap((target, task) =>
    target === null ? [{ column: null, message: text.table.setup.noTarget(task + 1) }] : [],
  );

/** Labels of the training rows alone; NaN: no label. `[rows]` */
const labelsIn = (labels: Float64Array, train: Int32Array): Float64Array =>
  Float64Array.from(train, (row) => labels[row] ?? Number.NaN);

/** Labels of one task among the training rows: the mean is the share that is yes, or that of the numbers. */
function summaryOf(labels: Float64Array) {
  const known = labels.filter(Number.isFinite);
  return { numLabels: known.length, ...labelScaleOf(known, Int32Array.from(known.keys())) };
}

/** The correlation of labels, measured as a run does. */
function correlationOf(labels: readonly (Float64Array | null)[]): Matrix {
  const numRows = labels.find((ofTask) => ofTask !== null)?.length ?? 0;
  const targets = new Float32Array(labels.length * numRows); // [T, N]
  const mask = new Float32Array(labels.length * numRows); // [T, N]
  for (const [task, ofTask] of labels.entries()) {
    if (ofTask === null) continue;
    const { mean, deviation } = summaryOf(ofTask);
    ofTask.forEach((label, row) => {
      if (Number.isNaN(label)) return;
      targets[task * numRows + row] = (label - mean) / deviation;
      mask[task * numRows + row] = 1;
    });
  }
  return measuredCorrelation({ targets, mask, numRows });
}
