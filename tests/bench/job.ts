/** One measurement as plain data: what is sent to a process or page of its own, and what comes back. */
import type { NetworkSize } from '../../src/experiment/derived/measuredNetworks.ts';
import type { BenchBackend, ImplementationId } from './contenders/contender.ts';
import type { StepMeasurement } from './measure.ts';

/** Times training steps. */
export interface StepJob {
  readonly kind: 'step';
  readonly backend: BenchBackend;
  readonly implementation: ImplementationId;
  /** The architecture of the network; rivals have AdaTT-sp alone. */
  readonly architecture: string;
  readonly size: NetworkSize;
  readonly repetitions: number;
}

/** Times a whole training, as `npm run train` does it. */
export interface AnswerJob {
  readonly kind: 'answer';
  readonly backend: 'wasm';
  readonly preset: string;
  /** Threads that may train. */
  readonly cores: number;
}

/** Times previews, as they are trained while a hand moves a slider. */
export interface PreviewJob {
  readonly kind: 'preview';
  readonly backend: 'wasm';
  /** Threads that may train. */
  readonly cores: number;
}

/** Measures what this machine's WASM can do at most. */
export interface PeakJob {
  readonly kind: 'peak';
  readonly backend: 'wasm';
}

export type Job = StepJob | AnswerJob | PreviewJob | PeakJob;

export interface StepResult extends StepMeasurement {
  readonly kind: 'step';
  /** Operations of ours that ran as stock ones, and stock kernels that kept the step from being replayed. */
  readonly fallBacks: readonly string[];
  readonly kernelBuild: string | null;
  /** The GPU's adapter in words; null on WASM. */
  readonly adapter: string | null;
}

/** Seconds from the start of the process. */
export interface AnswerResult {
  readonly kind: 'answer';
  /** Time to the last evaluation. */
  readonly seconds: number;
  readonly stepsSeconds: number;
  readonly evalSeconds: number;
  /** Time before the first step: Node, code, backend, data, networks. */
  readonly setUpSeconds: number;
  /** Threads that trained: where there is little work, fewer than may. */
  readonly numThreads: number;
  /** Processors that the process had, on average. */
  readonly processorShare: number;
}

export interface PreviewTiming {
  readonly kind: 'preview';
  /** Median time from the edit to the last evaluation. */
  readonly ms: number;
  readonly steps: number;
  readonly cards: number;
  readonly numThreads: number;
  readonly processorShare: number;
}

export interface PeakResult {
  readonly kind: 'peak';
  readonly gflops: number;
  /** The peak with relaxed multiply-add; null where the engine has none. */
  readonly relaxedGflops: number | null;
}

export interface Failure {
  readonly kind: 'failed';
  /** True when it ran, but too slowly. */
  readonly isTooSlow: boolean;
  readonly reason: string;
}

export type JobResult = StepResult | AnswerResult | PreviewTiming | PeakResult | Failure;
