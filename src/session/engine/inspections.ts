/** Inspections at what networks have learned: asked again and again while somebody wants to see it, as far as a run has time for them. */
import type { Trainer } from '../../train/trainer.ts';
import type { Clock } from '../clock.ts';
import type { Question, RunControl } from './runControl.ts';

/** The share of the time that goes to inspections at most, and as much to evaluations off the schedule, while a run trains. */
export const inspectionShare = 0.25;

export type Inspections = ReturnType<typeof createInspections>;

export function createInspections({
  control,
  trainer,
  clock,
}: {
  readonly control: RunControl;
  readonly trainer: Pick<Trainer, 'step'>;
  readonly clock: Clock;
}) {
  /** The last inspection, and its step. */
  let last: { readonly inspection: Question; readonly step: number } | null = null;
  let isFirst = false;
  /** The moment before which no other inspection is made while the run trains. */
  let nextMs = 0;
  /** Somebody wants to see what nobody looked at so far. */
  const isNew = (): boolean => control.inspection !== null && control.inspection !== last?.inspection;
  return {
    isNew,
    /** True if the last inspection is not of the networks as they stand now. */
    isDue: (): boolean => isNew() || (control.inspection !== null && last?.step !== trainer.step),
    /** Asks once more, where somebody looks, and in a run that trains where it is time. */
    ask: (isRunning: boolean): void => {
      const { inspection } = control;
      if (inspection === null) return;
      if (isRunning && !isNew() && clock.now() < nextMs) return;
      isFirst = isNew();
      last = { inspection, step: trainer.step };
      control.questions = [...control.questions, inspection];
    },
    /** A question was answered, in that time. */
    answered: (tookMs: number): void => {
      // A first inspection makes what the others need as well.
      nextMs = clock.now() + (isFirst ? 0 : tookMs / inspectionShare);
    },
  };
}
