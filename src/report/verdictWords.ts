/** Verdicts in words, wherever they are shown, copied or read aloud. Knows no page and no terminal. */

import type { Gains } from '../analysis/pairs.ts';
import type { Comparison, Conclusion, Verdict, VerdictRules } from '../analysis/verdict.ts';
import { resplits } from '../data/copies.ts';
import { tableInfo } from '../data/sources/tableInfo.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RunSummary } from '../run/summary.ts';
import { columnsWith } from '../table/tableSetup.ts';
import { formatLevel, formatPercent } from '../text/format.ts';
import { text } from '../text/text.ts';

const words = text.verdict;

/** The reference against the card of that id. */
export type VerdictAgainst = { readonly against: string } & Verdict;

/** Verdicts of a summary, in the order of the cards. */
export const verdictsOf = ({ cards }: Pick<RunSummary, 'cards'>): readonly VerdictAgainst[] =>
  cards.flatMap(({ cardId, verdict }) => (verdict === null ? [] : [{ against: cardId, ...verdict }]));

/** Scope of a verdict: its repetitions differ in no more than that. */
export const scopeOf = ({ data }: Pick<Experiment, 'data'>): string =>
  resplits(data)
    ? text.table.scopeOfResplits
    : data.source === tableInfo.id
      ? text.table.scope[data.redraw]
      : text.draws.scope[data.redraw];

/** "A · AdaTT-sp"; the id alone for a card that is gone. */
export const nameOfCardId = ({ cards }: Experiment, id: string): string => {
  const card = cards.find((one) => one.id === id);
  return card === undefined ? id : text.app.architectures.name(id, card.name);
};

/**
 * Qualifications of a conclusion, part by part: how small a clear difference is, or what no clear difference means. Nothing before
 * the planned steps, nor where there is no verdict.
 */
export const qualificationsOf = (
  {
    conclusion,
    gain,
    isWithinMargin,
    detectableGain,
    replicasToDecide,
    isIdentical,
    numStillImproving,
  }: Comparison,
  { margin, overlap }: Pick<VerdictRules, 'margin' | 'overlap'>,
): readonly string[] => {
  const { within, wouldShow, toDecide, toDecideByRows, improving } = text.answer;
  const isVerdict = ['better', 'worse', 'practicallyEqual', 'undecided'].includes(conclusion);
  if (!isVerdict || isIdentical) return [];
  // Where as many replicas as there are would find such a difference, more of them are not what is missing.
  const isShort = replicasToDecide === null || replicasToDecide > gain.n;
  const decidedBy =
    overlap > 0 && replicasToDecide === null ? toDecideByRows(margin) : toDecide(margin, replicasToDecide);
  return [
    ...(isWithinMargin ? [within(margin)] : []),
    ...(conclusion === 'undecided' ? [wouldShow(detectableGain)] : []),
    ...(conclusion === 'undecided' && isShort ? [decidedBy] : []),
    ...(numStillImproving > 0 ? [improving(numStillImproving, gain.n)] : []),
  ];
};

/** How many verdicts, or gains, are read together and what level that gives the interval of each: overall, then on tasks. */
export const familiesOf = (all: readonly Gains[]): readonly string[] =>
  all
    .slice(0, 1)
    .flatMap(({ overall, tasks }) => [
      words.family(words.familyOf.overall, all.length, formatLevel(overall.level)),
      words.family(words.familyOf.perTask, all.length * tasks.length, formatLevel(tasks[0]?.level ?? 0)),
    ]);

/** How the comparison was made: a verdict is worth little without it. */
export const verdictFacts = ({ comparison, data }: Experiment, summary: RunSummary): readonly string[] => {
  const { facts } = words;
  const { numReplicas, budget, rules, isTuned } = summary;
  const verdicts = verdictsOf(summary);
  return [
    facts.replicas(numReplicas),
    ...(numReplicas > 1 ? familiesOf(verdicts) : []),
    ...(verdicts.length > 0 ? [facts.margin(formatPercent(rules.margin))] : []),
    facts.budget(text.comparison.choices.budget[budget]),
    facts.rule[rules.reportingRule],
    ...weightFacts(data),
    ...(rules.overlap > 0 ? [facts.overlap(rules.overlap)] : []),
    ...(isTuned ? [facts.tuned(comparison.learningRates.join(', '))] : []),
  ];
};

const weightFacts = ({ table }: Experiment['data']): readonly string[] =>
  table === null ? [] : columnsWith(table, 'weight').map(words.facts.weighted);

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
    return losses.length === 0 ? [] : [text.verdictSentence.comparedLoss[said](losses)];
  });
  const reasons = refusing.flatMap((said) => {
    const names = against(said).map((verdict) => spokenNameOf(experiment, verdict.against));
    return names.length === 0 ? [] : [text.verdictSentence.noVerdict[said](text.verdict.listed(names))];
  });
  return text.verdictSentence.sentence({
    reference,
    fair: text.verdictSentence.fairness[summary.budget],
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
  const loss = text.verdictSentence.lossOf(spokenNameOf(experiment, against));
  if (said === 'identical') return loss;
  const [size, isLower] = [formatPercent(Math.abs(gain.mean)), gain.mean > 0];
  return ['better', 'worse', 'aheadSoFar', 'behindSoFar'].includes(said)
    ? text.verdictSentence.lossAgainst(size, isLower, loss)
    : text.verdictSentence.lossWithChange(loss, size, isLower);
};

/** "AdaTT-sp", as people say it; "A · AdaTT-sp" where another card has the same name. */
export const spokenNameOf = (experiment: Experiment, id: string): string => {
  const named = experiment.cards.filter(
    ({ name }) => name === experiment.cards.find((card) => card.id === id)?.name,
  );
  return named.length === 1 ? (named[0]?.name ?? id) : nameOfCardId(experiment, id);
};
