/** Fits linear models to the rows of a file while a run trains: between its slices, since both have one thread. */
import { sharesRows } from '../../data/copies.ts';
import type { SourceSetup } from '../../data/types.ts';
import type { Trainer } from '../../train/trainer.ts';
import type { RunLoopTools } from './runLoop.ts';

interface FittingTools extends Pick<RunLoopTools, 'control' | 'clock' | 'emit'> {
  readonly trainer: Pick<Trainer, 'fitLinear'>;
}

/** Resolves when it is told what they reach, or when nobody wants it any more. Null: the rows are made up. */
export const fitLinear = (data: SourceSetup, tools: FittingTools): Promise<void> | null =>
  sharesRows(data) ? fitBetweenSlices(tools) : null;

async function fitBetweenSlices({ trainer, control, clock, emit }: FittingTools): Promise<void> {
  const fitting = trainer.fitLinear();
  while (!control.isEnded) {
    await clock.yieldToMessages();
    const part = fitting.next();
    if (part.done) return emit({ type: 'linear', linear: part.value });
  }
}
