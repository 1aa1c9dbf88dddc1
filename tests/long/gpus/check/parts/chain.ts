/** A chain of dependent stages in one dispatch, each of which reads what the threads beside it have just written. */
import {
  fusedProgram,
  fusibleCodeOf,
  stageDescription,
} from '../../../../../src/engine/kernels/webgpu/fusedProgram.ts';
import { gpuProgramOf } from '../../../../../src/engine/kernels/webgpu/program.ts';
import { type CheckPart, createTally } from '../checking.ts';

const numStages = 10_000;
/** More than two workgroups' width of any GPU, so that neighbours are not in step by chance. */
const numColumns = 256;
const numTiles = 4;
const rowsPerTile = 8;

/** Whole numbers below 2^24, so that every sum is exact. */
const program = gpuProgramOf({
  key: 'gpuCheckChain',
  outputs: { y: 'f32' },
  inputs: { x: 'f32' },
  params: ['columns'],
  body: `fn run(thread: u32) {
    let column = thread % params.columns;
    let row = thread - column;
    let beside = load_x(row + (column + 65u) % params.columns);
    store_y(thread, f32((u32(load_x(thread)) * 5u + u32(beside) * 3u + 1u) % 65521u));
  }`,
});

/** The same in whole numbers. */
function expectedRow(first: readonly number[]): number[] {
  let row = [...first];
  for (let stage = 0; stage < numStages; stage++)
    row = row.map((value, i) => (value * 5 + (row[(i + 65) % numColumns] ?? 0) * 3 + 1) % 65521);
  return row;
}

export const checkChain: CheckPart = async ({ open, device: deviceNow }) => {
  await open('webgpu');
  const device = deviceNow();
  const size = rowsPerTile * numTiles * numColumns;
  const start = Float32Array.from({ length: 2 * size }, (_, i) => (i * 7919) % 65521);
  const usage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
  const numbers = planNumbers(size);
  const arena = device.createBuffer({ size: start.byteLength, usage });
  const plan = device.createBuffer({ size: numbers.byteLength, usage });
  const read = device.createBuffer({
    size: 4 * size,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  device.queue.writeBuffer(arena, 0, start);
  device.queue.writeBuffer(plan, 0, numbers);
  const module = device.createShaderModule({ code: fusedProgram('rows', [fusibleCodeOf(program)]) });
  const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
  const entries = [arena, plan].map((buffer, binding) => ({ binding, resource: { buffer } }));
  const encoder = device.createCommandEncoder();
  const pass = encoder.beginComputePass();
  pass.setPipeline(pipeline);
  pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
  pass.dispatchWorkgroups(numTiles);
  pass.end();
  // An even number of stages ends where it began.
  encoder.copyBufferToBuffer(arena, 0, read, 0, 4 * size);
  device.queue.submit([encoder.finish()]);
  await read.mapAsync(GPUMapMode.READ);
  const got = new Float32Array(read.getMappedRange().slice(0));
  for (const buffer of [arena, plan, read]) buffer.destroy();
  const tally = createTally();
  for (const row of [0, rowsPerTile * numTiles - 1]) {
    const from = row * numColumns;
    const expected = expectedRow([...start.subarray(from, from + numColumns)]);
    const isRight = expected.every((value, i) => value === got[from + i]);
    tally.note(isRight, `row ${row}`);
  }
  return tally.found({ steps: numStages });
};

/** The plan of one chain: see `rowsMainWgsl` of the fused program. */
function planNumbers(size: number): Uint32Array<ArrayBuffer> {
  const numRows = rowsPerTile * numTiles;
  const stages = [
    [size, 0],
    [0, size],
  ].map(([to = 0, from = 0]) => [
    0,
    // Groups, blocks of a tile, blocks in all, threads across.
    ...[1, rowsPerTile, numRows, numColumns],
    ...stageDescription(program, { numThreads: size, params: [numColumns], tableAt: 0, offsets: [to, from] }),
  ]);
  const stageLength = stages[0]?.length ?? 0;
  const list = 4;
  const firstStage = list + 1 + numStages;
  const places = Array.from({ length: numStages }, (_, stage) => firstStage + (stage % 2) * stageLength);
  return Uint32Array.from([1, 1, numTiles, list, numStages, ...places, ...stages.flat()]);
}
