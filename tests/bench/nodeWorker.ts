/** Entry of the process that runs one job on WASM: takes it as a message, answers with its result, ends. */
import type { JobResult, PeakJob, StepJob } from './job.ts';
import { measurePeak } from './peak.ts';
import { installWasmProbe } from './probes/wasmProbe.ts';
import { runJob } from './runJob.ts';

/** Nothing stops a step that runs in this thread but the end of the process. */
const limits = { firstStepMs: null, onceMs: 20_000, batchMs: 120 };

process.once('message', (job: StepJob | PeakJob) => {
  void resultOf(job).then((result) => process.send?.(result, () => process.exit(0)));
});

function resultOf(job: StepJob | PeakJob): Promise<JobResult> {
  if (job.kind === 'peak') return measurePeak();
  return runJob(job, { probe: installWasmProbe(), limits, adapter: null });
}
