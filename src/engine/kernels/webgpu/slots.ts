/**
 * Sums over rows, which would leave a GPU nothing to do at once if one thread took them all: the rows are cut into slots, a
 * thread sums each, and the sums of the slots are added in order. Slots have one length, whatever the number of replicas.
 */
import { sizeOf } from '../../../core/shape.ts';
import type { TensorInfo } from '../../tf/tf.ts';
import { gpuProgramOf } from './program.ts';
import { type ProgramRun, type ProgramRunner, resultOf } from './webgpuKernel.ts';

/** A multiple of four, since the loss takes four rows at a time. */
const rowsPerSlot = 32;

/** The slots of so many rows. */
export const slotsOf = (numRows: number) => ({
  numSlots: Math.max(1, Math.ceil(numRows / rowsPerSlot)),
  rowsPerSlot,
});

/**
 * Runs a program that sums over rows, `numRows` of them, and returns the sums. The run is that of one slot; the program is also given
 * `rowsPerSlot`, and writes slot by slot.
 */
export function sumsOverRows(
  gpu: ProgramRunner,
  run: ProgramRun & { readonly threads: number },
): TensorInfo[] {
  const { numSlots } = slotsOf(run.params?.['numRows'] ?? 0);
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
    const total = resultOf(gpu, { program, outputs: [shape], inputs, params, threads });
    gpu.disposeData(sums.dataId);
    return total;
  });
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
