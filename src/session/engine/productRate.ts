/**
 * Times products of matrices on the backend that is active now. They are what a GPU is best at: one that is slow at them is slow at
 * everything, which is known here in some 30 ms, and by a run's own steps only after seconds.
 */
import { stepCaptureOf } from '../../backend/stepCapture.ts';
import { groupedDense } from '../../kernels/groupedDense/groupedDense.ts';
import { registerOperations } from '../../kernels/register.ts';
import { backend, dispose, zeros } from '../../tf/tf.ts';
import type { Clock } from '../clock.ts';

/** Enough threads for a GPU, and little enough for a processor that stands in for one. */
const [numRows, width] = [512, 128];
/** Products are timed for about twice as long. */
const enoughMs = 8;

const layer = { numReplicas: 1, numStreams: 1, reads: [0], relu: true };

/** Multiply-adds in a millisecond, after what the first product takes to compile. */
export async function productRateOf(clock: Pick<Clock, 'now'>): Promise<number> {
  registerOperations();
  const [x, affine] = [zeros([1, numRows, width]), zeros([1, width + 1, width])];
  const msOf = async (numProducts: number): Promise<number> => {
    const beganMs = clock.now();
    for (let i = 0; i < numProducts; i++) groupedDense(x, affine, layer).dispose();
    await stepCaptureOf(backend())?.settle();
    return clock.now() - beganMs;
  };
  try {
    await msOf(1);
    for (let numProducts = 1; ; numProducts *= 2) {
      const ms = await msOf(numProducts);
      if (ms >= enoughMs) return (numProducts * numRows * width * width) / ms;
    }
  } finally {
    dispose([x, affine]);
  }
}
