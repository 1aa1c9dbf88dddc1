/**
 * Questions that stand: what networks have learned, at large and in small pictures, how they route a row; and to keep them as they are.
 * Asked again and again while somebody wants to see the answer, as far as a run has time for them.
 */
import type { Trainer } from '../../train/trainer.ts';
import type { Clock } from '../clock.ts';
import { type Question, type RunControl, type StandingKind, standingKinds } from './runControl.ts';

/** The share of the time that goes to one of them at most, and as much to evaluations off the schedule, while a run trains. */
export const standingShare = 0.25;

/** Small pictures are seen by all who train, and waited for by nobody; a moment that is not kept does not come again. */
const shareOf: Readonly<Record<StandingKind, number>> = {
  keep: Number.POSITIVE_INFINITY,
  inspect: standingShare,
  follow: standingShare,
  surfaces: 0.1,
};

export type StandingQuestions = ReturnType<typeof createStandingQuestions>;

interface StandingTools {
  readonly control: RunControl;
  readonly trainer: Pick<Trainer, 'step'>;
  readonly clock: Clock;
}

export function createStandingQuestions(tools: StandingTools) {
  const all = standingKinds.map((kind) => createStandingQuestion(kind, tools));
  return {
    /** Somebody wants to see what nobody looked at so far. */
    isNew: (): boolean => all.some((one) => one.isNew()),
    /** True if a last answer is not of the networks as they stand now. */
    isDue: (): boolean => all.some((one) => one.isDue()),
    /** Asks once more, in a run that trains where it is time. */
    ask: (isRunning: boolean): void => {
      for (const one of all) one.ask(isRunning);
    },
    askDue: (isRunning: boolean): void => {
      for (const one of all) if (one.isDue()) one.ask(isRunning);
    },
    /** A question was answered, in that time. */
    answered: (question: Question, tookMs: number): void => {
      for (const one of all) one.answered(question, tookMs);
    },
  };
}

function createStandingQuestion(kind: StandingKind, { control, trainer, clock }: StandingTools) {
  /** The last time that it was asked, and at which step. */
  let last: { readonly question: Question; readonly step: number } | null = null;
  let isFirst = false;
  /** The moment before which it is not asked again while the run trains. */
  let nextMs = 0;
  const isNew = (): boolean => control.standing[kind] !== null && control.standing[kind] !== last?.question;
  return {
    isNew,
    isDue: (): boolean => isNew() || (control.standing[kind] !== null && last?.step !== trainer.step),
    ask: (isRunning: boolean): void => {
      const question = control.standing[kind];
      if (question === null) return;
      if (isRunning && !isNew() && clock.now() < nextMs) return;
      // One that still waits gives way.
      const others = control.questions.filter((one) => one !== last?.question);
      isFirst = isNew();
      last = { question, step: trainer.step };
      // A hand is waiting for the row.
      control.questions = kind === 'follow' ? [question, ...others] : [...others, question];
    },
    answered: (question: Question, tookMs: number): void => {
      // The first answer makes what the others need as well.
      if (question === last?.question) nextMs = clock.now() + (isFirst ? 0 : tookMs / shareOf[kind]);
    },
  };
}
