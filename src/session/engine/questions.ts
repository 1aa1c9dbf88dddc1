/**
 * Schedules questions about a run's networks: single ones, and standing ones, asked again after evaluations as
 * time permits.
 */
import type { StandingRun } from '../../engine/train/keptMoments.ts';
import type { Clock } from '../../run/clock.ts';
import type { CommandOf, QuestionKind, RunNews } from '../../run/protocol.ts';

/** Leaves the run as it is. Null: no answer is sent. */
export type Question = (run: StandingRun) => Promise<RunNews | null>;

/** Largest share of training time for one standing question; evaluations off the schedule get as much. */
export const standingShare = 0.25;

// Nobody waits for the small pictures; a moment that is not kept is lost.
const shareOf = {
  keep: Number.POSITIVE_INFINITY,
  inspect: standingShare,
  follow: standingShare,
  surfaces: 0.1,
} as const satisfies Partial<Record<QuestionKind, number>>;

type StandingKind = keyof typeof shareOf;

const neverAsked = (kind: StandingKind) => ({
  kind,
  question: null as Question | null,
  /** Time and step at which it was last asked. */
  last: null as { readonly question: Question; readonly step: number } | null,
  isFirst: false,
  nextMs: 0,
});

type StandingQuestion = ReturnType<typeof neverAsked>;

const isNew = ({ question, last }: StandingQuestion): boolean =>
  question !== null && question !== last?.question;

const isDueAt = (one: StandingQuestion, step: number): boolean =>
  isNew(one) || (one.question !== null && one.last?.step !== step);

export type Questions = ReturnType<typeof createQuestions>;

export function createQuestions(clock: Pick<Clock, 'now'>) {
  const standing = (Object.keys(shareOf) as StandingKind[]).map(neverAsked);
  let waiting: readonly Question[] = [];
  const ask = (one: StandingQuestion, step: number, isRunning: boolean): void => {
    const { question, last } = one;
    if (question === null || (isRunning && !isNew(one) && clock.now() < one.nextMs)) return;
    // An older copy still waiting is replaced.
    const others = waiting.filter((other) => other !== last?.question);
    one.isFirst = isNew(one);
    one.last = { question, step };
    // First: the reader is waiting for the row.
    waiting = one.kind === 'follow' ? [question, ...others] : [...others, question];
  };
  return {
    /** Exports are answered once, others until the next of their kind. */
    take: (command: CommandOf<QuestionKind>, question: Question): void => {
      const isAsked = !('request' in command) || command.request !== null;
      for (const one of standing) if (one.kind === command.type) one.question = isAsked ? question : null;
      // Frees, in its turn, the memory kept for a followed row.
      if (command.type === 'export' || (command.type === 'follow' && !isAsked))
        waiting = [...waiting, question];
    },
    drop: (): void => {
      waiting = [];
      for (const one of standing) one.question = null;
    },
    isAnyWaiting: (): boolean => waiting.length > 0,
    next: (): Question | undefined => {
      const [question, ...others] = waiting;
      waiting = others;
      return question;
    },
    isAnyNew: (): boolean => standing.some(isNew),
    isAnyDue: (step: number): boolean => standing.some((one) => isDueAt(one, step)),
    ask: (step: number, isRunning: boolean): void => {
      for (const one of standing) ask(one, step, isRunning);
    },
    askDue: (step: number, isRunning: boolean): void => {
      for (const one of standing) if (isDueAt(one, step)) ask(one, step, isRunning);
    },
    // The first answer also prepares what the others need.
    answered: (question: Question, tookMs: number): void => {
      for (const one of standing)
        if (question === one.last?.question)
          one.nextMs = clock.now() + (one.isFirst ? 0 : tookMs / shareOf[one.kind]);
    },
  };
}
