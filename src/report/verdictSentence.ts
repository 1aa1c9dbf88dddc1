/** The verdict overall as one sentence, wherever it is shown, copied or read aloud. Knows no page and no terminal. */

import type { Comparison, Conclusion } from '../analysis/verdict.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RunSummary } from '../run/summary.ts';
import { formatPercent } from '../text/format.ts';
import { text } from '../text/text.ts';
import { nameOfCardId, scopeOf, type VerdictAgainst, verdictsOf } from './verdictWords.ts';

const words = text.verdictSentence;

/** That two cards are identical says more than that they are practically equal. */
type Said = Conclusion | 'identical';

const saidOf = ({ conclusion, isIdentical }: Comparison): Said => (isIdentical ? 'identical' : conclusion);

/** Conclusions that compare losses, in the order in which they are said. */
const comparing = [
  'better',
  'worse',
  'aheadSoFar',
  'behindSoFar',
  'identical',
  'practicallyEqual',
  'undecided',
  'openSoFar',
] as const;

/** Conclusions that say that there is no verdict. */
const refusing = ['stillImproving', 'learnedNothing', 'oneReplica', 'tooFewReplicas', 'allDiverged'] as const;

/**
 * "At equal parameters, AdaTT-sp's loss is 3.4 % lower than MMoE's; not clearly different from PLE's (0.5 % higher), for this draw
 * of the tasks." Says "so far" before the planned steps, and gives no number where there is no verdict.
 */
export const verdictSentence = (experiment: Experiment, summary: RunSummary): string => {
  const verdicts = verdictsOf(summary);
  const reference = spokenNameOf(experiment, summary.referenceId);
  if (verdicts.length === 0) return text.verdict.noOthers(reference);
  const against = (said: Said) => verdicts.filter(({ overall }) => saidOf(overall) === said);
  const parts = comparing.flatMap((said) => {
    const losses = against(said).map((verdict) => lossAgainst(experiment, said, verdict));
    return losses.length === 0 ? [] : [words.comparedLoss[said](losses)];
  });
  const reasons = refusing.flatMap((said) => {
    const names = against(said).map((verdict) => spokenNameOf(experiment, verdict.against));
    return names.length === 0 ? [] : [words.noVerdict[said](text.verdict.listed(names))];
  });
  return words.sentence({
    reference,
    fair: words.fairness[summary.budget],
    parts,
    scope: scopeOf(experiment),
    reasons,
    isSoFar: summary.isProvisional,
  });
};

const lossAgainst = (
  experiment: Experiment,
  said: (typeof comparing)[number],
  { against, overall: { gain } }: VerdictAgainst,
): string => {
  const loss = words.lossOf(spokenNameOf(experiment, against));
  if (said === 'identical') return loss;
  const [size, isLower] = [formatPercent(Math.abs(gain.mean)), gain.mean > 0];
  return ['better', 'worse', 'aheadSoFar', 'behindSoFar'].includes(said)
    ? words.lossAgainst(size, isLower, loss)
    : words.lossWithChange(loss, size, isLower);
};

/** "AdaTT-sp", as people say it; "A · AdaTT-sp" where another card has the same name. */
export const spokenNameOf = (experiment: Experiment, id: string): string => {
  const named = experiment.cards.filter(
    ({ name }) => name === experiment.cards.find((card) => card.id === id)?.name,
  );
  return named.length === 1 ? (named[0]?.name ?? id) : nameOfCardId(experiment, id);
};
