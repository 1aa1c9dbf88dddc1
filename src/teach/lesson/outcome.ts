/** Verdicts of a finished run on every rival, as the questions of a lesson use them. */
import { gainOfOther } from '../../analysis/pairs.ts';
import type { Conclusion } from '../../analysis/verdict.ts';
import { referenceOf } from '../../experiment/comparison.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { comparisonToState, spokenNameOf, verdictsOf } from '../../run/report/verdictWords.ts';
import type { RunSummary } from '../../run/summary.ts';
import type { BeatAnswer } from './answers.ts';
import type { Expectation } from './lesson.ts';

interface LessonRival {
  readonly id: string;
  readonly name: string;
}

export function rivalsOfLesson(
  experiment: Experiment,
): { readonly reference: string; readonly rivals: readonly LessonRival[] } | null {
  const reference = referenceOf(experiment);
  if (reference === null) return null;
  const rivals = experiment.cards.filter(({ id }) => id !== reference.id);
  const named = rivals.map(({ id }) => ({ id, name: spokenNameOf(experiment, id) }));
  return { reference: spokenNameOf(experiment, reference.id), rivals: named };
}

// Lessons ask about the reference, verdicts are on the others.
const expectationOf: Partial<Readonly<Record<Conclusion, Expectation>>> = {
  better: 'worse',
  worse: 'better',
  practicallyEqual: 'close',
  tooSmallToSee: 'close',
  undecided: 'close',
};

export function verdictsOfRun(summary: RunSummary): BeatAnswer['seen'] {
  if (summary.isProvisional) return null;
  const seen = verdictsOf(summary).map(({ cardId, overall }) => {
    const { conclusion, gain } = comparisonToState(overall);
    const percent = Number.isFinite(gain.mean) ? roundedPercent(gainOfOther(gain).mean) : null;
    return [cardId, { percent, verdict: expectationOf[conclusion] ?? null }] as const;
  });
  return Object.fromEntries(seen);
}

// Hundredths of a percent, finer than printed.
const roundedPercent = (share: number): number => Math.round(share * 10_000) / 100;
