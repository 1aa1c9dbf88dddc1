/** Rule for the overall result: the reference against its strongest rival. */
import type { Comparison } from '../../../analysis/verdict.ts';
import { formatLevel, formatPercent } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import {
  leftOutOf,
  qualificationsOf,
  scopeOf,
  spokenNameOf,
  spokenOf,
  type VerdictAgainst,
  verdictsOf,
} from '../verdictWords.ts';
import type { Rule, SpokenRun } from './finding.ts';

const words = text.findings;

// Conclusions from the strongest rival's to the weakest's.
const order = ['worse', 'undecided', 'tooSmallToSee', 'practicallyEqual', 'better'] as const;

type Told = (typeof order)[number];

export const overall: Rule = (run) => {
  const strongest = strongestOf(verdictsOf(run.summary));
  if (strongest === null) return null;
  const { verdict, conclusion } = strongest;
  const sentence = sentenceOf(run, verdict, conclusion);
  const leftOut = leftOutOf(run.experiment, verdict.overall);
  return {
    sentence: leftOut.length === 0 ? sentence : text.verdictSentence.withoutTasks(leftOut, sentence),
    evidence: { kind: 'verdict', against: verdict.against },
  };
};

// Of equals, the rival against which the reference gains least.
function strongestOf(
  verdicts: readonly VerdictAgainst[],
): { readonly verdict: VerdictAgainst; readonly conclusion: Told } | null {
  const conclusionOf = ({ overall: one }: VerdictAgainst) => spokenOf(one).conclusion;
  const conclusion = order.find((one) => verdicts.some((verdict) => conclusionOf(verdict) === one));
  const [verdict] = verdicts
    .filter((one) => conclusionOf(one) === conclusion)
    .toSorted((a, b) => spokenOf(a.overall).gain.mean - spokenOf(b.overall).gain.mean);
  return conclusion === undefined || verdict === undefined ? null : { verdict, conclusion };
}

function sentenceOf(
  { experiment, summary }: SpokenRun,
  { against, overall: whole }: VerdictAgainst,
  conclusion: Told,
): string {
  const [reference, rival] = [summary.referenceId, against].map((id) => spokenNameOf(experiment, id)) as [
    string,
    string,
  ];
  const { rules } = summary;
  const comparison = spokenOf(whole);
  const where = words.where(text.verdictSentence.fairness[summary.budget], scopeOf(experiment));
  const parts = qualificationsOf(comparison, rules);
  const numRivals = summary.cards.length - 1;
  if (comparison.isIdentical) return words.identical(reference, rival, comparison.gain.n);
  switch (conclusion) {
    case 'better': {
      const isOfAll =
        numRivals > 1 && verdictsOf(summary).every((one) => one.overall.conclusion === 'better');
      const who = isOfAll ? words.beatsAll(reference, rival) : words.beats(reference, rival);
      return words.also(clear(who, comparison, where), parts);
    }
    case 'worse':
      return words.also(clear(words.beats(rival, reference), comparison, where), parts);
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

function clear(who: string, { gain: { low, high, n }, perReplica }: Comparison, where: string): string {
  const ends = [low, high].map(Math.abs).toSorted((a, b) => a - b);
  const [least = '', most = ''] = ends.map(formatPercent);
  const count = perReplica.filter((gain) => (low > 0 ? gain > 0 : gain < 0)).length;
  return words.clear(who, { size: words.range(least, most), count, total: n }, where);
}
