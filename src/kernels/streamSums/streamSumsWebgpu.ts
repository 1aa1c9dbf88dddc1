/** Sums of streams on the WebGPU backend, a thread per four values; sparse rows are written out before. */
import type { TensorInfo } from '../../tf/tf.ts';
import { shapeOf3 } from '../operation.ts';
import { denseRowsOf } from '../sparseDense/sparseDenseWebgpu.ts';
import { gpuProgramOf } from '../webgpu/program.ts';
import {
  type ProgramRunner,
  resultOf,
  rowThreads,
  type WebgpuKernel,
  webgpuKernelOf,
} from '../webgpu/webgpuKernel.ts';
import { type StreamSumsAttrs, streamSumsOperations } from './streamSums.ts';

export const streamSumsWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(streamSumsOperations.forward, (gpu, { x }, attrs) => [summed(gpu, x, attrs)]),
  webgpuKernelOf(streamSumsOperations.ofSparse, (gpu, { x }, { numReplicas, sums, inputDim }) => {
    const rows = denseRowsOf(gpu, x, inputDim);
    const y = summed(gpu, rows, { numReplicas, numStreams: 1, sums });
    gpu.disposeData(rows.dataId);
    return [y];
  }),
];

function summed(
  gpu: ProgramRunner,
  x: TensorInfo,
  { numReplicas, numStreams, sums }: Pick<StreamSumsAttrs, 'numReplicas' | 'numStreams' | 'sums'>,
): TensorInfo {
  const [, numRows, dim] = shapeOf3({ x }, 'x');
  const numSums = sums.length / numStreams;
  return resultOf(gpu, {
    program: sumsProgram,
    outputs: [[numReplicas * numSums, numRows, dim]],
    inputs: { x },
    params: { numSums, numStreams, numRows, dim },
    table: sums,
    threads: rowThreads(numReplicas, [numReplicas * numSums, numRows, dim], 4),
  });
}

const sumsProgram = gpuProgramOf({
  key: 'streamSums',
  outputs: { y: 'f32' },
  inputs: { x: 'f32' },
  params: ['numSums', 'numStreams', 'numRows', 'dim'],
  hasTable: true,
  body: `
    fn run(thread: u32) {
      let across = (params.dim + 3u) / 4u;
      let column = thread % across * 4u;
      let row = thread / across % params.numRows;
      let group = thread / across / params.numRows;
      let replica = group / params.numSums;
      var sum = vec4<f32>(0);
      for (var s = 0u; s < params.numStreams; s++) {
        let count = entry(group % params.numSums * params.numStreams + s);
        if (count > 0u) {
          let stream = (replica * params.numStreams + s) * params.numRows + row;
          sum += f32(count) * load4_x(stream * params.dim + column);
        }
      }
      store4_y((group * params.numRows + row) * params.dim + column, sum, params.dim - column);
    }`,
});
