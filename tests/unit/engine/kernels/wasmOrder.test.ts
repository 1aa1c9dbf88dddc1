/**
 * Every element of a dense layer and its gradients is one chain of multiply and add, in the order of its terms, whatever
 * blocks it is computed in: equal to the bit. JavaScript can follow the build that rounds twice; the one that rounds once has
 * other blocks, and is compared with itself, element by element.
 */
import { beforeAll, expect, it } from 'vitest';
import { normalValues } from '../../../../src/engine/kernels/cases.ts';
import { compileKernels, type KernelBuild } from '../../../../src/engine/kernels/wasm/compileKernels.ts';
import { orderedArgumentsOf, type WasmFunctions } from '../../../../src/engine/kernels/wasm/heap.ts';

/** One stream, read by two groups. */
interface Shape {
  readonly numRows: number;
  readonly inputDim: number;
  readonly outputDim: number;
}

const numGroups = 2;
/** Blocks are of one, four and five rows, panels of eight columns; gradients of weights take 32 or 64 rows at a time. */
const inputDims = [1, 3, 4, 5, 8, 21, 65];
const outputDims = [1, 4, 7, 8, 9, 65];
const numsOfRows = [1, 2, 3, 4, 5, 6, 7, 9, 20, 70, 130];
/** The operands of a gradient of more than 12,000 weights are moved. */
const large: readonly Shape[] = [3, 64, 70, 130].flatMap((numRows) => [
  { numRows, inputDim: 131, outputDim: 97 },
  { numRows, inputDim: 125, outputDim: 96 },
]);
const shapes: readonly Shape[] = numsOfRows
  .flatMap((numRows) =>
    inputDims.flatMap((inputDim) => outputDims.map((outputDim) => ({ numRows, inputDim, outputDim }))),
  )
  .concat(large);

const memory = new WebAssembly.Memory({ initial: 32 });
const floats = new Float32Array(memory.buffer);
let functions: WasmFunctions;
let relaxed: WasmFunctions;

async function functionsOf(build: KernelBuild): Promise<WasmFunctions> {
  const { exports } = new WebAssembly.Instance(await compileKernels(build), { env: { memory } });
  return exports as unknown as WasmFunctions;
}

beforeAll(async () => {
  functions = await functionsOf('simd');
  relaxed = await functionsOf('relaxed-simd');
});

const values = normalValues('order', [2 ** 14]).values;

/** So many values, others at every place, written to memory at `offset`, in floats. */
function placed(offset: number, count: number): { pointer: number; at: (i: number) => number } {
  const own = Float32Array.from({ length: count }, (_, i) => values[(i * 7 + offset) % values.length] ?? 0);
  floats.set(own, offset);
  return { pointer: offset * 4, at: (i) => own[i] ?? Number.NaN };
}

/** Two groups read stream 0. */
const reads = 0;
const [xAt, affineAt, dyAt, yAt, outAt, scratchAt] = [64, 20_064, 50_064, 80_064, 110_064, 140_064];

/** Sizes of one group. */
const sizesOf = (shape: Shape) => ({ reads, numReplicas: 1, numStreams: 1, numGroups: 1, ...shape });

const call = (from: WasmFunctions, name: string, args: Readonly<Record<string, number>>): void =>
  from[name]?.(...(orderedArgumentsOf(name, args) as number[]));
const [out, scratch] = [outAt * 4, scratchAt * 4];

function layerOf({ numRows, inputDim, outputDim }: Shape) {
  floats.fill(Number.NaN, outAt);
  floats.fill(0, 0, 64);
  return {
    x: placed(xAt, numRows * inputDim),
    affine: placed(affineAt, numGroups * (inputDim + 1) * outputDim),
    dy: placed(dyAt, numGroups * numRows * outputDim),
    y: placed(yAt, numGroups * numRows * outputDim),
    sizes: { ...sizesOf({ numRows, inputDim, outputDim }), numGroups },
  };
}

const add = (sum: number, a: number, b: number): number => Math.fround(sum + Math.fround(a * b));
/** Each made once: as an array for every element they take most of the time. */
const ranges: (readonly number[])[] = [];
const range = (length: number): readonly number[] => {
  ranges[length] ??= Array.from({ length }, (_, i) => i);
  return ranges[length];
};
const result = (count: number): number[] => Array.from(floats.subarray(outAt, outAt + count));

it('adds the terms of a layer input by input, to the bias', () => {
  for (const shape of shapes) {
    const { numRows, inputDim, outputDim } = shape;
    const { x, affine, sizes } = layerOf(shape);
    const tensors = { x: x.pointer, affine: affine.pointer, y: out };
    call(functions, 'groupedDense', { ...tensors, ...sizes, relu: 0, scratch });
    const expected = range(numGroups * numRows * outputDim).map((i) => {
      const [row, column] = [Math.floor(i / outputDim) % numRows, i % outputDim];
      const group = Math.floor(i / outputDim / numRows) * (inputDim + 1) * outputDim + column;
      return range(inputDim).reduce(
        (sum, k) => add(sum, x.at(row * inputDim + k), affine.at(group + k * outputDim)),
        affine.at(group + inputDim * outputDim),
      );
    });
    expect(result(expected.length), JSON.stringify(shape)).toEqual(expected);
  }
});

it('adds the terms of a gradient of inputs output by output, group after group', () => {
  for (const shape of shapes) {
    const { numRows, inputDim, outputDim } = shape;
    const { dy, y, affine, sizes } = layerOf(shape);
    const tensors = { dy: dy.pointer, y: y.pointer, affine: affine.pointer, dx: out };
    call(functions, 'groupedDenseGradInput', { ...tensors, ...sizes, scratch });
    const terms = range(numGroups * outputDim).map((i) => ({
      group: Math.floor(i / outputDim),
      d: i % outputDim,
    }));
    const expected = range(numRows * inputDim).map((i) => {
      const [row, column] = [Math.floor(i / inputDim), i % inputDim];
      return terms.reduce((sum, { group, d }) => {
        const at = (group * numRows + row) * outputDim + d;
        const weight = affine.at((group * (inputDim + 1) + column) * outputDim + d);
        return add(sum, y.at(at) > 0 ? dy.at(at) : 0, weight);
      }, 0);
    });
    expect(result(expected.length), JSON.stringify(shape)).toEqual(expected);
  }
});

it.each([
  ['with', true],
  ['without', false],
])('adds the terms of a gradient of weights and biases row by row, %s ReLU', (_, relu) => {
  for (const shape of shapes) {
    const { numRows, inputDim, outputDim } = shape;
    const { dy, y, x, sizes } = layerOf(shape);
    const tensors = { dy: dy.pointer, y: relu ? y.pointer : 0, x: x.pointer, dAffine: out };
    call(functions, 'groupedDenseGradAffine', { ...tensors, ...sizes, scratch });
    const expected = range(numGroups * (inputDim + 1) * outputDim).map((i) => {
      const [input, column] = [Math.floor(i / outputDim) % (inputDim + 1), i % outputDim];
      const group = Math.floor(i / outputDim / (inputDim + 1));
      return range(numRows).reduce((sum, row) => {
        const at = (group * numRows + row) * outputDim + column;
        return add(
          sum,
          !relu || y.at(at) > 0 ? dy.at(at) : 0,
          input === inputDim ? 1 : x.at(row * inputDim + input),
        );
      }, 0);
    });
    expect(result(expected.length), JSON.stringify(shape)).toEqual(expected);
  }
});

it('gives a row the same bits alone and among others, rounding once', () => {
  for (const shape of shapes) {
    const { numRows, inputDim, outputDim } = shape;
    const { x, affine, dy, y } = layerOf(shape);
    const forward = (row: number, count: number) => {
      const sizes = sizesOf({ ...shape, numRows: count });
      const from = x.pointer + row * inputDim * 4;
      const tensors = { x: from, affine: affine.pointer, y: out };
      call(relaxed, 'groupedDense', { ...tensors, ...sizes, relu: 1, scratch });
      return result(count * outputDim);
    };
    const backward = (row: number, count: number) => {
      const sizes = sizesOf({ ...shape, numRows: count });
      const [from, mask] = [dy.pointer, y.pointer].map((pointer) => pointer + row * outputDim * 4) as [
        number,
        number,
      ];
      const tensors = { dy: from, y: mask, affine: affine.pointer, dx: out };
      call(relaxed, 'groupedDenseGradInput', { ...tensors, ...sizes, scratch });
      return result(count * inputDim);
    };
    for (const run of [forward, backward]) {
      const alone = range(numRows).flatMap((row) => run(row, 1));
      expect(run(0, numRows), JSON.stringify(shape)).toEqual(alone);
    }
  }
});

it('gives the weights of an input the same bits alone and among others, rounding once', () => {
  for (const shape of shapes) {
    const { numRows, inputDim, outputDim } = shape;
    const { x, dy, y } = layerOf(shape);
    const gradient = (from: number, count: number) => {
      const sizes = sizesOf({ ...shape, inputDim: count });
      const tensors = { dy: dy.pointer, y: y.pointer, x: from, dAffine: out };
      call(relaxed, 'groupedDenseGradAffine', { ...tensors, ...sizes, scratch });
      return result((count + 1) * outputDim);
    };
    const together = gradient(x.pointer, inputDim);
    range(inputDim).forEach((input) => {
      floats.set(
        range(numRows).map((row) => x.at(row * inputDim + input)),
        affineAt,
      );
      const alone = gradient(affineAt * 4, 1);
      const own = [input, inputDim].flatMap((i) => together.slice(i * outputDim, (i + 1) * outputDim));
      expect(alone, JSON.stringify(shape)).toEqual(own);
    });
  }
});
