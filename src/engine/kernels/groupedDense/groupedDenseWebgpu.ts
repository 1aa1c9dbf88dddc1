/** Grouped dense layer on the WebGPU backend. */
import { type KernelInputs, shapeOf3 } from '../operation.ts';
import { blockThreads, blockWgsl, storeBlock, unrolledWgsl } from '../webgpu/blocks.ts';
import { type GpuProgram, gpuProgramOf } from '../webgpu/program.ts';
import { slotRowsWgsl, sumsOverRows } from '../webgpu/slots.ts';
import { numThreadsOf, type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { type GroupedDenseAttrs, groupedDenseOperations } from './groupedDense.ts';

const params = ['numReplicaStreams', 'numReplicaGroups', 'numRows', 'inputDim', 'outputDim'];

const affineVectors = { input: 'affine', length: 'outputDim' };

// Rows of a block of weights: twice the products of four, for a third more loads.
const gradBlockRows = 8;

const zeroVectorWgsl = 'vec4<f32>(0)';

const streamIndexWgsl = `
  fn streamOf(group: u32) -> u32 {
    let replica = group / params.numReplicaGroups;
    return replica * params.numReplicaStreams + entry(group % params.numReplicaGroups);
  }`;

const { forward, gradInput, gradAffine } = groupedDenseOperations;

export const groupedDenseWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, inputs, attrs) => {
    const params = denseLayerSizesOf(inputs, attrs);
    const shape = [params.numGroups, params.numRows, params.outputDim] as const;
    return gpu.runProgram({
      program: denseForwardProgram(attrs.relu),
      outputs: [shape],
      inputs,
      params,
      table: attrs.reads,
      threads: blockThreads(attrs.numReplicas, shape),
      work: denseWorkOf(params),
    });
  }),
  webgpuKernelOf(gradInput, (gpu, inputs, attrs) => {
    const params = denseLayerSizesOf(inputs, attrs);
    const shape = [attrs.numReplicas * attrs.numStreams, params.numRows, params.inputDim] as const;
    return gpu.runProgram({
      program: denseInputGradProgram(attrs.relu),
      outputs: [shape],
      inputs,
      params,
      table: streamReadersOf(attrs),
      threads: blockThreads(attrs.numReplicas, shape),
      work: denseWorkOf(params),
    });
  }),
  webgpuKernelOf(gradAffine, (gpu, inputs, attrs) => {
    const params = denseLayerSizesOf(inputs, attrs);
    const shape = [params.numGroups, params.inputDim + 1, params.outputDim] as const;
    return sumsOverRows(gpu, {
      program: denseAffineGradProgram(attrs.relu),
      outputs: [shape],
      inputs,
      params,
      table: attrs.reads,
      threads: numThreadsOf(blockThreads(attrs.numReplicas, shape, gradBlockRows)),
      work: denseWorkOf(params),
    });
  }),
];

function denseLayerSizesOf(inputs: KernelInputs, { numReplicas, numStreams, reads }: GroupedDenseAttrs) {
  const [, numRows, inputDim] = shapeOf3(inputs, 'x');
  const [, , outputDim] = shapeOf3(inputs, 'affine');
  return {
    numReplicaStreams: numStreams,
    numReplicaGroups: reads.length,
    numGroups: numReplicas * reads.length,
    numRows,
    inputDim,
    outputDim,
  };
}

const denseWorkOf = ({ numGroups, numRows, inputDim, outputDim }: ReturnType<typeof denseLayerSizesOf>) =>
  numGroups * numRows * inputDim * outputDim;

/** A list of where each stream's readers begin and the last ones end, then the readers. */
function streamReadersOf({ numStreams, reads }: GroupedDenseAttrs): number[] {
  const perStream = Array.from({ length: numStreams }, (_, stream) =>
    reads.flatMap((read, group) => (read === stream ? [group] : [])),
  );
  const starts = [numStreams + 1];
  for (const readers of perStream) starts.push((starts.at(-1) ?? 0) + readers.length);
  return [...starts, ...perStream.flat()];
}

/** The table holds `reads`. */
export function denseForwardProgram(relu: boolean): GpuProgram {
  return gpuProgramOf({
    key: `groupedDense ${relu}`,
    outputs: { y: 'f32' },
    inputs: { x: 'f32', affine: 'f32' },
    params,
    vectors: affineVectors,
    hasTable: true,
    body: `${blockWgsl()} ${streamIndexWgsl}
      fn run(thread: u32) {
        let inputDim = params.inputDim;
        let outputDim = params.outputDim;
        let block = blockOf(thread, params.numRows, outputDim);
        let rows = (streamOf(block.group) * params.numRows + block.row) * inputDim;
        let weights = block.group * (inputDim + 1u) * outputDim + block.column;
        let bias = load4_affine(weights + inputDim * outputDim);
        ${unrolledWgsl((row) => `var y${row} = bias;`)}
        for (var i = 0u; i < inputDim / 4u * 4u; i += 4u) {
          let w = weights + i * outputDim;
          ${unrolledWgsl((k) => `let w${k} = load4_affine(w + ${k}u * outputDim);`)}
          ${unrolledWgsl(
            (row) => `{
              let x = load4_x(rows + ${row}u * inputDim + i);
              y${row} += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
            }`,
          )}
        }
        for (var i = inputDim / 4u * 4u; i < inputDim; i++) {
          let w = load4_affine(weights + i * outputDim);
          ${unrolledWgsl((row) => `y${row} += load_x(rows + ${row}u * inputDim + i) * w;`)}
        }
        ${storeBlock('y', 'params.numRows', 'outputDim', { change: (y) => (relu ? `select(${y}, ${zeroVectorWgsl}, ${y} <= ${zeroVectorWgsl})` : y) })}
      }`,
  });
}

/** Gradient of the input. The program's table holds `streamReadersOf`. */
function denseInputGradProgram(relu: boolean): GpuProgram {
  const loaded = [0, 1, 2, 3].map((column) => `load_affine(weights + ${column}u * outputDim + j)`);
  return gpuProgramOf({
    key: `groupedDenseGradInput ${relu}`,
    outputs: { dx: 'f32' },
    inputs: { dy: 'f32', affine: 'f32', ...(relu && { y: 'f32' }) },
    params,
    vectors: affineVectors,
    hasTable: true,
    body: `${blockWgsl()} ${preActivationGradWgsl(relu)}
      fn run(thread: u32) {
        let inputDim = params.inputDim;
        let outputDim = params.outputDim;
        let block = blockOf(thread, params.numRows, inputDim);
        let replica = block.group / params.numReplicaStreams;
        let stream = block.group % params.numReplicaStreams;
        ${unrolledWgsl((row) => `var dx${row} = ${zeroVectorWgsl};`)}
        for (var k = entry(stream); k < entry(stream + 1u); k++) {
          let group = replica * params.numReplicaGroups + entry(k);
          let rows = (group * params.numRows + block.row) * outputDim;
          let weights = (group * (inputDim + 1u) + block.column) * outputDim;
          for (var j = 0u; j < outputDim / 4u * 4u; j += 4u) {
            ${unrolledWgsl((column) => `let w${column} = load4_affine(weights + ${column}u * outputDim + j);`)}
            ${unrolledWgsl(
              (row) => `{
                let dz = load4_dz(rows + ${row}u * outputDim + j);
                dx${row} += vec4<f32>(dot(dz, w0), dot(dz, w1), dot(dz, w2), dot(dz, w3));
              }`,
            )}
          }
          for (var j = outputDim / 4u * 4u; j < outputDim; j++) {
            let w = vec4<f32>(${loaded.join(', ')});
            ${unrolledWgsl((row) => `dx${row} += load_dz(rows + ${row}u * outputDim + j) * w;`)}
          }
        }
        ${storeBlock('dx', 'params.numRows', 'inputDim')}
      }`,
  });
}

/** `dAffine` by slot of rows; the table holds `reads`. The bias is the weight of an input of 1. */
function denseAffineGradProgram(relu: boolean): GpuProgram {
  return gpuProgramOf({
    key: `groupedDenseGradAffine ${relu}`,
    outputs: { dAffine: 'f32' },
    inputs: { dy: 'f32', x: 'f32', ...(relu && { y: 'f32' }) },
    params: [...params, 'numGroups', 'rowsPerSlot'],
    hasTable: true,
    body: `${blockWgsl(gradBlockRows)} ${streamIndexWgsl} ${preActivationGradWgsl(relu)} ${slotRowsWgsl}
      fn run(thread: u32) {
        let inputDim = params.inputDim;
        let outputDim = params.outputDim;
        let block = blockOf(thread, inputDim + 1u, outputDim);
        let group = block.group % params.numGroups;
        let rows = rowsOf(block.group / params.numGroups);
        var inputs = (streamOf(group) * params.numRows + rows.first) * inputDim + block.row;
        var grads = (group * params.numRows + rows.first) * outputDim + block.column;
        let biasRow = vec4<u32>(inputDim - block.row);
        let isBias0 = biasRow == vec4<u32>(0, 1, 2, 3);
        let isBias1 = biasRow == vec4<u32>(4, 5, 6, 7);
        ${unrolledWgsl((row) => `var dAffine${row} = ${zeroVectorWgsl};`, gradBlockRows)}
        for (var row = rows.first; row < rows.end; row++) {
          let x0 = select(load4_x(inputs), vec4<f32>(1), isBias0);
          let x1 = select(load4_x(inputs + 4u), vec4<f32>(1), isBias1);
          let dz = load4_dz(grads);
          ${unrolledWgsl((row) => `dAffine${row} += x${row >> 2}.${'xyzw'.charAt(row % 4)} * dz;`, gradBlockRows)}
          inputs += inputDim;
          grads += outputDim;
        }
        ${storeBlock('dAffine', '(inputDim + 1u)', 'outputDim', { blockRows: gradBlockRows })}
      }`,
  });
}

// WGSL of the ReLU's gradient. `select` with `<=` keeps NaN.
function preActivationGradWgsl(relu: boolean): string {
  if (!relu) {
    return `fn load_dz(i: u32) -> f32 { return load_dy(i); }
      fn load4_dz(i: u32) -> vec4<f32> { return load4_dy(i); }`;
  }
  return `fn load_dz(i: u32) -> f32 { return select(load_dy(i), 0.0, load_y(i) <= 0.0); }
    fn load4_dz(i: u32) -> vec4<f32> { return select(load4_dy(i), ${zeroVectorWgsl}, load4_y(i) <= ${zeroVectorWgsl}); }`;
}
