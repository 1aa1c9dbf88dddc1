/** Entry of the page that runs one job on WebGPU: puts `runJob` where the runner can call it. */
import type { Failure, JobResult, StepJob } from '../job.ts';
import { installGpuProbe } from '../probes/gpuProbe.ts';
import { runJob } from '../runJob.ts';

const limits = { firstStepMs: 45_000, onceMs: 20_000, batchMs: 800 };

async function runHere(job: StepJob): Promise<JobResult> {
  const adapter = await navigator.gpu?.requestAdapter();
  if (!adapter) return failure('This browser has no WebGPU adapter.');
  return runJob(job, { probe: installGpuProbe(), limits, adapter: wordsOf(adapter.info) });
}

function failure(reason: string): Failure {
  return { kind: 'failed', isTooSlow: false, reason };
}

function wordsOf({ vendor, architecture, device, description, isFallbackAdapter }: GPUAdapterInfo): string {
  const names = [...new Set([vendor, architecture, device, description])].filter((name) => name !== '');
  return `${names.join(' ')}${isFallbackAdapter ? ' (software)' : ''}`;
}

Object.assign(globalThis, { runJob: runHere });
