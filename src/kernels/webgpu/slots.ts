/**
 * Sums over rows, which would leave a GPU nothing to do at once if one thread took them all: the rows are cut into slots, a
 * thread sums each, and the sums of the slots are added in order. Slots have one length, whatever the number of replicas.
 */
import { sizeOf } from '../../core/shape.ts';
import type { TensorInfo } from '../../tf/tf.ts';
import { gpuProgramOf } from './program.ts';
import { type ProgramRunner, resultOf } from './webgpuKernel.ts';

/** A multiple of four, since the loss takes four rows at a time. */
const rowsPerSlot = 32;

/** The slots of so many rows. */
export const slotsOf = (numRows: number) => ({
  numSlots: Math.max(1, Math.ceil(numRows / rowsPerSlot)),
  rowsPerSlot,
});

/** `[S, N] -> [N]`, in a tensor of the given shape; frees the sums of the slots. Those of a single slot are the result. */
export function sumOfSlots(
  gpu: ProgramRunner,
  slotSums: TensorInfo,
  { numSlots }: ReturnType<typeof slotsOf>,
  shape: readonly number[],
): TensorInfo {
  if (numSlots === 1) return slotSums;
  const numSums = sizeOf(slotSums.shape) / numSlots;
  const sums = resultOf(gpu, {
    program: sumOfSlotsProgram,
    outputs: [shape],
    inputs: { slotSums },
    params: { numSums, numSlots },
    threads: numSums,
  });
  gpu.disposeData(slotSums.dataId);
  return sums;
}

/** WGSL: the rows of a slot, from the parameters `numRows` and `rowsPerSlot`. */
export const slotWgsl = `
  struct Rows { first: u32, end: u32 }
  fn rowsOf(slot: u32) -> Rows {
    let first = slot * params.rowsPerSlot;
    return Rows(first, min(first + params.rowsPerSlot, params.numRows));
  }`;

export const sumOfSlotsProgram = gpuProgramOf({
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
