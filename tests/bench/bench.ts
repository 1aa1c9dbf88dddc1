/**
 * `npm run bench`: our training step and stock TensorFlow.js, measured side by side in one run on one machine. WASM in Node, WebGPU in
 * a browser; each measurement in a process or page of its own. Exit code 1: something of ours did not run, or an
 * implementation computes something else.
 */
import { parseBenchArguments } from './arguments.ts';
import type { BenchBackend } from './contenders/contender.ts';
import type { JobResult, PeakResult } from './job.ts';
import { type BenchMachine, hostOf } from './machine.ts';
import { benchPlanOf, type Planned } from './plan.ts';
import { type BenchReport, benchReportOf, type Done, labelOf } from './report/report.ts';
import { tablesOf } from './report/tables.ts';
import { createNodeRunner } from './runners/nodeRunner.ts';
import { createPageRunner, type PageRunner } from './runners/pageRunner.ts';
import { failedWith, type JobRunner } from './runners/runner.ts';

/** The whole benchmark ends within ten minutes, however slow or busy the machine is. */
const totalMs = 9.5 * 60_000;
const jobLimitMs = 150_000;
/** With less time left, nothing is begun. */
const leastMs = 10_000;

const parsed = parseBenchArguments(process.argv.slice(2));
if (typeof parsed === 'string') {
  process.stderr.write(parsed);
  process.exitCode = 2;
} else {
  const report = await bench(benchPlanOf(parsed));
  process.stdout.write(parsed.json ? `${JSON.stringify(report)}\n` : tablesOf(report));
  process.exitCode = report.isSound ? 0 : 1;
}

async function bench(plan: readonly Planned[]): Promise<BenchReport> {
  const endMs = performance.now() + totalMs;
  const host = hostOf();
  const node = await createNodeRunner();
  const needsBrowser = plan.some(({ job }) => job.backend === 'webgpu');
  const page = needsBrowser ? await createPageRunner().catch(failedWith) : null;
  try {
    const peaks: PeakResult[] = [];
    const measurePeak = async () => {
      const peak = await node.run({ kind: 'peak', backend: 'wasm' }, leastMs);
      if (peak.kind === 'peak') peaks.push(peak);
    };
    await measurePeak();
    const done = await runAll(plan, { wasm: node, webgpu: page ?? failedWith('not asked for') }, endMs);
    await measurePeak();
    return benchReportOf(done, peaks, { ...host, ...seenIn(done, page) });
  } finally {
    await node.close();
    if (page !== null && 'close' in page) await page.close();
  }
}

type Runners = Readonly<Record<BenchBackend, JobRunner | ReturnType<typeof failedWith>>>;

async function runAll(plan: readonly Planned[], runners: Runners, endMs: number): Promise<Done[]> {
  const done: Done[] = [];
  for (const planned of plan) {
    const runner = runners[planned.job.backend];
    const leftMs = endMs - performance.now();
    process.stderr.write(`${labelOf(planned)} ... `);
    const result =
      'kind' in runner
        ? runner
        : leftMs < leastMs
          ? { ...failedWith('no time was left'), isTooSlow: true }
          : await runner.run(planned.job, Math.min(jobLimitMs, leftMs));
    process.stderr.write(`${outcomeOf(result)}\n`);
    done.push({ planned, result });
  }
  return done;
}

function outcomeOf(result: JobResult): string {
  if (result.kind === 'failed') return `skipped: ${result.reason}`;
  if (result.kind === 'step') return `${result.msPerStep.toFixed(2)} ms`;
  if (result.kind === 'preview') return `${result.ms.toFixed(0)} ms`;
  return result.kind === 'answer' ? `${result.seconds.toFixed(1)} s` : 'done';
}

function seenIn(
  done: readonly Done[],
  page: PageRunner | ReturnType<typeof failedWith> | null,
): Pick<BenchMachine, 'chromium' | 'gpuAdapter' | 'wasmKernels'> {
  const steps = done.flatMap(({ planned, result }) =>
    result.kind === 'step' ? [{ ...result, backend: planned.job.backend }] : [],
  );
  return {
    chromium: page !== null && 'browserVersion' in page ? page.browserVersion() : null,
    gpuAdapter: steps.find(({ adapter }) => adapter !== null)?.adapter ?? null,
    wasmKernels:
      steps.find(({ backend, kernelBuild }) => backend === 'wasm' && kernelBuild)?.kernelBuild ?? null,
  };
}
