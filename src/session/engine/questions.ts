/** Schedules questions about a run's networks: exports, asked once, and probes, asked again after evaluations. */
import type { ProbeTopic } from '../../analysis/produced/probe.ts';
import type { StandingRun } from '../../engine/train/moments.ts';
import type { Clock } from '../../run/clock.ts';
import type { RunNews } from '../../run/protocol.ts';

/** Leaves the run as it is. Null: no answer is sent. */
export type Question = (run: StandingRun) => Promise<RunNews | null>;

/** Largest share of training time for one standing question, and for unscheduled evaluations. */
export const standingShare = 0.25;

type StandingTopic = ProbeTopic | 'keep';

// Nobody waits for thumbnails; networks that are not kept are lost.
const topicTimeShares: Readonly<Record<StandingTopic, number>> = {
  row: standingShare,
  rows: 0.1,
  learned: standingShare,
  thumbnails: 0.1,
  keep: Number.POSITIVE_INFINITY,
};

/** A waiting question; with topic null it is asked only once. */
interface PendingQuestion {
  readonly topic: StandingTopic | null;
  readonly question: Question;
  /** Step at which it was last answered; null: never. */
  readonly after: number | null;
  /** Earliest time at which it is asked again while training. */
  readonly nextMs: number;
}

type CurrentRun = Pick<StandingRun, 'step' | 'isEvaluated'> & { readonly isRunning: boolean };

export type Questions = ReturnType<typeof createQuestions>;

export function createQuestions(clock: Pick<Clock, 'now'>) {
  let asked: readonly PendingQuestion[] = [];
  const isDue = ({ after, nextMs }: PendingQuestion, { step, isEvaluated, isRunning }: CurrentRun): boolean =>
    after === null || (isEvaluated && step !== after && (!isRunning || clock.now() >= nextMs));
  return {
    /** Replaces the topic's question; null removes it. */
    take: (topic: StandingTopic | null, question: Question | null): void => {
      const others = asked.filter((one) => topic === null || one.topic !== topic);
      const next = question === null ? [] : [{ topic, question, after: null, nextMs: 0 }];
      // Asked first, because the reader is waiting for the row.
      asked = topic === 'row' ? [...next, ...others] : [...others, ...next];
    },
    drop: (): void => {
      asked = [];
    },
    isAnyDue: (now: CurrentRun): boolean => asked.some((one) => isDue(one, now)),
    /** Returns the next question that is due. Call `answered` afterwards. */
    next: (now: CurrentRun): PendingQuestion | undefined => {
      const next = asked.find((one) => isDue(one, now));
      if (next?.topic === null) asked = asked.filter((one) => one !== next);
      return next;
    },
    answered: (one: PendingQuestion, step: number, tookMs: number): void => {
      // The first answer has no rest time, because it also prepares what the others need.
      const restMs = one.after === null || one.topic === null ? 0 : tookMs / topicTimeShares[one.topic];
      const again = { ...one, after: step, nextMs: clock.now() + restMs };
      asked = asked.map((other) => (other === one ? again : other));
    },
  };
}
