/** Looks at what networks have learned: asked again and again while somebody wants to see it, as far as a run has time for them. */
import type { Trainer } from '../../train/trainer.ts';
import type { Clock } from '../clock.ts';
import type { Question, RunControl } from './runControl.ts';

/** At most this share of the time goes to looks, and as much to evaluations off the schedule, while a run trains. */
export const lookShare = 0.25;

export interface Looks {
  /** Somebody wants to see what nobody looked at so far. */
  readonly isNew: () => boolean;
  /** What was seen last is not what there is now. */
  readonly isDue: () => boolean;
  /** Asks once more, where somebody looks, and in a run that trains where it is time. */
  readonly ask: (isRunning: boolean) => void;
  /** A question was answered, in that time. */
  readonly answered: (tookMs: number) => void;
}

export function createLooks({
  control,
  trainer,
  clock,
}: {
  readonly control: RunControl;
  readonly trainer: Pick<Trainer, 'step'>;
  readonly clock: Clock;
}): Looks {
  /** The last look, and its step. */
  let looked: { readonly look: Question; readonly step: number } | null = null;
  let isFirst = false;
  /** No other look before, while the run trains. */
  let nextMs = 0;
  const isNew = () => control.look !== null && control.look !== looked?.look;
  return {
    isNew,
    isDue: () => isNew() || (control.look !== null && looked?.step !== trainer.step),
    ask: (isRunning) => {
      const { look } = control;
      if (look === null) return;
      if (isRunning && !isNew() && clock.now() < nextMs) return;
      isFirst = isNew();
      looked = { look, step: trainer.step };
      control.questions = [...control.questions, look];
    },
    answered: (tookMs) => {
      // A first look makes what the others need as well.
      nextMs = clock.now() + (isFirst ? 0 : tookMs / lookShare);
    },
  };
}
