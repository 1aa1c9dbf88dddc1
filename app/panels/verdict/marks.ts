/** How a comparison is marked in pictures and tables. */
import type { Conclusion } from '../../../src/analysis/verdict.ts';
import { farInEither } from '../../../src/report/outcomes.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import type { IntervalTone, ReplicaDot } from '../../charts/base/IntervalBar.tsx';

/** The gain of each replica, and whether it is far from the others. */
export const dotsOf = (gains: readonly number[], isFar: readonly boolean[]): readonly ReplicaDot[] =>
  gains.map((gain, replica) => ({ gain, isFar: isFar[replica] === true }));

const tones: Partial<Readonly<Record<Conclusion, IntervalTone>>> = { better: 'good', worse: 'bad' };

/** Marks of verdicts; all else is neutral. */
export const toneOf = (conclusion: Conclusion): IntervalTone => tones[conclusion] ?? 'neutral';

/** Replicas to mark where the reference is compared with that card, on a task or (null) overall. */
export function isFarIn(
  { cards, referenceId }: RunSummary,
  against: string,
  task: number | null,
): readonly boolean[] {
  const ofId = (id: string) => cards.find(({ cardId }) => cardId === id);
  return farInEither(ofId(referenceId), ofId(against), task);
}
