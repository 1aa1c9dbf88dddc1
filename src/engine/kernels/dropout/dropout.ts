/**
 * Dropout (Srivastava et al. 2014) after a ReLU. A hash of layer key, step and the value's index in its
 * replica (MurmurHash3's finaliser, then Wellons' lowbias32) makes all backends drop the same values.
 */
import { sizeOf } from '../../../core/shape.ts';
import { backend, mul, step, type Tensor, tensor } from '../../tf/tf.ts';
import { type Operation, runOperation } from '../operation.ts';

interface DropoutAttrs {
  /** Probability of 0, below 1. */
  readonly rate: number;
}

const dropoutForward: Operation<DropoutAttrs, 'x' | 'keys' | 'rates', 'y'> = {
  kernelName: 'Dropout',
  // Keys as 16-bit halves, the lower first, since all tensors on a GPU are floats.
  inputs: { x: '[G, B, D]', keys: '[R, 2]', rates: '[N]' },
  outputs: ['y'],
  reference: ({ x, keys, rates }, { rate }) => {
    // Computed in JavaScript, because TensorFlow.js has no operations on 32-bit unsigned integers.
    const [halves, number] = [tensorValuesOf(keys), tensorValuesOf(rates).at(-1) ?? 0];
    const { threshold, scale } = dropoutConstantsOf(rate);
    const ofReplica = x.size / (halves.length / 2);
    const factors = Float32Array.from({ length: x.size }, (_, i) => {
      const replica = Math.floor(i / ofReplica);
      const key = (halves[2 * replica] ?? 0) + 0x10000 * (halves[2 * replica + 1] ?? 0);
      return dropoutHashOf(i % ofReplica, key, number) >= threshold ? scale : 0;
    });
    return { y: mul(x, tensor(factors, x.shape)) };
  },
  gradient: {
    saves: ['y'],
    of: ({ y: dy }, { y }, attrs) => ({ x: () => runOperation(dropoutBackward, { dy, y }, attrs).dx }),
  },
};

// Values that are 0, because dropped or stopped by the ReLU, pass no gradient.
const dropoutBackward: Operation<DropoutAttrs, 'dy' | 'y', 'dx'> = {
  kernelName: 'DropoutGrad',
  inputs: { dy: '[G, B, D]', y: '[G, B, D]' },
  outputs: ['dx'],
  reference: ({ dy, y }, { rate }) => ({ dx: mul(mul(dy, step(y)), dropoutConstantsOf(rate).scale) }),
};

export const dropoutOperations = { forward: dropoutForward, backward: dropoutBackward };

/** Numbers that all backends use: a value is kept if its hash is at least `threshold`. */
export function dropoutConstantsOf(rate: number) {
  const scale = Math.fround(1 / (1 - rate));
  const [scaleBits = 0] = new Uint32Array(Float32Array.of(scale).buffer);
  return { threshold: Math.round(rate * 2 ** 16), scale, scaleBits };
}

export const hashConstants = {
  golden: 0x9e3779b9,
  other: 0x243f6a88,
  murmur: [0x85ebca6b, 0xc2b2ae35],
  lowbias: [0x7feb352d, 0x846ca68b],
} as const;

/** 16-bit hash of an index; two neighbouring indices share one hash of 32 bits. */
export function dropoutHashOf(place: number, key: number, number: number): number {
  const { golden, other, lowbias } = hashConstants;
  const first = mixedBits(key + Math.imul(number, golden));
  const second = mixedBits(mixedBits(key ^ other) + number);
  let hash = (place >>> 1) + first;
  hash = Math.imul(hash ^ (hash >>> 16), lowbias[0]) ^ second;
  hash = Math.imul(hash ^ (hash >>> 15), lowbias[1]);
  hash ^= hash >>> 16;
  return place % 2 === 0 ? hash & 0xffff : hash >>> 16;
}

function mixedBits(value: number): number {
  const { murmur } = hashConstants;
  let hash = Math.imul(value ^ (value >>> 16), murmur[0]);
  hash = Math.imul(hash ^ (hash >>> 13), murmur[1]);
  return hash ^ (hash >>> 16);
}

// Synchronous reading is safe here, because this reference implementation never runs on a GPU.
const tensorValuesOf = ({ dataId }: Tensor): Float32Array => backend().readSync(dataId) as Float32Array;

/** Tensor `[R, 2]` of 32-bit keys. */
export const keysTensor = (keys: readonly number[]): Tensor =>
  tensor(
    keys.flatMap((key) => [key & 0xffff, key >>> 16]),
    [keys.length, 2],
  );

/** `x` is at least 0; the last of `rates` is the step's number. */
export const dropout = (x: Tensor, keys: Tensor, rates: Tensor, attrs: DropoutAttrs): Tensor =>
  runOperation(dropoutForward, { x, keys, rates }, attrs).y;

export const numValuesOfReplica = (
  shape: readonly number[],
  keys: { readonly shape: readonly number[] },
): number => sizeOf(shape) / (keys.shape[0] ?? 1);
