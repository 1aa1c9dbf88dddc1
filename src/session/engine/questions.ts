/**
 * Questions about the networks of a run: those to be answered once, and those that stand. These are what networks have learned, at large
 * and in small pictures, how they route a row; and to keep them as they are. They are asked again and again while somebody wants to see
 * the answer, as far as a run has time for them.
 */
import type { StandingRun } from '../../engine/train/keptMoments.ts';
import type { Clock } from '../../run/clock.ts';
import type { CommandOf, QuestionKind, RunNews } from '../../run/protocol.ts';

/** Something asked about a run as it stands, which its answer leaves as it is. Null: there is nothing to say. */
export type Question = (run: StandingRun) => Promise<RunNews | null>;

/** The share of the time that goes to one of them at most, and as much to evaluations off the schedule, while a run trains. */
export const standingShare = 0.25;

/** Small pictures are seen by all who train, and waited for by nobody; a moment that is not kept does not come again. */
const shareOf = {
  keep: Number.POSITIVE_INFINITY,
  inspect: standingShare,
  follow: standingShare,
  surfaces: 0.1,
} as const satisfies Partial<Record<QuestionKind, number>>;

type StandingKind = keyof typeof shareOf;

/** One question that may stand, and when it was asked. */
const neverAsked = (kind: StandingKind) => ({
  kind,
  /** Null: nobody wants to know. */
  question: null as Question | null,
  /** The last time that it was asked, and at which step. */
  last: null as { readonly question: Question; readonly step: number } | null,
  isFirst: false,
  /** The moment before which it is not asked again while the run trains. */
  nextMs: 0,
});

type StandingQuestion = ReturnType<typeof neverAsked>;

const isNew = ({ question, last }: StandingQuestion): boolean =>
  question !== null && question !== last?.question;

const isDueAt = (one: StandingQuestion, step: number): boolean =>
  isNew(one) || (one.question !== null && one.last?.step !== step);

/** The questions of one run. Commands ask them, and the loop puts them; `step` is where the run stands. */
export type Questions = ReturnType<typeof createQuestions>;

/** None yet. */
export function createQuestions(clock: Pick<Clock, 'now'>) {
  const standing = (Object.keys(shareOf) as StandingKind[]).map(neverAsked);
  let waiting: readonly Question[] = [];
  const ask = (one: StandingQuestion, step: number, isRunning: boolean): void => {
    const { question, last } = one;
    if (question === null || (isRunning && !isNew(one) && clock.now() < one.nextMs)) return;
    // One that still waits gives way.
    const others = waiting.filter((other) => other !== last?.question);
    one.isFirst = isNew(one);
    one.last = { question, step };
    // A hand is waiting for the row.
    waiting = one.kind === 'follow' ? [question, ...others] : [...others, question];
  };
  return {
    /** Takes the question of a command: to be answered once, or also after evaluations until the next of its kind. */
    take: (command: CommandOf<QuestionKind>, question: Question): void => {
      const isAsked = !('request' in command) || command.request !== null;
      for (const one of standing) if (one.kind === command.type) one.question = isAsked ? question : null;
      // Memory kept for a row that nobody follows any more is freed in its turn.
      if (command.type === 'export' || (command.type === 'follow' && !isAsked))
        waiting = [...waiting, question];
    },
    /** Nothing is asked any more. */
    drop: (): void => {
      waiting = [];
      for (const one of standing) one.question = null;
    },
    isAnyWaiting: (): boolean => waiting.length > 0,
    /** The next of those that wait, which is then no longer one of them. */
    next: (): Question | undefined => {
      const [question, ...others] = waiting;
      waiting = others;
      return question;
    },
    /** Somebody wants to see what nobody looked at so far. */
    isAnyNew: (): boolean => standing.some(isNew),
    /** True if a last answer is not of the networks as they stand now. */
    isAnyDue: (step: number): boolean => standing.some((one) => isDueAt(one, step)),
    /** Asks once more, in a run that trains where it is time. */
    ask: (step: number, isRunning: boolean): void => {
      for (const one of standing) ask(one, step, isRunning);
    },
    askDue: (step: number, isRunning: boolean): void => {
      for (const one of standing) if (isDueAt(one, step)) ask(one, step, isRunning);
    },
    /** A question was answered, in that time; the first answer makes what the others need as well. */
    answered: (question: Question, tookMs: number): void => {
      for (const one of standing)
        if (question === one.last?.question)
          one.nextMs = clock.now() + (one.isFirst ? 0 : tookMs / shareOf[one.kind]);
    },
  };
}
