/** Step inputs on the WebGPU backend, a thread per value. */
import { gpuProgramOf } from '../webgpu/program.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { stepInputsOperation } from './stepInputs.ts';

export const stepInputsWebgpuKernel: WebgpuKernel = webgpuKernelOf(stepInputsOperation, (gpu, inputs) => {
  const [numRows = 0, numRates = 0] = [inputs.rows.shape[1], inputs.rates.shape[1]];
  return gpu.runProgram({
    program: timetableProgram,
    outputs: [[numRows], [numRates], [1]],
    inputs,
    params: { numRows, numRates },
    threads: numRows + numRates + 1,
  });
});

const timetableProgram = gpuProgramOf({
  key: 'stepInputs',
  outputs: { turnRows: 'i32', turnRates: 'f32', nextTurn: 'i32' },
  inputs: { turn: 'i32', rows: 'i32', rates: 'f32' },
  params: ['numRows', 'numRates'],
  body: `
    fn run(thread: u32) {
      let current = u32(load_turn(0u));
      if (thread < params.numRows) {
        store_turnRows(thread, load_rows(current * params.numRows + thread));
      } else if (thread < params.numRows + params.numRates) {
        let i = thread - params.numRows;
        store_turnRates(i, load_rates(current * params.numRates + i));
      } else {
        store_nextTurn(0u, load_turn(0u) + 1);
      }
    }`,
});
