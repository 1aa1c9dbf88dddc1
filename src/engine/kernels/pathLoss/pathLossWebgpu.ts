/** Path loss on the WebGPU backend, with the kernels of the task loss. */
import { countWgsl, insideWgsl, lossKernelsOf } from '../taskLoss/taskLossWebgpu.ts';
import { unrolledWgsl } from '../webgpu/blocks.ts';
import { gpuProgramOf } from '../webgpu/program.ts';
import { slotRowsWgsl } from '../webgpu/slots.ts';
import { pathLossOperations, pathTerms } from './pathLoss.ts';

const params = ['numTasks', 'numRows'];
const pathLossInputTypes = { logits: 'f32', labels: 'f32', mask: 'f32', coefficients: 'f32' } as const;

/** WGSL of `mask0` and on, for so many fours of rows from `row` on: 1 where it is known whether the path reached the task. */
function knownWgsl(numFours: number): string {
  const lines = (line: (four: number, rows: string) => string) =>
    unrolledWgsl((four) => line(four, `${4 * four}u`), numFours);
  return `
    let own = start + task * params.numRows + row;
    ${lines((four, rows) => `var knownNo${four} = vec4<f32>(0); var allKnown${four} = load4_mask(own + ${rows});`)}
    for (var k = task + 1u; k > 0u; k = before(k - 1u)) {
      let at = start + (k - 1u) * params.numRows + row;
      ${lines((four, rows) => `let isKnown${four} = load4_mask(at + ${rows}); let label${four} = load4_labels(at + ${rows});`)}
      ${lines((four) => `knownNo${four} = max(knownNo${four}, isKnown${four} * (1.0 - label${four}));`)}
      ${lines((four) => `allKnown${four} = min(allKnown${four}, isKnown${four});`)}
    }
    ${lines((four, rows) => `let mask${four} = select(vec4<f32>(0), max(knownNo${four}, allKnown${four}), inside(row + ${rows}, end));`)}`;
}

// Handles four rows from `row` on; `start`: the replica's first row. Parents count from 1; 0: no parent.
const pathWgsl = `${insideWgsl}
  fn before(task: u32) -> u32 { return entry(3u * task); }
  fn isBinary(task: u32) -> bool { return entry(3u * task + 1u) == 1u; }
  fn has(task: u32, term: u32) -> bool { return (entry(3u * task + 2u) & term) != 0u; }
  fn softplus(x: vec4<f32>) -> vec4<f32> { return max(x, vec4<f32>(0)) + log(1.0 + exp(-abs(x))); }
  fn logAddExp(x: vec4<f32>, y: vec4<f32>) -> vec4<f32> { return max(x, y) + log(1.0 + exp(-abs(x - y))); }
  fn sigma(x: vec4<f32>) -> vec4<f32> { return 1.0 / (1.0 + exp(-x)); }
  fn productLogit(start: u32, task: u32, row: u32) -> vec4<f32> {
    var logit = load4_logits(start + task * params.numRows + row);
    for (var k = before(task); k > 0u; k = before(k - 1u)) {
      let next = load4_logits(start + (k - 1u) * params.numRows + row);
      logit = -logAddExp(logAddExp(-logit, -next), -(logit + next));
    }
    return logit;
  }
  fn productLabel(start: u32, task: u32, row: u32) -> vec4<f32> {
    var label = vec4<f32>(1);
    for (var k = task + 1u; k > 0u; k = before(k - 1u)) {
      label *= load4_labels(start + (k - 1u) * params.numRows + row);
    }
    return label;
  }
  fn maskOf(start: u32, task: u32, row: u32, end: u32) -> vec4<f32> {
    return select(vec4<f32>(0), load4_mask(start + task * params.numRows + row), inside(row, end));
  }
  fn knownOf(start: u32, task: u32, row: u32, end: u32) -> vec4<f32> {
    ${knownWgsl(1)}
    return mask0;
  }
  fn propensityOf(start: u32, task: u32, row: u32) -> vec4<f32> {
    return max(sigma(productLogit(start, before(task) - 1u, row)), vec4<f32>(load_coefficients(3u * task + 2u)));
  }
  fn lossOf(logit: vec4<f32>, label: vec4<f32>, isBinary: bool) -> vec4<f32> {
    if (isBinary) { return softplus(logit) - logit * label; }
    return (logit - label) * (logit - label);
  }`;

const [own, weighs, product] = [
  `${pathTerms.own}u`,
  `${pathTerms.inversePropensity}u`,
  `${pathTerms.product}u`,
];

/** `sums` and `counts` by slot, task and term. */
const pathSumsProgram = gpuProgramOf({
  key: 'pathLossSums',
  outputs: { sums: 'f32', counts: 'f32' },
  inputs: pathLossInputTypes,
  params: [...params, 'numAllTasks', 'rowsPerSlot'],
  hasTable: true,
  body: `${pathWgsl} ${slotRowsWgsl}
    fn run(thread: u32) {
      let rows = rowsOf(thread / params.numAllTasks);
      let task = thread % params.numAllTasks % params.numTasks;
      let start = (thread % params.numAllTasks - task) * params.numRows;
      var ownSum = vec4<f32>(0);
      var ownCount = vec4<f32>(0);
      var sum = vec4<f32>(0);
      var count = vec4<f32>(0);
      for (var row = rows.first; row < rows.end; row += 4u) {
        if (has(task, ${own})) {
          let at = start + task * params.numRows + row;
          let loss = lossOf(load4_logits(at), load4_labels(at), isBinary(task));
          var weight = maskOf(start, task, row, rows.end);
          if (has(task, ${weighs})) {
            ownCount += knownOf(start, before(task) - 1u, row, rows.end);
            weight /= propensityOf(start, task, row);
          } else {
            ownCount += weight;
          }
          ownSum += select(vec4<f32>(0), weight * loss, inside(row, rows.end));
        }
        if (has(task, ${product})) {
          let loss = lossOf(productLogit(start, task, row), productLabel(start, task, row), true);
          let weight = knownOf(start, task, row, rows.end);
          sum += select(vec4<f32>(0), weight * loss, inside(row, rows.end));
          count += weight;
        }
      }
      store_sums(2u * thread, dot(ownSum, vec4<f32>(1)));
      store_sums(2u * thread + 1u, dot(sum, vec4<f32>(1)));
      store_counts(2u * thread, dot(ownCount, vec4<f32>(1)));
      store_counts(2u * thread + 1u, dot(count, vec4<f32>(1)));
    }`,
});

const pathMeanProgram = gpuProgramOf({
  key: 'pathLossMean',
  outputs: { losses: 'f32' },
  inputs: { sums: 'f32', counts: 'f32', coefficients: 'f32' },
  params: ['numTasks', 'numSlots'],
  body: `
    fn meanOf(thread: u32, term: u32) -> f32 {
      var sum = 0.0;
      var count = 0.0;
      for (var slot = 0u; slot < params.numSlots; slot++) {
        let i = 2u * (slot * params.numThreads + thread) + term;
        sum += load_sums(i);
        count += load_counts(i);
      }
      return sum / max(count, 1.0);
    }
    fn run(thread: u32) {
      let task = thread % params.numTasks;
      let own = load_coefficients(3u * task) * meanOf(thread, 0u);
      store_losses(thread, own + load_coefficients(3u * task + 1u) * meanOf(thread, 1u));
    }`,
});

const pathGradProgram = gpuProgramOf({
  key: 'pathLossGrad',
  outputs: { dLogits: 'f32' },
  inputs: { dy: 'f32', ...pathLossInputTypes },
  params,
  hasTable: true,
  body: `${pathWgsl}
    fn numKnown(start: u32, task: u32) -> f32 {
      let end = params.numRows;
      ${countWgsl(knownWgsl(2), 2)}
    }
    fn numLabels(start: u32, task: u32) -> f32 {
      ${countWgsl(unrolledWgsl((k) => `let mask${k} = maskOf(start, task, row + ${4 * k}u, params.numRows);`))}
    }
    fn isOnPath(task: u32, last: u32) -> bool {
      for (var k = last + 1u; k > 0u; k = before(k - 1u)) { if (k - 1u == task) { return true; } }
      return false;
    }
    fn ownGradient(start: u32, task: u32, row: u32, ofLoss: f32) -> vec4<f32> {
      let at = start + task * params.numRows + row;
      let logits = load4_logits(at);
      var slope = 2.0 * (logits - load4_labels(at));
      if (isBinary(task)) { slope = sigma(logits) - load4_labels(at); }
      let scale = ofLoss * load_coefficients(3u * task);
      if (!has(task, ${weighs})) { return slope * load4_mask(at) * (scale / numLabels(start, task)); }
      let weight = load4_mask(at) / propensityOf(start, task, row);
      return slope * weight * (scale / numKnown(start, before(task) - 1u));
    }
    fn productGradient(start: u32, task: u32, last: u32, row: u32, ofLoss: f32) -> vec4<f32> {
      let logit = productLogit(start, last, row);
      let slope = sigma(logit) - productLabel(start, last, row);
      let logits = load4_logits(start + task * params.numRows + row);
      // sigma(-a) / sigma(-l)
      let share = exp(min(softplus(logit) - softplus(logits), vec4<f32>(0)));
      let scale = ofLoss * load_coefficients(3u * last + 1u) / numKnown(start, last);
      return slope * share * knownOf(start, last, row, params.numRows) * scale;
    }
    fn run(thread: u32) {
      let across = (params.numRows + 3u) / 4u;
      let group = thread / across;
      let row = thread % across * 4u;
      let task = group % params.numTasks;
      let firstTask = group - task;
      let start = firstTask * params.numRows;
      var gradient = vec4<f32>(0);
      if (has(task, ${own})) { gradient += ownGradient(start, task, row, load_dy(group)); }
      for (var last = task; last < params.numTasks; last++) {
        if (has(last, ${product}) && isOnPath(task, last)) {
          gradient += productGradient(start, task, last, row, load_dy(firstTask + last));
        }
      }
      store4_dLogits(group * params.numRows + row, gradient, params.numRows - row);
    }`,
});

export const pathLossWebgpuKernels = lossKernelsOf(
  pathLossOperations,
  { sums: pathSumsProgram, numTerms: 2, mean: pathMeanProgram, grad: pathGradProgram },
  ({ tasks }) => tasks,
);
