/** Sums of streams on the WebGPU backend, a thread per four values. */
import { shapeOf3 } from '../operation.ts';
import { gpuProgramOf } from '../webgpu/program.ts';
import { rowThreadsOf, type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { streamSumsOperation } from './streamSums.ts';

export const streamSumsWebgpuKernel: WebgpuKernel = webgpuKernelOf(
  streamSumsOperation,
  (gpu, { x }, { numReplicas, numStreams, sums }) => {
    const [, numRows, dim] = shapeOf3({ x }, 'x');
    const numSums = sums.length / numStreams;
    const shape = [numReplicas * numSums, numRows, dim] as const;
    return gpu.runProgram({
      program: streamSumsProgram,
      outputs: [shape],
      inputs: { x },
      params: { numSums, numStreams, numRows, dim },
      table: sums,
      threads: rowThreadsOf(numReplicas, shape, 4),
    });
  },
);

const streamSumsProgram = gpuProgramOf({
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
