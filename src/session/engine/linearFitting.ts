/** Fits linear models to a file's rows between the training slices of the same thread. */
import { sharesRows } from '../../data/rows.ts';
import type { SourceSetup } from '../../data/types.ts';
import type { FittedLinear } from '../../engine/train/linear/models.ts';
import type { Trainer } from '../../engine/train/trainer.ts';
import type { RowPairing } from './rowPairing.ts';
import type { RunLoop, RunLoopTools } from './runLoop.ts';

interface FittingTools extends Pick<RunLoopTools, 'control' | 'clock' | 'emit'> {
  readonly trainer: Pick<Trainer, 'fitLinear'>;
  readonly pairing: RowPairing | null;
}

type LoopOf = () => Pick<RunLoop, 'isRunning'> | null;

// While steps are left, training gets this many times the time of fitting.
const TRAINING_PER_FITTING = 4;
const MOST_WAIT_MS = 50;

/**
 * Emits the losses when known. Await the returned function when no steps are left: it emits the row-by-row
 * comparison. Null for generated rows.
 */
export function fitLinear(
  data: SourceSetup,
  tools: FittingTools,
  loopOf: LoopOf,
): (() => Promise<void>) | null {
  if (!sharesRows(data)) return null;
  const { pairing, control, clock, emit } = tools;
  const fitting = fitBetweenSlices(tools, loopOf);
  return async () => {
    const fitted = await fitting;
    if (fitted === null || pairing === null) return;
    const byRow = await pairing.varianceBesides(fitted.tested, clock.yieldToMessages);
    if (!control.isEnded) emit({ type: 'linear', linear: { ...fitted.losses, byRow } });
  };
}

/** Null if the run was ended. */
async function fitBetweenSlices(tools: FittingTools, loopOf: LoopOf): Promise<FittedLinear | null> {
  const { trainer, pairing, control, clock, emit } = tools;
  const fitting = await trainer.fitLinear(pairing?.mostTestRows);
  let restMs = 0;
  while (!control.isEnded) {
    await leaveTime(tools, loopOf, restMs);
    const startedMs = clock.now();
    const part = fitting.next();
    if (part.done) {
      emit({ type: 'linear', linear: part.value.losses });
      return part.value;
    }
    restMs = TRAINING_PER_FITTING * (clock.now() - startedMs);
  }
  return null;
}

// Waits no longer than steps are left.
async function leaveTime({ control, clock }: FittingTools, loopOf: LoopOf, forMs: number): Promise<void> {
  const untilMs = clock.now() + forMs;
  await clock.yieldToMessages();
  while (!control.isEnded && loopOf()?.isRunning() !== false && clock.now() < untilMs)
    await clock.wait(Math.min(untilMs - clock.now(), MOST_WAIT_MS));
}
