/** Fetches a training batch, see `gatherBatch.ts`. `labelRows`: N if each replica has its own labels, else 0. */
import { bytes } from '../wasm/simd.as';

export function gatherBatch(
  inputs: usize,
  labels: usize,
  rows: usize,
  batchInputs: usize,
  batchLabels: usize,
  batchMask: usize,
  numReplicas: i32,
  numRows: i32,
  inputDim: i32,
  numTasks: i32,
  labelRows: i32,
): void {
  for (let replica = 0; replica < numReplicas; replica++) {
    for (let i = 0; i < numRows; i++) {
      const row = load<i32>(rows + bytes(i));
      memory.copy(batchInputs, inputs + <usize>row * bytes(inputDim), bytes(inputDim));
      batchInputs += bytes(inputDim);
      const source = labels + <usize>row * bytes(2 * numTasks);
      for (let task = 0; task < numTasks; task++) {
        const at = bytes(task * numRows + i);
        store<f32>(batchLabels + at, load<f32>(source + bytes(task)));
        store<f32>(batchMask + at, load<f32>(source + bytes(numTasks + task)));
      }
    }
    rows += bytes(numRows);
    labels += <usize>labelRows * bytes(2 * numTasks);
    batchLabels += bytes(numTasks * numRows);
    batchMask += bytes(numTasks * numRows);
  }
}
