/** Fetching a batch on the WebGPU backend: one thread per input value and per label. */
import { gpuProgramOf } from '../webgpu/program.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { gatherBatchOperation, hasOwnLabels } from './gatherBatch.ts';

export const gatherBatchWebgpuKernel: WebgpuKernel = webgpuKernelOf(
  gatherBatchOperation,
  (gpu, inputs, { numReplicas }) => {
    const inputDim = inputs.inputs.shape[1] ?? 0;
    const numTasks = (inputs.labels.shape[1] ?? 0) / 2;
    const batchSize = (inputs.rows.shape[0] ?? 0) / numReplicas;
    const labelRows = hasOwnLabels(inputs.inputs, inputs.labels) ? (inputs.inputs.shape[0] ?? 0) : 0;
    const byTask = [numReplicas * numTasks, batchSize];
    return gpu.runProgram({
      program: gatherProgram,
      outputs: [[numReplicas, batchSize, inputDim], byTask, byTask],
      inputs,
      params: { numReplicas, batchSize, inputDim, numTasks, labelRows },
      threads: numReplicas * batchSize * (inputDim + numTasks),
    });
  },
);

const gatherProgram = gpuProgramOf({
  key: 'gatherBatch',
  outputs: { batchInputs: 'f32', batchLabels: 'f32', batchMask: 'f32' },
  inputs: { inputs: 'f32', labels: 'f32', rows: 'i32' },
  params: ['numReplicas', 'batchSize', 'inputDim', 'numTasks', 'labelRows'],
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
      let row = replica * params.labelRows + u32(load_rows(replica * params.batchSize + i % params.batchSize));
      store_batchLabels(i, load_labels(row * 2u * params.numTasks + task));
      store_batchMask(i, load_labels((row * 2u + 1u) * params.numTasks + task));
    }`,
});
