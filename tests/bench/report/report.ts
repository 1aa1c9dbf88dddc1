/** Turns what the jobs returned into the object that `--json` prints and the tables show. Pure. */
import { experimentOfSize, type SpeedCurvePoint } from '../../../src/experiment/derived/measuredNetworks.ts';
import type { BenchBackend, ImplementationId } from '../contenders/contender.ts';
import type { AnswerResult, JobResult, PeakResult, PreviewTiming, StepJob, StepResult } from '../job.ts';
import type { BenchMachine } from '../machine.ts';
import { operationsOfPreset, operationsPerStep } from '../operationCount.ts';
import type { Planned } from '../plan.ts';
import type { SizeName } from '../sizes.ts';
import { benchTopologyOf } from '../start.ts';

interface Costs {
  readonly msPerStep: number;
  readonly jsMsPerStep: number;
  /** Calls on WASM. */
  readonly dispatchesPerStep: number;
  readonly gflops: number;
}

export interface ResultRow extends Costs {
  readonly config: SizeName;
  readonly backend: BenchBackend;
  readonly implementation: ImplementationId;
  readonly repetitions: number;
  /** WASM memory or GPU buffers, the library's own included. */
  readonly bytes: number;
  /**
   * Largest relative difference of the first losses from ours in one repetition, from equal weights and batches; null where ours did not
   * run. The first is before any update, the others depend on gradients and on Adam.
   */
  readonly lossDifference: number | null;
}

/** Every architecture at the sizes of the reference. */
export interface ArchitectureRow extends Costs {
  readonly backend: BenchBackend;
  readonly architecture: string;
  /** Time per multiply-add, in that of AdaTT-sp; null where that was not measured. */
  readonly slowness: number | null;
  /** See `StepResult`. */
  readonly fallBacks: readonly string[];
}

/** One point of the curve over width and repetitions, as the page measures it. */
export interface CurveRow extends Costs, SpeedCurvePoint {
  readonly backend: BenchBackend;
  readonly stepsPerSecond: number;
}

/** A whole training, from the start of the process to the last evaluation. */
export interface AnswerTiming
  extends Pick<AnswerResult, 'seconds' | 'stepsSeconds' | 'evalSeconds' | 'setUpSeconds'> {
  readonly preset: string;
  /** That trained. */
  readonly cores: number;
  /** Arithmetic of all steps and evaluations, in what the peak does in those seconds on that many cores. */
  readonly efficiency: number;
}

/** What a preview takes: from the edit to the last evaluation of so many cards after so many steps. */
export type PreviewRow = Pick<PreviewTiming, 'ms' | 'steps' | 'cards'>;

/** How much arithmetic one thread of WASM does at most. */
export interface Peak {
  readonly of: 'multiply, then add' | 'relaxed multiply-add';
  readonly gflops: number;
}

export interface BenchReport {
  readonly machine: BenchMachine;
  /** Multiply, then add, in one thread of WASM. */
  readonly peakGflops: number;
  /** With relaxed multiply-add; null where there is none. */
  readonly relaxedPeakGflops: number | null;
  /** The one that shares are of: that of the instructions our kernels were built with. */
  readonly comparedPeak: Peak;
  readonly results: readonly ResultRow[];
  readonly architectures: readonly ArchitectureRow[];
  readonly curve: readonly CurveRow[];
  readonly answer: readonly AnswerTiming[];
  /** Null where it was not measured. */
  readonly preview: PreviewRow | null;
  /** What was left out, or measured in another way than the rest, and why. */
  readonly notes: readonly string[];
  /** Whether everything of ours ran and all losses agree. */
  readonly isSound: boolean;
}

/** A planned job and what became of it. */
export interface Done {
  readonly planned: Planned;
  readonly result: JobResult;
}

export function benchReportOf(
  done: readonly Done[],
  peaks: readonly PeakResult[],
  machine: BenchMachine,
): BenchReport {
  const results = done.flatMap((one) => resultRowOf(one, done));
  // The machine at its quietest.
  const peakGflops = Math.max(...peaks.map(({ gflops }) => gflops));
  const relaxed = peaks.flatMap(({ relaxedGflops }) => relaxedGflops ?? []);
  const relaxedPeakGflops = relaxed.length === 0 ? null : Math.max(...relaxed);
  const isRelaxed = machine.wasmKernels === 'relaxed-simd' && relaxedPeakGflops !== null;
  const comparedPeak: Peak = isRelaxed
    ? { of: 'relaxed multiply-add', gflops: relaxedPeakGflops }
    : { of: 'multiply, then add', gflops: peakGflops };
  const [preview = null] = done.flatMap(previewRowOf);
  const oursFailed = done.some(
    ({ planned, result }) => isOurs(planned) && result.kind === 'failed' && !result.isTooSlow,
  );
  return {
    machine,
    peakGflops,
    relaxedPeakGflops,
    comparedPeak,
    results,
    architectures: architectureRowsOf(done),
    curve: done.flatMap(curveRowOf),
    answer: done.flatMap((one) => answerRowOf(one, comparedPeak.gflops)),
    preview,
    notes: done.flatMap(notesOf),
    isSound: !oursFailed && results.every(({ lossDifference }) => isSmall(lossDifference ?? 0)),
  };
}

/** A job in a few words. */
export function labelOf(planned: Planned): string {
  const { backend } = planned.job;
  switch (planned.kind) {
    case 'result':
      return `${backend} ${planned.config} ${planned.job.implementation}${times(planned.job)}`;
    case 'architecture':
      return `${backend} ${planned.job.architecture}`;
    case 'curve':
      return `${backend} width ${planned.point.width}${times(planned.job)}`;
    case 'answer':
      return `answer ${planned.job.preset} on ${planned.job.cores}`;
    case 'preview':
      return `preview on ${planned.job.cores}`;
    default:
      return planned satisfies never;
  }
}

function times({ repetitions }: StepJob): string {
  return repetitions === 1 ? '' : ` x${repetitions}`;
}

function isOurs({ job }: Planned): boolean {
  return job.kind !== 'step' || job.implementation === 'playground';
}

function resultRowOf({ planned, result }: Done, all: readonly Done[]): ResultRow[] {
  if (planned.kind !== 'result' || result.kind !== 'step') return [];
  const { config, job } = planned;
  const { backend, implementation, repetitions } = job;
  const ours = all.find(
    (one) =>
      one.planned.kind === 'result' &&
      one.planned.config === config &&
      one.planned.job.backend === backend &&
      one.planned.job.implementation === 'playground' &&
      one.planned.job.repetitions === 1,
  )?.result;
  const lossDifference = ours?.kind === 'step' ? differenceOf(result.losses, ours.losses) : null;
  const costs = { ...costsOf(job, result), bytes: result.bytes };
  return [{ config, backend, implementation, repetitions, ...costs, lossDifference }];
}

const differenceOf = (losses: readonly number[], own: readonly number[]): number =>
  Math.max(
    ...losses
      .slice(0, own.length)
      .map((loss, i) => Math.abs(loss - (own[i] ?? Number.NaN)) / Math.abs(own[i] ?? Number.NaN)),
  );

/** A NaN is no difference that is small enough. */
const isSmall = (difference: number): boolean => difference <= 1e-3;

function costsOf(job: StepJob, { msPerStep, jsMsPerStep, dispatchesPerStep }: StepResult): Costs {
  const topology = benchTopologyOf(experimentOfSize(job.size, 1, job.architecture));
  const operations = job.repetitions * operationsPerStep(topology, job.size.batchSize);
  return { msPerStep, jsMsPerStep, dispatchesPerStep, gflops: operations / msPerStep / 1e6 };
}

function architectureRowsOf(done: readonly Done[]): ArchitectureRow[] {
  const rows = done.flatMap(({ planned, result }): Omit<ArchitectureRow, 'slowness'>[] => {
    if (planned.kind !== 'architecture' || result.kind !== 'step') return [];
    const { job } = planned;
    const { backend, architecture } = job;
    return [{ backend, architecture, ...costsOf(job, result), fallBacks: result.fallBacks }];
  });
  return rows.map((row) => {
    const own = rows.find(
      ({ backend, architecture }) => backend === row.backend && architecture === 'adattSp',
    );
    return { ...row, slowness: own === undefined ? null : own.gflops / row.gflops };
  });
}

function curveRowOf({ planned, result }: Done): CurveRow[] {
  if (planned.kind !== 'curve' || result.kind !== 'step') return [];
  const { point, job } = planned;
  const costs = costsOf(job, result);
  return [{ backend: job.backend, ...point, stepsPerSecond: 1000 / costs.msPerStep, ...costs }];
}

function answerRowOf({ planned, result }: Done, peakGflops: number): AnswerTiming[] {
  if (planned.kind !== 'answer' || result.kind !== 'answer') return [];
  const { preset } = planned.job;
  const { seconds, stepsSeconds, evalSeconds, setUpSeconds, numThreads } = result;
  const efficiency = operationsOfPreset(preset) / (seconds * numThreads * peakGflops * 1e9);
  return [{ preset, cores: numThreads, seconds, stepsSeconds, evalSeconds, setUpSeconds, efficiency }];
}

function previewRowOf({ result }: Done): PreviewRow[] {
  if (result.kind !== 'preview') return [];
  const { ms, steps, cards } = result;
  return [{ ms, steps, cards }];
}

/** With less of a processor than this, a time says more about the machine's other users. */
const leastShare = 0.9;

function notesOf({ planned, result }: Done): string[] {
  const label = labelOf(planned);
  if (result.kind === 'failed') return [`${label}: skipped, ${result.reason}.`];
  if (result.kind === 'peak') return [];
  const ofStep = result.kind === 'step' ? notesOfStep(label, result) : [];
  const share = result.processorShare ?? 1;
  const disturbed =
    share < leastShare ? [`${label}: had only ${(100 * share).toFixed(0)} % of a processor.`] : [];
  return [...ofStep, ...disturbed];
}

function notesOfStep(label: string, { numBatches, fallBacks }: StepResult): string[] {
  const once = numBatches === 1 ? [`${label}: measured once, on its first step.`] : [];
  const fallen =
    fallBacks.length > 0 ? [`${label}: falls back to stock operations in ${fallBacks.join(', ')}.`] : [];
  return [...once, ...fallen];
}
