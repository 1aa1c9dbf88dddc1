/** Buffers that messages move to another thread instead of copying them. */
import type { Checkpoint } from '../run/produced/networks.ts';

/** The buffers of checkpoints, which are large and nobody's but the receiver's. Several tensors may lie in one. */
export function buffersOfCheckpoints(checkpoints: readonly Checkpoint[]): ArrayBuffer[] {
  const arrays = checkpoints
    .flatMap(({ cards }) => cards)
    .flatMap(({ parameters, moment1, moment2, lossSum }) => [
      ...[parameters, moment1, moment2].flatMap((named) => Object.values(named)),
      lossSum,
    ]);
  return [...new Set(arrays.map(({ buffer }) => buffer as ArrayBuffer))];
}
