/** Every other card against the reference, as the forest draws it. */
import type { PairComparison } from '../../../src/analysis/verdict.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { outlyingAgainst } from '../../../src/run/report/outcomes.ts';
import {
  type CardVerdict,
  decidingIntervalOf,
  effectWords,
  intervalWords,
  qualificationsOf,
} from '../../../src/run/report/verdictWords.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import type { RivalEffect, VerdictRival } from '../../charts/forest/forest.ts';
import { styleOfCard } from '../../view/cardNames.ts';
import { replicaDotsOf, toneOfConclusion } from './Effect.tsx';

const words = text.verdict;

export const verdictRivalsOf = (
  experiment: Experiment,
  summary: RunSummary,
  verdicts: readonly CardVerdict[],
): readonly VerdictRival[] =>
  verdicts.flatMap(({ cardId, overall, tasks }) => {
    const card = experiment.cards.find(({ id }) => id === cardId);
    if (card === undefined) return [];
    const style = styleOfCard(card);
    const rivalEffectOf = (comparison: PairComparison, task: number | null): RivalEffect => {
      const of =
        task === null ? text.answer.overall : words.forest.onTask(experiment.tasks[task]?.name ?? '');
      const said = words.forest.said(style.name, of, comparisonPhrases(comparison, summary));
      return {
        task,
        gain: decidingIntervalOf(comparison).interval,
        tone: toneOfConclusion(comparison.conclusion),
        said,
      };
    };
    return [
      {
        ...style,
        short: shortWords(overall, summary),
        tone: toneOfConclusion(overall.conclusion),
        overall: rivalEffectOf(overall, null),
        tasks: tasks.map(rivalEffectOf),
        dots: replicaDotsOf(overall.perReplica, outlyingAgainst(summary, cardId, null)),
      },
    ];
  });

/** Same words from long to short; the shortest keep the conclusion without the number. */
const shortWords = (comparison: PairComparison, summary: RunSummary): readonly string[] => {
  const conclusion = conclusionWords(comparison);
  const rest = [...conclusion, ...leftOutWords(comparison, summary)];
  const effects = [summary.referenceId, ''].map((than) =>
    comparison.isIdentical ? [] : effectPhrases(comparison, than),
  );
  return [
    ...effects.map((effect) => [...effect, ...rest]),
    ...(conclusion.length > 0 ? [conclusion] : []),
  ].map(text.punctuation.list);
};

const comparisonPhrases = (comparison: PairComparison, summary: RunSummary): readonly string[] => {
  const { rules } = summary;
  const { gain, numBetter, isIdentical } = comparison;
  const interval = intervalWords(comparison);
  const isMeasured = interval !== '' && !isIdentical;
  return [
    ...effectPhrases(comparison, summary.referenceId).map((effect) =>
      isMeasured ? words.withEffect(effect, interval) : effect,
    ),
    ...conclusionWords(comparison),
    ...(isMeasured ? [words.aheadIn(numBetter, gain.n)] : []),
    ...qualificationsOf(comparison, rules),
    ...leftOutWords(comparison, summary),
  ];
};

const leftOutWords = ({ gain }: PairComparison, { numReplicas }: RunSummary): readonly string[] =>
  gain.numLeftOut > 0 ? [text.answer.diverged(gain.numLeftOut, numReplicas)] : [];

const effectPhrases = (comparison: PairComparison, than: string): readonly string[] =>
  [effectWords(comparison, than)].filter((said) => said !== '');

/** Empty if the words of the effect imply it. */
const conclusionWords = ({ conclusion, isIdentical }: PairComparison): readonly string[] => {
  if (isIdentical) return [text.answer.identical];
  return conclusion === 'better' || conclusion === 'worse' ? [] : [text.answer.conclusion(conclusion)];
};
