/** Measures how much arithmetic one thread of WASM does per second at most. */
import { bytesOfBase64 } from '../../src/core/base64.ts';
import type { PeakResult } from './job.ts';
import { medianOf } from './measure.ts';
import { base64 as relaxedBinary } from './peak.as.ts?relaxed-simd';
import { base64 as plainBinary } from './peak.as.ts?simd';

const operationsPerRound = 80;
const roundsPerBatch = 1_000_000;
/** The first batches run in a slower stage of the engine's compiler. */
const [numWarmUpBatches, numBatches] = [5, 25];

/** Without and with relaxed multiply-add. Throws where the engine has no SIMD. */
export async function measurePeak(): Promise<PeakResult> {
  const gflops = await peakOf(plainBinary);
  if (gflops === null) throw new Error('This engine has no SIMD.');
  return { kind: 'peak', gflops, relaxedGflops: await peakOf(relaxedBinary) };
}

/** GFLOP/s of a build of `peak.as.ts`, median of batches; null where the engine cannot compile it. */
async function peakOf(base64: string): Promise<number | null> {
  const binary = bytesOfBase64(base64);
  if (!WebAssembly.validate(binary)) return null;
  // Our kernels live in a memory that is given to them; so does this, and never uses it.
  const memory = new WebAssembly.Memory({ initial: 0 });
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  const rounds = instance.exports['rounds'];
  if (typeof rounds !== 'function') throw new Error("The module does not export 'rounds'.");
  const batch = (): number => {
    const startMs = performance.now();
    rounds(roundsPerBatch);
    return performance.now() - startMs;
  };
  for (let i = 0; i < numWarmUpBatches; i++) batch();
  const times = Array.from({ length: numBatches }, batch);
  return (operationsPerRound * roundsPerBatch) / medianOf(times) / 1e6;
}
