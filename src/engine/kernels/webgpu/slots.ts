/** Sums over rows in parallel: a thread sums each slot of rows; slots are added in order. */
import { sizeOf } from '../../../core/shape.ts';
import type { TensorInfo } from '../../tf/tf.ts';
import { gpuProgramOf } from './program.ts';
import { type ProgramRun, type ProgramRunner, singleResultOf } from './webgpuKernel.ts';

// Multiple of four, since the loss handles four rows at a time. Independent of the number of replicas.
const rowsPerSlot = 32;

export const slotSizesOf = (numRows: number) => ({
  numSlots: Math.max(1, Math.ceil(numRows / rowsPerSlot)),
  rowsPerSlot,
});

/** `run` describes one slot; its program also gets `rowsPerSlot` and writes slot by slot. */
export function sumsOverRows(
  gpu: ProgramRunner,
  run: ProgramRun & { readonly threads: number },
): TensorInfo[] {
  const { numSlots } = slotSizesOf(run.params?.['numRows'] ?? 0);
  const slotSums = gpu.runProgram({
    ...run,
    outputs: run.outputs.map(([numGroups = 0, ...ofGroup]) => [numSlots * numGroups, ...ofGroup]),
    params: { ...run.params, rowsPerSlot },
    threads: numSlots * run.threads,
  });
  if (numSlots === 1) return slotSums;
  return slotSums.map((sums, i) => {
    const shape = run.outputs[i] ?? [];
    const params = { numSums: sizeOf(shape), numSlots };
    const [program, inputs, threads] = [sumOfSlotsProgram, { slotSums: sums }, params.numSums];
    const total = singleResultOf(gpu, { program, outputs: [shape], inputs, params, threads });
    gpu.disposeData(sums.dataId);
    return total;
  });
}

export const slotRowsWgsl = `
  struct Rows { first: u32, end: u32 }
  fn rowsOf(slot: u32) -> Rows {
    let first = slot * params.rowsPerSlot;
    return Rows(first, min(first + params.rowsPerSlot, params.numRows));
  }`;

const sumOfSlotsProgram = gpuProgramOf({
  key: 'sumOfSlots',
  outputs: { sums: 'f32' },
  inputs: { slotSums: 'f32' },
  params: ['numSums', 'numSlots'],
  body: `
    fn run(thread: u32) {
      var sum = 0.0;
      for (var slot = 0u; slot < params.numSlots; slot++) { sum += load_slotSums(slot * params.numSums + thread); }
      store_sums(thread, sum);
    }`,
});
