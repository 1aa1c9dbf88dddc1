/** Rule for the overall result: the reference against its strongest rival. */
import type { PairComparison } from '../../../analysis/verdict.ts';
import { formatLevel, formatPercent } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import {
  type CardVerdict,
  comparisonToState,
  gainOfWinner,
  leftOutTaskNames,
  qualificationsOf,
  spokenNameOf,
  verdictScopeText,
  verdictsOf,
} from '../verdictWords.ts';
import type { FindingRule, SpokenRun } from './finding.ts';

const words = text.findings;

// Conclusions from the strongest rival's to the weakest's.
const conclusionOrder = ['better', 'undecided', 'tooSmallToSee', 'practicallyEqual', 'worse'] as const;

type ReportedConclusion = (typeof conclusionOrder)[number];

export const overallRule: FindingRule = (run) => {
  const strongest = strongestRivalOf(verdictsOf(run.summary));
  if (strongest === null) return null;
  const { verdict, conclusion } = strongest;
  const sentence = overallSentence(run, verdict, conclusion);
  const leftOut = leftOutTaskNames(run.experiment, verdict.overall);
  return {
    sentence: leftOut.length === 0 ? sentence : text.verdictSentence.withoutTasks(leftOut, sentence),
    evidence: { kind: 'verdict', against: verdict.cardId },
  };
};

// Of equals, the one that is furthest ahead of the reference.
function strongestRivalOf(
  verdicts: readonly CardVerdict[],
): { readonly verdict: CardVerdict; readonly conclusion: ReportedConclusion } | null {
  const conclusionOf = ({ overall: one }: CardVerdict) => comparisonToState(one).conclusion;
  const conclusion = conclusionOrder.find((one) => verdicts.some((verdict) => conclusionOf(verdict) === one));
  const [verdict] = verdicts
    .filter((one) => conclusionOf(one) === conclusion)
    .toSorted((a, b) => comparisonToState(b.overall).gain.mean - comparisonToState(a.overall).gain.mean);
  return conclusion === undefined || verdict === undefined ? null : { verdict, conclusion };
}

function overallSentence(
  { experiment, summary }: SpokenRun,
  { cardId, against, overall: whole }: CardVerdict,
  conclusion: ReportedConclusion,
): string {
  const [reference, rival] = [spokenNameOf(experiment, against), spokenNameOf(experiment, cardId)];
  const { rules } = summary;
  const comparison = comparisonToState(whole);
  const where = words.where(text.verdictSentence.fairness[summary.budget], verdictScopeText(experiment));
  const parts = qualificationsOf(comparison, rules);
  const numRivals = summary.cards.length - 1;
  if (comparison.isIdentical) return words.identical(reference, rival, comparison.gain.n);
  switch (conclusion) {
    case 'worse':
    case 'better': {
      const isOfAll = numRivals > 1 && verdictsOf(summary).every((one) => one.overall.conclusion === 'worse');
      const [winner, loser] = conclusion === 'worse' ? [reference, rival] : [rival, reference];
      const who = (isOfAll ? words.beatsAll : words.beats)(winner, loser);
      return words.also(clearDifferenceText(who, comparison, where), parts);
    }
    case 'practicallyEqual':
      return words.practicallyEqual(
        reference,
        rival,
        { margin: formatPercent(rules.margin), level: formatLevel(comparison.level) },
        where,
      );
    case 'tooSmallToSee':
      return words.tooSmallToSee(reference, rival, where, parts);
    case 'undecided':
      return words.undecided(reference, rival, where, parts);
    default:
      return conclusion satisfies never;
  }
}

function clearDifferenceText(who: string, comparison: PairComparison, where: string): string {
  const { low, high, n: total } = gainOfWinner(comparison);
  const side = Math.sign(comparison.gain.mean);
  const count = comparison.perReplica.filter((one) => Math.sign(one) === side).length;
  return words.clear(who, { size: text.answer.span(low, high), count, total }, where);
}
