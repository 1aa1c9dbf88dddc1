/** Shaders of the task loss and its gradient. The table says which tasks of a replica are binary. */
import { elementTypeOf, type Program, programOf } from '../webgpu/program.ts';

const params = ['numTasks', 'numRows'];

/** `losses`, from `logits`, `labels` and `mask`; one thread per replica and task. */
export function lossProgram(numRows: number): Program {
  const rows = elementTypeOf(numRows);
  return programOf({
    key: `taskLoss ${rows}`,
    outputs: { losses: 'f32' },
    inputs: { logits: rows, labels: rows, mask: rows },
    params,
    hasTable: true,
    body: `
      fn lossOf(logits: vec4<f32>, labels: vec4<f32>, isBinary: bool) -> vec4<f32> {
        if (isBinary) {
          // Stable for logits of any size.
          return max(logits, vec4<f32>(0)) - logits * labels + log(1.0 + exp(-abs(logits)));
        }
        return (logits - labels) * (logits - labels);
      }
      fn run(thread: u32) {
        let isBinary = table[thread % params.numTasks] == 1u;
        let first = thread * params.numRows;
        var sums = vec4<f32>(0);
        var counts = vec4<f32>(0);
        for (var row = 0u; row < params.numRows; row += 4u) {
          let inside = vec4<u32>(row) + vec4<u32>(0, 1, 2, 3) < vec4<u32>(params.numRows);
          let mask = load4_mask(first + row);
          let loss = mask * lossOf(load4_logits(first + row), load4_labels(first + row), isBinary);
          sums += select(vec4<f32>(0), loss, inside);
          counts += select(vec4<f32>(0), mask, inside);
        }
        losses[thread] = dot(sums, vec4<f32>(1)) / max(dot(counts, vec4<f32>(1)), 1.0);
      }`,
  });
}

/** `dLogits`, from `dy`, `logits`, `labels` and `mask`; one thread per four rows, each counting all labels of its task. */
export function lossGradProgram(numRows: number): Program {
  const rows = elementTypeOf(numRows);
  return programOf({
    key: `taskLossGrad ${rows}`,
    outputs: { dLogits: rows },
    inputs: { dy: 'f32', logits: rows, labels: rows, mask: rows },
    params,
    hasTable: true,
    body: `
      fn numLabelsOf(first: u32) -> f32 {
        var counts = vec4<f32>(0);
        for (var row = 0u; row < params.numRows; row += 4u) {
          let inside = vec4<u32>(row) + vec4<u32>(0, 1, 2, 3) < vec4<u32>(params.numRows);
          counts += select(vec4<f32>(0), load4_mask(first + row), inside);
        }
        return max(dot(counts, vec4<f32>(1)), 1.0);
      }
      fn run(thread: u32) {
        let across = (params.numRows + 3u) / 4u;
        let task = thread / across;
        let row = thread % across * 4u;
        let first = task * params.numRows;
        let logits = load4_logits(first + row);
        let labels = load4_labels(first + row);
        var grad = 2.0 * (logits - labels);
        if (table[task % params.numTasks] == 1u) { grad = 1.0 / (1.0 + exp(-logits)) - labels; }
        grad *= load4_mask(first + row) * (dy[task] / numLabelsOf(first));
        store4_dLogits(first + row, grad, params.numRows - row);
      }`,
  });
}
