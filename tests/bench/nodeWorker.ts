/** Entry of the process that runs one job on WASM: takes it as a message, answers with its result, ends. */
import { createRequire } from 'node:module';
import type { Failure, Job, PeakJob, PeakResult } from './job.ts';
import { measurePeak } from './peak/measurePeak.ts';
import { installWasmProbe } from './probes/wasmProbe.ts';
import { runJob } from './runJob.ts';

const { resolve } = createRequire(import.meta.url);

const wasmPaths = {
  plain: resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm'),
  simd: resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm'),
};

/** Nothing stops a step that runs in this thread but the end of the process. */
const limits = { firstStepMs: null, onceMs: 20_000, batchMs: 120 };

process.once('message', (job: Job) => {
  const result =
    job.kind === 'peak'
      ? runPeak(job)
      : runJob(job, { probe: installWasmProbe(), wasmPaths, limits, adapter: null });
  void result.then((value) => process.send?.(value, () => process.exit(0)));
});

async function runPeak({ files }: PeakJob): Promise<PeakResult | Failure> {
  const gflops = await measurePeak(files.plain);
  if (gflops === null) return { kind: 'failed', isTooSlow: false, reason: 'This engine has no SIMD.' };
  return { kind: 'peak', gflops, relaxedGflops: await measurePeak(files.relaxed) };
}
