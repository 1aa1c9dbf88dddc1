/** Task loss on the WebGPU backend; also makes kernels of other losses with similar programs. */
import { kernelInputOf, type Operation } from '../operation.ts';
import { unrolledWgsl } from '../webgpu/blocks.ts';
import { type GpuProgram, gpuProgramOf } from '../webgpu/program.ts';
import { slotRowsWgsl, slotSizesOf } from '../webgpu/slots.ts';
import { type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { taskLossOperations } from './taskLoss.ts';

const params = ['numTasks', 'numRows'];

/** WGSL that says which of four rows, from `row` on, lie before `end`. */
export const insideWgsl = `
  fn inside(row: u32, end: u32) -> vec4<bool> { return vec4<u32>(row) + vec4<u32>(0, 1, 2, 3) < vec4<u32>(end); }`;

// Sums from row `first` on, which is a multiple of four.
const sumsWgsl = `${insideWgsl}
  struct Sums { loss: f32, count: f32 }
  fn lossOf(logits: vec4<f32>, labels: vec4<f32>, isBinary: bool) -> vec4<f32> {
    if (isBinary) {
      // Stable for logits of any size.
      return max(logits, vec4<f32>(0)) - logits * labels + log(1.0 + exp(-abs(logits)));
    }
    return (logits - labels) * (logits - labels);
  }
  fn sumsOf(task: u32, first: u32, end: u32) -> Sums {
    let isBinary = entry(task % params.numTasks) == 1u;
    let start = task * params.numRows;
    var sums = vec4<f32>(0);
    var counts = vec4<f32>(0);
    for (var row = first; row < end; row += 4u) {
      let mask = load4_mask(start + row);
      let loss = mask * lossOf(load4_logits(start + row), load4_labels(start + row), isBinary);
      sums += select(vec4<f32>(0), loss, inside(row, end));
      counts += select(vec4<f32>(0), mask, inside(row, end));
    }
    return Sums(dot(sums, vec4<f32>(1)), dot(counts, vec4<f32>(1)));
  }`;

/** `sums` and `counts` by slot (32 rows). */
const lossSumsProgram = gpuProgramOf({
  key: 'taskLossSums',
  outputs: { sums: 'f32', counts: 'f32' },
  inputs: { logits: 'f32', labels: 'f32', mask: 'f32' },
  params: [...params, 'numAllTasks', 'rowsPerSlot'],
  hasTable: true,
  body: `${sumsWgsl} ${slotRowsWgsl}
      fn run(thread: u32) {
        let rows = rowsOf(thread / params.numAllTasks);
        let ofSlot = sumsOf(thread % params.numAllTasks, rows.first, rows.end);
        store_sums(thread, ofSlot.loss);
        store_counts(thread, ofSlot.count);
      }`,
});

const meanLossProgram = gpuProgramOf({
  key: 'meanLoss',
  outputs: { losses: 'f32' },
  inputs: { sums: 'f32', counts: 'f32' },
  params: ['numSlots'],
  body: `
    fn run(thread: u32) {
      var sum = 0.0;
      var count = 0.0;
      for (var slot = 0u; slot < params.numSlots; slot++) {
        let i = slot * params.numThreads + thread;
        sum += load_sums(i);
        count += load_counts(i);
      }
      store_losses(thread, sum / max(count, 1.0));
    }`,
});

/** WGSL that counts, no less than 1, what `loads` gives from `row` on: so many fours, `mask0` and on, 0 beyond the last row. */
export function countWgsl(loads: string, numFours = 4): string {
  // Loads first, since each takes long; sums in one order.
  return `
    var counts = vec4<f32>(0);
    for (var row = 0u; row < params.numRows; row += ${4 * numFours}u) {
      ${loads}
      ${unrolledWgsl((k) => `counts += mask${k};`, numFours)}
    }
    return max(dot(counts, vec4<f32>(1)), 1.0);`;
}

const lossGradProgram = gpuProgramOf({
  key: 'taskLossGrad',
  outputs: { dLogits: 'f32' },
  inputs: { dy: 'f32', logits: 'f32', labels: 'f32', mask: 'f32' },
  params,
  hasTable: true,
  body: `${insideWgsl}
      fn maskOf(first: u32, row: u32) -> vec4<f32> {
        return select(vec4<f32>(0), load4_mask(first + row), inside(row, params.numRows));
      }
      fn numLabelsOf(first: u32) -> f32 {
        ${countWgsl(unrolledWgsl((k) => `let mask${k} = maskOf(first, row + ${4 * k}u);`))}
      }
      fn run(thread: u32) {
        let across = (params.numRows + 3u) / 4u;
        let task = thread / across;
        let row = thread % across * 4u;
        let first = task * params.numRows;
        let logits = load4_logits(first + row);
        let labels = load4_labels(first + row);
        var grad = 2.0 * (logits - labels);
        if (entry(task % params.numTasks) == 1u) { grad = 1.0 / (1.0 + exp(-logits)) - labels; }
        grad *= load4_mask(first + row) * (load_dy(task) / numLabelsOf(first));
        store4_dLogits(first + row, grad, params.numRows - row);
      }`,
});

/** `sums` and `counts` of `numTerms` terms by task and slot, the losses, and the gradient. */
interface LossPrograms {
  readonly sums: GpuProgram;
  readonly numTerms: number;
  readonly mean: GpuProgram;
  readonly grad: GpuProgram;
}

export function lossKernelsOf<A extends { readonly numReplicas: number }>(
  { forward, backward }: Readonly<Record<'forward' | 'backward', Operation<A>>>,
  programs: LossPrograms,
  tableOf: (attrs: A) => readonly number[],
): readonly WebgpuKernel[] {
  return [
    webgpuKernelOf(forward, (gpu, inputs, attrs) => {
      const [numAllTasks = 0, numRows = 0] = kernelInputOf(inputs, 'logits').shape;
      const numTasks = numAllTasks / attrs.numReplicas;
      const { numSlots, rowsPerSlot } = slotSizesOf(numRows);
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
      const [numGroups = 0, numRows = 0] = kernelInputOf(inputs, 'logits').shape;
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
