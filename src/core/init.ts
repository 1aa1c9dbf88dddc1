/** Initial values of one parameter tensor, from its name, shape and bound alone. */
import { createStream } from './random.ts';
import { sizeOf } from './shape.ts';

export interface InitialTensorSpec {
  /** Also keys the random stream, so that other tensors or cards cannot change these values. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Uniform in plus or minus this bound (PyTorch's Linear: 1 / sqrt(fan in), bias too). */
  readonly initBound: number;
  /** Standard deviation, for tensors with normal instead of uniform values. */
  readonly initDeviation?: number;
  readonly initCentre?: number;
  /** Name of another tensor with the same initial values. */
  readonly drawnAs?: string;
}

interface InitialWeightSeed {
  readonly seed: number;
  readonly replica: number;
  /** Selects other weights on the same data; 0 by default. */
  readonly initialSeedOffset?: number;
}

/** Row-major, and bit-identical on every machine. */
export function initialTensor(
  spec: InitialTensorSpec,
  { seed, replica, initialSeedOffset = 0 }: InitialWeightSeed,
): Float32Array {
  const { name, shape, initBound, initDeviation, initCentre = 0, drawnAs = name } = spec;
  const stream = createStream(seed, replica, 'init', initialSeedOffset, drawnAs);
  const values = new Float32Array(sizeOf(shape));
  if (initDeviation !== undefined) return values.map(() => initDeviation * stream.normal());
  return values.map(() => stream.uniformBetween(initCentre - initBound, initCentre + initBound));
}
