/** Fits linear models to the rows of a file while a run trains: between its slices and for less time than these, as both have one thread. */
import { sharesRows } from '../../data/copies.ts';
import type { SourceSetup } from '../../data/types.ts';
import type { FittedLinear } from '../../engine/train/linear/models.ts';
import type { Trainer } from '../../engine/train/trainer.ts';
import type { RowPairing } from './rowPairing.ts';
import type { RunLoop, RunLoopTools } from './runLoop.ts';

interface FittingTools extends Pick<RunLoopTools, 'control' | 'clock' | 'emit'> {
  readonly trainer: Pick<Trainer, 'fitLinear'>;
  readonly pairing: RowPairing | null;
}

/** The loop of the run; null: it has not begun. */
type LoopOf = () => Pick<RunLoop, 'isRunning'> | null;

/** Time that training has for as much time of fitting, as long as there are steps to take. */
const TRAINING_PER_FITTING = 4;
/** Milliseconds after which it is looked whether there still are. */
const MOST_WAIT_MS = 50;

/**
 * Tells what they reach as soon as it is known. Returns what is to be awaited once there are no steps to take: then, where networks were
 * paired with them row by row, it tells that as well. Null: the rows are made up.
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

/** Null: nobody wants it any more. */
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

/** Waits so long, but no longer than there are steps to take. */
async function leaveTime({ control, clock }: FittingTools, loopOf: LoopOf, forMs: number): Promise<void> {
  const untilMs = clock.now() + forMs;
  await clock.yieldToMessages();
  while (!control.isEnded && loopOf()?.isRunning() !== false && clock.now() < untilMs)
    await clock.wait(Math.min(untilMs - clock.now(), MOST_WAIT_MS));
}
