/** One measurement as plain data: what is sent to a process or page of its own, and what comes back. */
import type { BenchBackend, ImplementationId } from './contenders/contender.ts';
import type { Measurement } from './measure.ts';
import type { Size } from './sizes.ts';

/** Times training steps. */
export interface StepJob {
  readonly kind: 'step';
  readonly backend: BenchBackend;
  readonly implementation: ImplementationId;
  readonly size: Size;
  readonly repetitions: number;
}

/** Asks which implementation of our operations every architecture runs on. */
export interface PathsJob {
  readonly kind: 'paths';
  readonly backend: BenchBackend;
  readonly size: Size;
}

/** Measures what this machine's WASM can do at most. */
export interface PeakJob {
  readonly kind: 'peak';
  readonly backend: 'wasm';
}

export type Job = StepJob | PathsJob | PeakJob;

export interface StepResult extends Measurement {
  readonly kind: 'step';
  readonly fallBacks: readonly string[];
  readonly kernelBuild: string | null;
  /** The GPU's adapter in words; null on WASM. */
  readonly adapter: string | null;
}

/** How one architecture trains. */
export interface ArchitecturePath {
  readonly architecture: string;
  readonly dispatchesPerStep: number;
  readonly fallBacks: readonly string[];
}

export interface PathsResult {
  readonly kind: 'paths';
  readonly paths: readonly ArchitecturePath[];
}

export interface PeakResult {
  readonly kind: 'peak';
  readonly gflops: number;
  /** With relaxed multiply-add; null where the engine has none. */
  readonly relaxedGflops: number | null;
}

export interface Failure {
  readonly kind: 'failed';
  /** Whether it ran, but too slowly. */
  readonly isTooSlow: boolean;
  readonly reason: string;
}

export type JobResult = StepResult | PathsResult | PeakResult | Failure;
