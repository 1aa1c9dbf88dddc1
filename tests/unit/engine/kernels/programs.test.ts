import { describe, expect, it } from 'vitest';
import { denseForwardProgram } from '../../../../src/engine/kernels/groupedDense/groupedDenseWebgpu.ts';
import { addProgram, webgpuKernels } from '../../../../src/engine/kernels/registerWebgpu.ts';
import {
  fusedProgram,
  fusibleCodeOf,
  rowsPerTileOf,
  stageDescription,
} from '../../../../src/engine/kernels/webgpu/fusedProgram.ts';
import { gpuProgramOf } from '../../../../src/engine/kernels/webgpu/program.ts';
import { orderNames, orders } from '../../../long/gpus/check/changedGpu.ts';
import { programsRun } from '../../../long/gpus/check/programs.ts';

const runs = programsRun();
const programs = runs.map(({ program }) => program);

/** Each program on its own, and all together, as they are fused. */
const codes = [
  ...new Set(programs.flatMap((program) => [fusibleCodeOf(program), fusibleCodeOf(program, true)])),
];
const sources = [
  ...programs.map(({ source }) => source),
  fusedProgram('rows', codes),
  fusedProgram('flat', codes),
];

describe('programs', () => {
  it('have one key for one code', () => {
    const byKey = new Map(programs.map(({ key, source }) => [key, source]));
    for (const { key, source } of programs) expect(byKey.get(key)).toBe(source);
    expect(new Set(byKey.values()).size).toBe(byKey.size);
  });

  it('are few, whatever the sizes', () => {
    expect(new Set(programs.map(({ key }) => key)).size).toBeLessThanOrEqual(2 * webgpuKernels.length);
  });

  it('bind no more storage buffers than every device allows', () => {
    for (const { key, source } of programs)
      expect(source.split('var<storage').length - 1, key).toBeLessThanOrEqual(8);
  });

  // The compiler of Windows multiplies all of a vector by 0 or 1 to reach one of it: a NaN is everywhere then.
  it('reach no part of a vector by an index that varies', () => {
    expect(varyingLanes('var<storage> x: array<f32>; x[i] = y[0] + x[x[i + 1u]];')).toEqual([]);
    expect(varyingLanes('var<storage> x: array<vec4<f32>>; x[i][k]; y.x[k]; f(i)[2u]; z[1u + k];')).toEqual([
      'k',
      'k',
      '1u + k',
    ]);
    expect(new Set([...new Set(sources)].flatMap(varyingLanes))).toEqual(new Set());
  });

  // Drivers take x - x for 0 and x != x for false, whatever x is; what they make of NaN may decide nothing.
  it('ask nothing of a value that only its not being a number could answer', () => {
    expect(questionsOfNaN('if (x != x || f(i + 1u) == f(i + 1u)) { y = a.x - a.x; } isInf(z);')).toEqual([
      ...['x != x', 'f(i + 1u) == f(i + 1u)', 'a.x - a.x', 'isInf'],
    ]);
    expect(questionsOfNaN('x = y - yy; i <= i2; a.x == a.y; f(i) - f(j); row - rows.row;')).toEqual([]);
    expect(new Set([...new Set(sources)].flatMap(questionsOfNaN))).toEqual(new Set());
  });

  it('compute the place of a workgroup in one way, by which a check takes them in another order', () => {
    for (const name of orderNames)
      for (const source of new Set(sources)) {
        const [, call] = /placed\((workgroup[^)]*)\)/.exec(orders[name](source)) ?? [];
        expect(call).toBe('workgroup.y * numWorkgroups.x + workgroup.x, numWorkgroups.x * numWorkgroups.y');
      }
    expect(() => orders.reversed('@builtin(num_workgroups) numWorkgroups: vec3<u32>')).toThrow(
      'place of its workgroup',
    );
  });

  it('number their bindings in the order of the declaration', () => {
    const { source } = gpuProgramOf({
      key: 'example',
      outputs: { a: 'f32', b: 'i32' },
      inputs: { c: 'f32' },
      params: ['size'],
      hasTable: true,
      body: 'fn run(thread: u32) {}',
    });
    const bindings = [...source.matchAll(/@binding\((\d)\) var<[^>]*> (\w+)/g)].map(
      ([, number, name]) => `${number} ${name}`,
    );
    expect(bindings).toEqual(['0 a', '1 b', '2 c', '3 params', '4 table']);
  });

  it('take smaller tiles of rows where few workgroups would leave a GPU empty', () => {
    const tiles = [
      rowsPerTileOf(1, 256),
      rowsPerTileOf(1, 1016),
      rowsPerTileOf(1, 1017),
      rowsPerTileOf(20, 128),
    ];
    expect(tiles).toEqual([4, 4, 8, 8]);
    const rowsPerThread = new Set(
      runs.flatMap(({ threads }) => (typeof threads === 'number' ? [] : [threads.rowsPerThread])),
    );
    // A thread whose rows lay in two tiles would be run by neither.
    for (const rows of rowsPerThread) for (const tile of tiles) expect(tile % rows).toBe(0);
    expect(rowsPerThread).toContain(4);
  });

  it('refuse a stage with too few tensors', () => {
    const stage = { numThreads: 1, params: [], tableAt: 0, offsets: [0, 4] };
    expect(() => stageDescription(addProgram, stage)).toThrow('2 tensors; its program 3');
  });

  // So that a change of the generator is seen in review; `vitest -u` writes it anew.
  it('read vectors through a binding of their own, and take rows through a chain', async () => {
    const source = fusedProgram('rows', [
      fusibleCodeOf(addProgram),
      fusibleCodeOf(denseForwardProgram(false), true),
    ]);
    const lines = source.split('\n').map((line) => line.trim());
    await expect(`${lines.join('\n').replace(/\n{3,}/g, '\n\n')}\n`).toMatchFileSnapshot('fusedVectors.wgsl');
  });
});

/** Indices that are no constant, of anything but a whole buffer. */
function varyingLanes(source: string): string[] {
  const buffers = new Set([...source.matchAll(/(\w+): array</g)].map(([, name]) => name));
  return [...source.matchAll(/([\w.]*)\[/g)].flatMap(({ 0: before, 1: base = '', index: at }) => {
    const start = at + before.length - 1;
    const index = source.slice(start + 1, endOf(source, start));
    return buffers.has(base) || /^\d+u?$/.test(index) ? [] : [index];
  });
}

/** A value compared with itself, taken from itself or divided by itself, and functions that tell NaN and infinity. */
function questionsOfNaN(source: string): string[] {
  const value = String.raw`([\w.]+(?:\([^()]*\))?)`;
  const ofItself = new RegExp(String.raw`(?<![\w.])${value} (?:[=!]=|[<>]=?|-|/) \1(?![\w.(\[])`, 'g');
  return [ofItself, /is(?:Nan|Inf|Finite)/gi].flatMap((pattern) =>
    [...source.matchAll(pattern)].map(([found]) => found),
  );
}

/** Where the bracket that opens at `start` is closed. */
function endOf(source: string, start: number): number {
  let depth = 0;
  for (let i = start; i < source.length; i++) {
    if (source[i] === '[') depth++;
    if (source[i] === ']' && --depth === 0) return i;
  }
  throw new Error('A bracket is never closed.');
}
