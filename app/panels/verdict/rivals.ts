/** The rivals of the reference as the forest plot draws them. */
import type { Comparison } from '../../../src/analysis/verdict.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { farAgainst } from '../../../src/report/outcomes.ts';
import {
  decidingOf,
  effectWords,
  intervalWords,
  qualificationsOf,
  type VerdictAgainst,
} from '../../../src/report/verdictWords.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import type { RivalEffect, VerdictRival } from '../../charts/forest/forest.ts';
import { styleOfCard } from '../../view/useSeries.ts';
import { dotsOf, toneOf } from './Effect.tsx';

const words = text.verdict;

export const rivalsOf = (
  experiment: Experiment,
  summary: RunSummary,
  verdicts: readonly VerdictAgainst[],
): readonly VerdictRival[] =>
  verdicts.flatMap(({ against, overall, tasks }) => {
    const card = experiment.cards.find(({ id }) => id === against);
    if (card === undefined) return [];
    const style = styleOfCard(card);
    const rivalEffectOf = (comparison: Comparison, task: number | null): RivalEffect => {
      const of =
        task === null ? text.answer.overall : words.forest.onTask(experiment.tasks[task]?.name ?? '');
      const said = words.forest.said(style.name, of, partsOf(comparison, summary));
      return { task, gain: decidingOf(comparison).interval, tone: toneOf(comparison.conclusion), said };
    };
    return [
      {
        ...style,
        short: shortWords(overall, summary),
        tone: toneOf(overall.conclusion),
        overall: rivalEffectOf(overall, null),
        tasks: tasks.map(rivalEffectOf),
        dots: dotsOf(overall.perReplica, farAgainst(summary, against, null)),
      },
    ];
  });

/** "worse by 2.8 %", "+1.4 % · too close to call": judges nothing before there is a verdict. */
const shortWords = (comparison: Comparison, summary: RunSummary): string =>
  [
    ...(comparison.isIdentical ? [] : effectOf(comparison)),
    ...conclusionWords(comparison),
    ...leftOutWords(comparison, summary),
  ].join(' · ');

const partsOf = (comparison: Comparison, summary: RunSummary): readonly string[] => {
  const { rules } = summary;
  const { gain, numBetter, isIdentical } = comparison;
  const interval = intervalWords(comparison);
  const isMeasured = interval !== '' && !isIdentical;
  return [
    ...effectOf(comparison).map((effect) => (isMeasured ? words.withEffect(effect, interval) : effect)),
    ...conclusionWords(comparison),
    ...(isMeasured ? [words.aheadIn(numBetter, gain.n)] : []),
    ...qualificationsOf(comparison, rules),
    ...leftOutWords(comparison, summary),
  ];
};

const leftOutWords = ({ gain }: Comparison, { numReplicas }: RunSummary): readonly string[] =>
  gain.numLeftOut > 0 ? [text.answer.diverged(gain.numLeftOut, numReplicas)] : [];

const effectOf = (comparison: Comparison): readonly string[] =>
  [effectWords(comparison)].filter((said) => said !== '');

/** Nothing where the effect says it. */
const conclusionWords = ({ conclusion, isIdentical }: Comparison): readonly string[] => {
  if (isIdentical) return [text.answer.identical];
  return conclusion === 'better' || conclusion === 'worse' ? [] : [text.answer.conclusion(conclusion)];
};
