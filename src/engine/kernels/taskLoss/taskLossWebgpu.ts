/** Task loss on the WebGPU backend, and the kernels of losses with similar programs. */
import { inputOf, type Operation } from '../operation.ts';
import type { Program } from '../webgpu/program.ts';
import { slotsOf } from '../webgpu/slots.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { taskLossOperations } from './taskLoss.ts';
import { lossGradProgram, lossSumsProgram, meanLossProgram } from './taskLoss.wgsl.ts';

/** `sums` and `counts` of `numTerms` terms by task and slot, the losses, and the gradient. */
interface LossPrograms {
  readonly sums: Program;
  readonly numTerms: number;
  readonly mean: Program;
  readonly grad: Program;
}

/** `tableOf`: the programs' table of tasks. */
export function lossKernelsOf<A extends { readonly numReplicas: number }>(
  { forward, backward }: Readonly<Record<'forward' | 'backward', Operation<A>>>,
  programs: LossPrograms,
  tableOf: (attrs: A) => readonly number[],
): readonly WebgpuKernel[] {
  return [
    webgpuKernelOf(forward, (gpu, inputs, attrs) => {
      const [numAllTasks = 0, numRows = 0] = inputOf(inputs, 'logits').shape;
      const numTasks = numAllTasks / attrs.numReplicas;
      const { numSlots, rowsPerSlot } = slotsOf(numRows);
      const ofSlots = [numSlots, numAllTasks, programs.numTerms];
      const sumsAndCounts = gpu.runProgram({
        program: programs.sums,
        outputs: [ofSlots, ofSlots],
        inputs,
        params: { numTasks, numRows, numAllTasks, rowsPerSlot },
        table: tableOf(attrs),
        threads: numSlots * numAllTasks,
      });
      const [sums, counts] = sumsAndCounts;
      const losses = gpu.runProgram({
        program: programs.mean,
        outputs: [[numAllTasks]],
        inputs: { ...inputs, sums, counts },
        params: { numTasks, numSlots },
        threads: numAllTasks,
      });
      for (const { dataId } of sumsAndCounts) gpu.disposeData(dataId);
      return losses;
    }),
    webgpuKernelOf(backward, (gpu, inputs, attrs) => {
      const { numReplicas } = attrs;
      const [numGroups = 0, numRows = 0] = inputOf(inputs, 'logits').shape;
      return gpu.runProgram({
        program: programs.grad,
        outputs: [[numGroups, numRows]],
        inputs,
        params: { numTasks: numGroups / numReplicas, numRows },
        table: tableOf(attrs),
        threads: { numReplicas, numGroups, numRows, rowsPerThread: 4, across: 1 },
      });
    }),
  ];
}

export const taskLossWebgpuKernels = lossKernelsOf(
  taskLossOperations,
  { sums: lossSumsProgram, numTerms: 1, mean: meanLossProgram, grad: lossGradProgram },
  ({ isBinary }) => isBinary,
);
