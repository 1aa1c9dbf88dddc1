/** Keeps the weights of a run's networks at past steps, off the device, and thins them out. */

import type { Checkpoint } from '../../analysis/produced/networks.ts';

export const MAX_MOMENTS = 64;
const MAX_BYTES = 64 * 2 ** 20;

export interface StandingRun {
  readonly step: number;
  readonly isEvaluated: boolean;
  readonly checkpoint: () => Promise<Checkpoint>;
}

export interface Moment {
  readonly step: number;
  readonly networks: ReadonlyMap<string, Readonly<Record<string, Float32Array>>>;
}

/** Steps must not decrease. */
export function createMoments() {
  let newest: Moment | null = null;
  let kept: readonly Moment[] = [];
  /** Smallest number of steps between two kept moments; the last may be nearer. */
  let leastGap = 0;
  const isKept = (step: number): boolean => kept.some((one) => one.step === step);
  const add = (moment: Moment): void => {
    kept = [...thinnedMoments(kept, leastGap), moment];
    const most = largestNetworkBytes(moment);
    if (kept.length <= most) return;
    leastGap = (2 * (moment.step - (kept[0]?.step ?? 0))) / most;
    kept = [...thinnedMoments(kept.slice(0, -1), leastGap), moment];
  };
  /** The run as it stands; kept if it was evaluated. */
  const take = async (run: StandingRun): Promise<Moment> => {
    const known = newest?.step === run.step ? newest : null;
    const moment = known ?? momentOf(await run.checkpoint());
    newest = moment;
    if (run.isEvaluated && !isKept(run.step)) add(moment);
    return moment;
  };
  return {
    take,
    /** Last kept moment at or before the step; for null, the current state of the run. */
    at: async (run: StandingRun, step: number | null): Promise<Moment> => {
      const isPast = step !== null && step < run.step;
      const past = isPast ? kept.findLast((one) => one.step <= step) : undefined;
      if (past !== undefined && (!run.isEvaluated || isKept(run.step))) return past;
      const standing = await take(run);
      return past ?? standing;
    },
    steps: (): readonly number[] => kept.map(({ step }) => step),
  };
}

// Copies let the rest of the checkpoint be freed.
const momentOf = ({ step, cards }: Checkpoint): Moment => ({
  step,
  networks: new Map(
    cards.map(({ cardId, parameters }) => [
      cardId,
      Object.fromEntries(Object.entries(parameters).map(([name, values]) => [name, values.slice()])),
    ]),
  ),
});

function thinnedMoments(moments: readonly Moment[], leastGap: number): readonly Moment[] {
  const far: Moment[] = [];
  for (const moment of moments) {
    const last = far.at(-1);
    if (last === undefined || moment.step - last.step >= leastGap) far.push(moment);
  }
  return far;
}

function largestNetworkBytes({ networks }: Moment): number {
  const tensors = [...networks.values()].flatMap((parameters) => Object.values(parameters));
  const numBytes = tensors.reduce((sum, values) => sum + values.byteLength, 0);
  return Math.max(2, Math.min(MAX_MOMENTS, Math.floor(MAX_BYTES / numBytes)));
}
