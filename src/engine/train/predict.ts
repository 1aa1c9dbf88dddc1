/** Predicts the rows of a file with a network that was trained on another one. */
import type { NamedWeights, PredictedFile } from '../../analysis/produced/networks.ts';
import { allInputRowsIn, encodedTableOf, type TableEncoding } from '../../data/table/encode.ts';
import type { LabelScale } from '../../data/table/labels.ts';
import { predictionOf, problemsOfNewRows } from '../../data/table/newRows.ts';
import type { Table } from '../../data/table/table.ts';
import { numbersPerRow, type TableSetup } from '../../data/table/tableSetup.ts';
import { EVALUATION_ROWS } from '../../experiment/costs/memory.ts';
import type { Topology } from '../../models/topology.ts';
import { forwardPass } from '../network/forward.ts';
import { createNetwork } from '../network/network.ts';
import { planOf } from '../network/plan.ts';
import { readInOneTransfer } from '../tf/records.ts';
import { tensor } from '../tf/tf.ts';

export interface TrainedNetwork {
  readonly topology: Topology;
  readonly weights: NamedWeights;
  readonly setup: TableSetup;
  readonly table: Table;
  /** `[T]`, null for binary tasks. */
  readonly labelScales: readonly (LabelScale | null)[];
}

export async function predictedFileOf(
  { topology, weights, setup, table, labelScales }: TrainedNetwork,
  rows: Table,
  betweenParts: () => Promise<void>,
): Promise<PredictedFile> {
  const { encoding } = encodedTableOf(table, setup);
  const problems = problemsOfNewRows(encoding, setup, rows);
  if (problems.length > 0) return { problems, values: [] };
  const plan = planOf(topology, encoding.numEntries !== null);
  const network = createNetwork(plan, [new Map(Object.entries(weights))]);
  const values = labelScales.map(() => new Float64Array(rows.numRows));
  const taskOutputs = labelScales.map((scale, task) => predictionOf(setup, task, scale));
  try {
    for (const { start, inputs, shape } of inputChunks(encoding, rows, setup)) {
      const { logits } = await readInOneTransfer(() => ({
        logits: forwardPass(plan, network.state().parameters, tensor(inputs, [...shape])).logits, // [T, B]
      }));
      for (const [task, outputOf] of taskOutputs.entries())
        values[task]?.set(
          Float64Array.from(logits.subarray(task * shape[1], (task + 1) * shape[1]), outputOf),
          start,
        );
      await betweenParts();
    }
    return { problems, values };
  } finally {
    network.dispose();
  }
}

// Encoding begins anew with every column, so many rows are encoded at once.
const MOST_NUMBERS = 2 ** 25;

function* inputChunks(encoding: TableEncoding, rows: Table, setup: TableSetup) {
  const rowLength = numbersPerRow(encoding.rowDim, encoding.numEntries);
  const numEncoded = Math.ceil(MOST_NUMBERS / rowLength / EVALUATION_ROWS) * EVALUATION_ROWS;
  for (let first = 0; first < rows.numRows; first += numEncoded) {
    const numRows = Math.min(numEncoded, rows.numRows - first);
    const inputs = allInputRowsIn(
      encoding,
      { table: rows, setup },
      Int32Array.from({ length: numRows }, (_, i) => first + i),
    );
    for (let start = 0; start < numRows; start += EVALUATION_ROWS) {
      const count = Math.min(EVALUATION_ROWS, numRows - start);
      const part = inputs.slice(start * rowLength, (start + count) * rowLength);
      yield { start: first + start, inputs: part, shape: [1, count, rowLength] as const };
    }
  }
}
