/**
 * Sparse dense layer on the WebGPU backend: rows are written out, and the programs of the dense layer do the rest. A GPU that
 * gathered the gradients of single weights would wait for memory, or add them in no fixed order.
 */
import type { TensorInfo } from '../../tf/tf.ts';
import { groupedDenseWebgpuKernels } from '../groupedDense/groupedDenseWebgpu.ts';
import { type Inputs, inputOf, type Operation, shapeOf3 } from '../operation.ts';
import { gpuProgramOf } from '../webgpu/program.ts';
import { type ProgramRunner, resultOf, type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { denseAttrsOf, type SparseDenseAttrs, sparseDenseOperations } from './sparseDense.ts';

export const sparseDenseWebgpuKernels: readonly WebgpuKernel[] = [
  kernelLike(sparseDenseOperations.forward, 'GroupedDense'),
  kernelLike(sparseDenseOperations.gradAffine, 'GroupedDenseGradAffine'),
];

function kernelLike<I extends string, O extends string>(
  operation: Operation<SparseDenseAttrs, I, O>,
  denseName: string,
): WebgpuKernel {
  return webgpuKernelOf(operation, (gpu, inputs, attrs) => {
    const dense = groupedDenseWebgpuKernels.find(({ kernelName }) => kernelName === denseName);
    if (dense === undefined) throw new Error(`There is no kernel ${denseName}.`);
    const x = unpacked(gpu, inputs);
    const outputs = [dense.run(gpu, { ...inputs, x }, denseAttrsOf(attrs, inputOf(inputs, 'affine')))].flat();
    gpu.disposeData(x.dataId);
    return outputs;
  });
}

/** `[R, B, 2K] -> [R, B, I]` */
function unpacked(gpu: ProgramRunner, inputs: Inputs): TensorInfo {
  const [numReplicas, numRows, rowLength] = shapeOf3(inputs, 'x');
  const [, numInputRows] = shapeOf3(inputs, 'affine');
  const inputDim = numInputRows - 1;
  return resultOf(gpu, {
    program: unpackProgram,
    outputs: [[numReplicas, numRows, inputDim]],
    inputs: { entries: inputOf(inputs, 'x') },
    params: { numEntries: rowLength / 2, inputDim },
    threads: {
      numReplicas,
      numGroups: numReplicas,
      numRows,
      rowsPerThread: 1,
      across: Math.ceil(inputDim / 4),
    },
  });
}

/** A thread writes four values of a row, and looks through all entries for them. */
export const unpackProgram = gpuProgramOf({
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
