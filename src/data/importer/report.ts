/** Reports on a file and its set-up: problems, notes, sizes, and how labels of tasks go together. */
import { groupedBy } from '../../core/lists.ts';
import { text } from '../../text/text.ts';
import { measuredCorrelation } from '../labelCorrelation.ts';
import { encodedOf, numFeaturesOf, sizesOf } from '../table/encode.ts';
import { labelScaleOf, rawLabelsOf } from '../table/labels.ts';
import { notesOnTable, problemsOfTable, type TableProblem } from '../table/notes/problems.ts';
import { shiftsOf } from '../table/notes/shift.ts';
import type { Table } from '../table/table.ts';
import type { TableSetup } from '../table/tableSetup.ts';
import type { Matrix } from '../types.ts';

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
    problems,
    notes: isOfFile ? notesOnTable(table, setup, encoded) : [],
    /** Null if there are problems, or if repetitions resplit. */
    shifts: problems.length === 0 ? shiftsOf(table, setup, encoded) : null,
    sizes: problems.length === 0 ? sizesOf(table, setup, encoded) : null,
    /** Keyed by column; those without features are missing. */
    numFeatures: Object.fromEntries(numFeatures),
    /** `[T]`, null without a target or for another file. */
    labels: labels.map((ofTask) => ofTask && summaryOf(ofTask)),
    /** `[T, T]`, over training rows. */
    correlation: problems.length === 0 ? correlationOf(labels) : null,
  };
}

const problemsOfSetup = ({ targets }: TableSetup): readonly TableProblem[] =>
  targets.flatMap((target, task) =>
    target === null ? [{ column: null, message: text.table.setup.noTarget(task + 1) }] : [],
  );

/** NaN for a missing label. */
const labelsIn = (labels: Float64Array, train: Int32Array): Float64Array =>
  Float64Array.from(train, (row) => labels[row] ?? Number.NaN);

/** `mean` is the share of yes for binary tasks. */
function summaryOf(labels: Float64Array) {
  const known = labels.filter(Number.isFinite);
  return { numLabels: known.length, ...labelScaleOf(known, Int32Array.from(known.keys())) };
}

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
