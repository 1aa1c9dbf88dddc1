/** Writes the rows of a repetition as its networks read them, for programs that know nothing of this one. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { table as tableSource } from '../../../src/data/sources/table.ts';
import { partNames } from '../../../src/data/table/parts.ts';
import type { Table } from '../../../src/data/table/table.ts';
import type { SplitData } from '../../../src/data/types.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { finished } from '../../unit/data/setup.ts';

/** `PART.inputs` `[N, I]`, `PART.targets` and `PART.mask` `[T, N]` as float32, and `head.json`. */
export async function exportRows(
  experiment: Experiment,
  table: Table,
  replica: number,
  folder: string,
): Promise<void> {
  const { inputDim } = experiment.data;
  const data = finished(tableSource.replicaInParts(experiment, replica, table));
  await mkdir(folder, { recursive: true });
  for (const part of partNames) {
    const { targets, mask } = data[part];
    await writeFile(join(folder, `${part}.inputs`), denseInputsOf(data[part], inputDim));
    await writeFile(join(folder, `${part}.targets`), targets);
    await writeFile(join(folder, `${part}.mask`), mask);
  }
  const head = { numFeatures: inputDim, kinds: experiment.tasks.map(({ kind }) => kind) };
  await writeFile(join(folder, 'head.json'), JSON.stringify(head));
}

export function denseInputsOf(
  { numRows, inputs, places, isSparse = false }: SplitData,
  inputDim: number,
): Float32Array {
  const rowLength = inputs.length / (places?.numRows ?? numRows);
  const numEntries = rowLength / 2;
  const dense = new Float32Array(numRows * inputDim);
  for (let row = 0; row < numRows; row++) {
    const start = (places?.rows[row] ?? row) * rowLength;
    if (!isSparse) {
      dense.set(inputs.subarray(start, start + rowLength), row * inputDim);
      continue;
    }
    for (let entry = start; entry < start + numEntries; entry++)
      dense[row * inputDim + (inputs[entry] ?? 0)] = inputs[entry + numEntries] ?? 0;
  }
  return dense;
}
