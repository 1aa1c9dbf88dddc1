/** Measures how much arithmetic one thread of WASM does per second. */
import { readFile } from 'node:fs/promises';
import { medianOf } from '../measure.ts';

const operationsPerRound = 80;
const roundsPerBatch = 1_000_000;
/** The first batches run in a slower stage of the engine's compiler. */
const [numWarmUpBatches, numBatches] = [5, 25];

/** GFLOP/s of a compiled `peak.as.ts`, median of batches; null where the engine cannot compile it. */
export async function measurePeak(file: string): Promise<number | null> {
  const binary = await readFile(file);
  if (!WebAssembly.validate(binary)) return null;
  const { instance } = await WebAssembly.instantiate(binary);
  const rounds = instance.exports['rounds'];
  if (typeof rounds !== 'function') throw new Error(`${file} does not export 'rounds'.`);
  const batch = (): number => {
    const startMs = performance.now();
    rounds(roundsPerBatch);
    return performance.now() - startMs;
  };
  for (let i = 0; i < numWarmUpBatches; i++) batch();
  const times = Array.from({ length: numBatches }, batch);
  return (operationsPerRound * roundsPerBatch) / medianOf(times) / 1e6;
}
