/**
 * Sparse dense layer on the WebGPU backend: expands rows for the dense layer. Gathering single gradients
 * would wait for memory, or add in no fixed order.
 */
import type { TensorInfo } from '../../tf/tf.ts';
import { groupedDenseWebgpuKernels } from '../groupedDense/groupedDenseWebgpu.ts';
import { kernelInputOf, type Operation, shapeOf3 } from '../operation.ts';
import { gpuProgramOf } from '../webgpu/program.ts';
import {
  type ProgramRunner,
  rowThreadsOf,
  singleResultOf,
  type WebgpuKernel,
  webgpuKernelOf,
} from '../webgpu/webgpuKernel.ts';
import { denseAttrsOf, type SparseDenseAttrs, sparseDenseOperations } from './sparseDense.ts';

export const sparseDenseWebgpuKernels: readonly WebgpuKernel[] = [
  kernelOnExpandedRows(sparseDenseOperations.forward, 'GroupedDense'),
  kernelOnExpandedRows(sparseDenseOperations.gradAffine, 'GroupedDenseGradAffine'),
  webgpuKernelOf(sparseDenseOperations.rows, (gpu, { x }, { inputDim }) => [
    expandedRowsOf(gpu, x, inputDim),
  ]),
];

function kernelOnExpandedRows<I extends string, O extends string>(
  operation: Operation<SparseDenseAttrs, I, O>,
  denseName: string,
): WebgpuKernel {
  return webgpuKernelOf(operation, (gpu, inputs, attrs) => {
    const dense = groupedDenseWebgpuKernels.find(({ kernelName }) => kernelName === denseName);
    if (dense === undefined) throw new Error(`There is no kernel ${denseName}.`);
    const affine = kernelInputOf(inputs, 'affine');
    const x = expandedRowsOf(gpu, kernelInputOf(inputs, 'x'), (affine.shape[1] ?? 0) - 1);
    const outputs = [dense.run(gpu, { ...inputs, x }, denseAttrsOf(attrs, affine))].flat();
    gpu.disposeData(x.dataId);
    return outputs;
  });
}

// [R, B, 2K] -> [R, B, I]
function expandedRowsOf(gpu: ProgramRunner, entries: TensorInfo, inputDim: number): TensorInfo {
  const [numReplicas, numRows, rowLength] = shapeOf3({ entries }, 'entries');
  const shape = [numReplicas, numRows, inputDim] as const;
  return singleResultOf(gpu, {
    program: expandRowsProgram,
    outputs: [shape],
    inputs: { entries },
    params: { numEntries: rowLength / 2, inputDim },
    threads: rowThreadsOf(numReplicas, shape, 4),
    work: numReplicas * numRows * inputDim * rowLength,
  });
}

// A thread writes four values of a row and scans all its entries.
const expandRowsProgram = gpuProgramOf({
  key: 'sparseDense unpack',
  outputs: { x: 'f32' },
  inputs: { entries: 'f32' },
  params: ['numEntries', 'inputDim'],
  body: `
    fn run(thread: u32) {
      let across = (params.inputDim + 3u) / 4u;
      let row = thread / across;
      let column = thread % across * 4u;
      let places = row * 2u * params.numEntries;
      var values = vec4<f32>(0);
      for (var k = 0u; k < params.numEntries; k++) {
        let lane = u32(load_entries(places + k)) - column;
        values += select(vec4<f32>(0), vec4<f32>(load_entries(places + params.numEntries + k)),
          vec4<u32>(0, 1, 2, 3) == vec4<u32>(lane));
      }
      store4_x(row * params.inputDim + column, values, params.inputDim - column);
    }`,
});
