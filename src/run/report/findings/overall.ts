/** Rule for the overall result: the reference against its strongest rival. */
import type { PairComparison } from '../../../analysis/verdict.ts';
import { formatLevel, formatPercent } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import {
  comparisonToState,
  leftOutTaskNames,
  qualificationsOf,
  spokenNameOf,
  type VerdictAgainst,
  verdictScopeText,
  verdictsOf,
} from '../verdictWords.ts';
import type { FindingRule, SpokenRun } from './finding.ts';

const words = text.findings;

// Conclusions from the strongest rival's to the weakest's.
const conclusionOrder = ['worse', 'undecided', 'tooSmallToSee', 'practicallyEqual', 'better'] as const;

type ReportedConclusion = (typeof conclusionOrder)[number];

export const overallRule: FindingRule = (run) => {
  const strongest = strongestRivalOf(verdictsOf(run.summary));
  if (strongest === null) return null;
  const { verdict, conclusion } = strongest;
  const sentence = overallSentence(run, verdict, conclusion);
  const leftOut = leftOutTaskNames(run.experiment, verdict.overall);
  return {
    sentence: leftOut.length === 0 ? sentence : text.verdictSentence.withoutTasks(leftOut, sentence),
    evidence: { kind: 'verdict', against: verdict.against },
  };
};

// Of equals, the rival against which the reference gains least.
function strongestRivalOf(
  verdicts: readonly VerdictAgainst[],
): { readonly verdict: VerdictAgainst; readonly conclusion: ReportedConclusion } | null {
  const conclusionOf = ({ overall: one }: VerdictAgainst) => comparisonToState(one).conclusion;
  const conclusion = conclusionOrder.find((one) => verdicts.some((verdict) => conclusionOf(verdict) === one));
  const [verdict] = verdicts
    .filter((one) => conclusionOf(one) === conclusion)
    .toSorted((a, b) => comparisonToState(a.overall).gain.mean - comparisonToState(b.overall).gain.mean);
  return conclusion === undefined || verdict === undefined ? null : { verdict, conclusion };
}

function overallSentence(
  { experiment, summary }: SpokenRun,
  { against, overall: whole }: VerdictAgainst,
  conclusion: ReportedConclusion,
): string {
  const [reference, rival] = [summary.referenceId, against].map((id) => spokenNameOf(experiment, id)) as [
    string,
    string,
  ];
  const { rules } = summary;
  const comparison = comparisonToState(whole);
  const where = words.where(text.verdictSentence.fairness[summary.budget], verdictScopeText(experiment));
  const parts = qualificationsOf(comparison, rules);
  const numRivals = summary.cards.length - 1;
  if (comparison.isIdentical) return words.identical(reference, rival, comparison.gain.n);
  switch (conclusion) {
    case 'better': {
      const isOfAll =
        numRivals > 1 && verdictsOf(summary).every((one) => one.overall.conclusion === 'better');
      const who = isOfAll ? words.beatsAll(reference, rival) : words.beats(reference, rival);
      return words.also(clearDifferenceText(who, comparison, where), parts);
    }
    case 'worse':
      return words.also(clearDifferenceText(words.beats(rival, reference), comparison, where), parts);
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

function clearDifferenceText(
  who: string,
  { gain: { low, high, n }, perReplica }: PairComparison,
  where: string,
): string {
  const ends = [low, high].map(Math.abs).toSorted((a, b) => a - b);
  const [least = '', most = ''] = ends.map(formatPercent);
  const count = perReplica.filter((gain) => (low > 0 ? gain > 0 : gain < 0)).length;
  return words.clear(who, { size: words.range(least, most), count, total: n }, where);
}
