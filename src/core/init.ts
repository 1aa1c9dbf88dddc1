/** Initial values of one parameter tensor. Knows a tensor's name, shape and bound, not the network it belongs to. */
import { createStream } from './random.ts';
import { sizeOf } from './shape.ts';

/** One checkpoint tensor to be filled. */
export interface InitialTensorSpec {
  /** Checkpoint name: the key of its stream, so that other tensors and other cards cannot change its values. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Values are uniform in plus or minus this bound (PyTorch's Linear: 1 / sqrt(fan in), for weight and bias alike). */
  readonly initBound: number;
  /** Deviation of normal values, instead; absent: values are uniform. */
  readonly initDeviation?: number;
  /** Added to them; absent: nothing. */
  readonly initCentre?: number;
  /** The tensor whose values it has; absent: its own. */
  readonly drawnAs?: string;
}

/** Which replica the values are for. */
export interface InitialSeed {
  readonly seed: number;
  readonly replica: number;
  /** A card's wish for other weights on the same data; 0 or left out: the plain ones. */
  readonly initialSeedOffset?: number;
}

/** Row-major values of the tensor for one replica, bit-identical on every machine. */
export function initialTensor(
  spec: InitialTensorSpec,
  { seed, replica, initialSeedOffset = 0 }: InitialSeed,
): Float32Array {
  const { name, shape, initBound, initDeviation, initCentre = 0, drawnAs = name } = spec;
  const stream = createStream(seed, replica, 'init', initialSeedOffset, drawnAs);
  const values = new Float32Array(sizeOf(shape));
  if (initDeviation !== undefined) return values.map(() => initDeviation * stream.normal());
  return values.map(() => stream.uniformBetween(initCentre - initBound, initCentre + initBound));
}
