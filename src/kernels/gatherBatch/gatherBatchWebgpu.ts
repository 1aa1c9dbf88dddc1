/** Gathering a batch on the WebGPU backend: one thread per value of the inputs and per label. */
import { inputOf } from '../operation.ts';
import { gpuProgramOf } from '../webgpu/program.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { gatherBatchOperation } from './gatherBatch.ts';

export const gatherBatchWebgpuKernel: WebgpuKernel = webgpuKernelOf(
  gatherBatchOperation,
  (gpu, tensors, { numReplicas }) => {
    const data = ['inputs', 'labels', 'rows'].map((name) => inputOf(tensors, name));
    const [[, inputDim = 0] = [], [, numColumns = 0] = [], [numRows = 0] = []] = data.map(
      ({ shape }) => shape,
    );
    const numTasks = numColumns / 2;
    const batchSize = numRows / numReplicas;
    const byTask = { shape: [numReplicas * numTasks, batchSize] };
    return gpu.runProgram({
      program: gatherProgram,
      outputs: [{ shape: [numReplicas, batchSize, inputDim] }, byTask, byTask],
      inputs: data,
      params: [numReplicas, batchSize, inputDim, numTasks],
      threads: numReplicas * batchSize * (inputDim + numTasks),
    });
  },
);

const gatherProgram = gpuProgramOf({
  key: 'gatherBatch',
  outputs: { batchInputs: 'f32', batchLabels: 'f32', batchMask: 'f32' },
  inputs: { inputs: 'f32', labels: 'f32', rows: 'i32' },
  params: ['numReplicas', 'batchSize', 'inputDim', 'numTasks'],
  body: `
    fn run(thread: u32) {
      let numInputs = params.numReplicas * params.batchSize * params.inputDim;
      if (thread < numInputs) {
        let row = u32(load_rows(thread / params.inputDim));
        store_batchInputs(thread, load_inputs(row * params.inputDim + thread % params.inputDim));
        return;
      }
      let i = thread - numInputs;
      let task = i / params.batchSize % params.numTasks;
      let replica = i / params.batchSize / params.numTasks;
      let row = u32(load_rows(replica * params.batchSize + i % params.batchSize));
      store_batchLabels(i, load_labels(row * 2u * params.numTasks + task));
      store_batchMask(i, load_labels((row * 2u + 1u) * params.numTasks + task));
    }`,
});
