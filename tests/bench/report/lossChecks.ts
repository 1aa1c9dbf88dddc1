/** Checks that all implementations compute the same: equal losses from equal weights and batches. Pure. */
import type { BenchBackend, ImplementationId } from '../contenders/contender.ts';
import type { SizeName } from '../sizes.ts';
import type { Done } from './report.ts';

/** An implementation against repetition 1 of ours, on the same backend. */
export interface LossCheck {
  readonly config: SizeName;
  readonly backend: BenchBackend;
  readonly implementation: ImplementationId;
  readonly repetitions: number;
  /** Before the first step; the later ones also depend on gradients and on Adam. */
  readonly firstLoss: number;
  /** How many steps were compared. */
  readonly numSteps: number;
  /** Largest relative difference. */
  readonly difference: number;
  readonly isEqual: boolean;
}

const tolerance = 1e-3;

interface Losses extends Omit<LossCheck, 'firstLoss' | 'numSteps' | 'difference' | 'isEqual'> {
  readonly losses: readonly number[];
}

/** None where ours did not run. */
export function lossChecksOf(done: readonly Done[]): LossCheck[] {
  const all = done.flatMap(lossesOf);
  const ours = all.filter(isOurs);
  return all.flatMap((theirs) => {
    const own = ours.find(({ config, backend }) => config === theirs.config && backend === theirs.backend);
    return own === undefined || own === theirs ? [] : [check(theirs, own.losses)];
  });
}

function isOurs({ implementation, repetitions }: Losses): boolean {
  return implementation === 'playground' && repetitions === 1;
}

function lossesOf({ planned, result }: Done): Losses[] {
  if (planned.kind !== 'result' || result.kind !== 'step') return [];
  const { backend, implementation, repetitions } = planned.job;
  return [{ config: planned.config, backend, implementation, repetitions, losses: result.losses }];
}

function check({ losses, ...theirs }: Losses, own: readonly number[]): LossCheck {
  const differences = losses
    .slice(0, own.length)
    .map((loss, i) => relativeDifference(loss, own[i] ?? Number.NaN));
  const difference = Math.max(...differences);
  // A NaN is no difference that is small enough.
  const isEqual = difference <= tolerance;
  return { ...theirs, firstLoss: losses[0] ?? Number.NaN, numSteps: differences.length, difference, isEqual };
}

function relativeDifference(a: number, b: number): number {
  return Math.abs(a - b) / Math.abs(b);
}
