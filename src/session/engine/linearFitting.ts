/** Fits linear models to the rows of a file while a run trains: between its slices and for less time than these, as both have one thread. */
import { sharesRows } from '../../data/copies.ts';
import type { SourceSetup } from '../../data/types.ts';
import type { Trainer } from '../../train/trainer.ts';
import type { RunLoop, RunLoopTools } from './runLoop.ts';

interface FittingTools extends Pick<RunLoopTools, 'control' | 'clock' | 'emit'> {
  readonly trainer: Pick<Trainer, 'fitLinear'>;
}

/** The loop of the run; null: it has not begun. */
type LoopOf = () => Pick<RunLoop, 'isRunning'> | null;

/** Time that training has for as much time of fitting, as long as there are steps to take. */
const TRAINING_PER_FITTING = 4;
/** Milliseconds after which it is looked whether there still are. */
const MOST_WAIT_MS = 50;

/** Resolves when it is told what they reach, or when nobody wants it any more. Null: the rows are made up. */
export const fitLinear = (data: SourceSetup, tools: FittingTools, loopOf: LoopOf): Promise<void> | null =>
  sharesRows(data) ? fitBetweenSlices(tools, loopOf) : null;

async function fitBetweenSlices(tools: FittingTools, loopOf: LoopOf): Promise<void> {
  const { trainer, control, clock, emit } = tools;
  const fitting = trainer.fitLinear();
  let restMs = 0;
  while (!control.isEnded) {
    await leaveTime(tools, loopOf, restMs);
    const startedMs = clock.now();
    const part = fitting.next();
    if (part.done) return emit({ type: 'linear', linear: part.value });
    restMs = TRAINING_PER_FITTING * (clock.now() - startedMs);
  }
}

/** Waits so long, but no longer than there are steps to take. */
async function leaveTime({ control, clock }: FittingTools, loopOf: LoopOf, forMs: number): Promise<void> {
  const untilMs = clock.now() + forMs;
  await clock.yieldToMessages();
  while (!control.isEnded && loopOf()?.isRunning() !== false && clock.now() < untilMs)
    await clock.wait(Math.min(untilMs - clock.now(), MOST_WAIT_MS));
}
