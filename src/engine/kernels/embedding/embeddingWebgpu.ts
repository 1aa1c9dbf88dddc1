/** Embeddings on the WebGPU backend; without atomics, each vector's threads scan all ids. */
import { gpuProgramOf } from '../webgpu/program.ts';
import { rowThreadsOf, singleResultOf, type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { embeddingOperations, embeddingSizesOf } from './embedding.ts';

const { forward, gradVectors } = embeddingOperations;

const embeddingSizeNames = [
  'numTables',
  'numRows',
  'numBefore',
  'numIds',
  'numAfter',
  'numVectors',
  'dim',
] as const;

const rowLengthsWgsl = `
  let rowLength = params.numBefore + params.numIds + params.numAfter;
  let outLength = params.numBefore + params.numIds * params.dim + params.numAfter;`;

const embeddingProgram = gpuProgramOf({
  key: 'embedding',
  outputs: { y: 'f32' },
  inputs: { x: 'f32', vectors: 'f32' },
  params: embeddingSizeNames,
  hasTable: true,
  body: `
    fn run(i: u32) {${rowLengthsWgsl}
      let row = i / outLength;
      let column = i % outLength;
      let stream = row / params.numRows;
      let first = (stream / params.numTables * params.numRows + row % params.numRows) * rowLength;
      let ofIds = params.numIds * params.dim;
      if (column < params.numBefore) {
        store_y(i, load_x(first + column));
      } else if (column >= params.numBefore + ofIds) {
        store_y(i, load_x(first + column - ofIds + params.numIds));
      } else {
        let at = column - params.numBefore;
        let k = at / params.dim;
        let vector = stream * params.numVectors + entry(k) + u32(load_x(first + params.numBefore + k));
        store_y(i, load_vectors(vector * params.dim + at % params.dim));
      }
    }`,
});

const embeddingGradProgram = gpuProgramOf({
  key: 'embedding gradient',
  outputs: { dVectors: 'f32' },
  inputs: { dy: 'f32', x: 'f32' },
  params: embeddingSizeNames,
  hasTable: true,
  body: `
    fn run(thread: u32) {${rowLengthsWgsl}
      let across = (params.dim + 3u) / 4u;
      let vector = thread / across;
      let column = thread % across * 4u;
      let wanted = vector % params.numVectors;
      let stream = vector / params.numVectors;
      let read = stream / params.numTables * params.numRows;
      let given = stream * params.numRows;
      var sum = vec4<f32>(0);
      for (var row = 0u; row < params.numRows; row++) {
        for (var k = 0u; k < params.numIds; k++) {
          if (entry(k) + u32(load_x((read + row) * rowLength + params.numBefore + k)) == wanted) {
            sum += load4_dy((given + row) * outLength + params.numBefore + k * params.dim + column);
          }
        }
      }
      store4_dVectors(vector * params.dim + column, sum, params.dim - column);
    }`,
});

export const embeddingWebgpuKernels: readonly WebgpuKernel[] = [
  webgpuKernelOf(forward, (gpu, { x, vectors }, attrs) => {
    const params = embeddingSizesOf(x, vectors, attrs);
    const { numTables, numRows, numBefore, numIds, numAfter, dim } = params;
    const { numReplicas } = attrs;
    const numGroups = numReplicas * numTables;
    const across = numBefore + numIds * dim + numAfter;
    return gpu.runProgram({
      program: embeddingProgram,
      outputs: [[numGroups, numRows, across]],
      inputs: { x, vectors },
      params,
      table: attrs.firsts,
      threads: rowThreadsOf(numReplicas, [numGroups, numRows, across]),
    });
  }),
  webgpuKernelOf(gradVectors, (gpu, { dy, x, vectors }, attrs) => {
    const { shape } = vectors;
    const [numVectors = 0, dim = 0] = shape;
    const params = embeddingSizesOf(x, vectors, attrs);
    const threads = numVectors * Math.ceil(dim / 4);
    const inputs = { dy, x };
    // Work counts the ids of all rows, since every thread reads them all.
    const work = threads * params.numRows * params.numIds;
    const given = { inputs, params, table: attrs.firsts, threads, work };
    return [singleResultOf(gpu, { program: embeddingGradProgram, outputs: [shape], ...given })];
  }),
];
