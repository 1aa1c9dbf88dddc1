/** The rivals of the reference as the forest plot draws them. */
import type { Comparison } from '../../../src/analysis/verdict.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { qualificationsOf, type VerdictAgainst } from '../../../src/report/verdictWords.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import { formatLossChange } from '../../charts/base/lossChange.ts';
import type { RivalEffect, VerdictRival } from '../../charts/forest/forest.ts';
import { styleOfCard } from '../../view/useSeries.ts';
import { dotsOf, isFarIn, toneOf } from './marks.ts';

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
    const effectOf = (comparison: Comparison, task: number | null): RivalEffect => {
      const { conclusion, gain } = comparison;
      const of =
        task === null ? text.answer.overall : words.forest.onTask(experiment.tasks[task]?.name ?? '');
      const said = words.forest.said(style.name, of, partsOf(comparison, summary));
      return { task, gain, tone: toneOf(conclusion), said };
    };
    return [
      {
        ...style,
        short: shortWords(overall, summary),
        tone: toneOf(overall.conclusion),
        overall: effectOf(overall, null),
        tasks: tasks.map(effectOf),
        dots: dotsOf(overall.perReplica, isFarIn(summary, against, null)),
      },
    ];
  });

/** "A: loss +2.8 % · worse": the first says which way, and judges nothing before there is a verdict. */
function shortWords(comparison: Comparison, summary: RunSummary): string {
  const { mean } = comparison.gain;
  const isApart = Number.isFinite(mean) && mean !== 0;
  return [
    ...(isApart ? [words.forest.ofReference(summary.referenceId, formatLossChange(mean))] : []),
    conclusionWords(comparison),
    ...leftOutWords(comparison, summary),
  ].join(' · ');
}

/** Effect on the loss with interval, conclusion, how often ahead, and what qualifies it. */
const partsOf = (comparison: Comparison, summary: RunSummary): readonly string[] => {
  const { rules } = summary;
  const { gain, numBetter, isIdentical } = comparison;
  const interval = text.answer.interval(-gain.high, -gain.low);
  const isMeasured = interval !== '' && !isIdentical;
  return [
    ...effectWords(comparison).map((effect) => (isMeasured ? words.withEffect(effect, interval) : effect)),
    conclusionWords(comparison),
    ...(isMeasured ? [words.aheadIn(numBetter, gain.n)] : []),
    ...qualificationsOf(comparison, rules),
    ...leftOutWords(comparison, summary),
  ];
};

/** How many repetitions are missing in it. */
const leftOutWords = ({ gain }: Comparison, { numReplicas }: RunSummary): readonly string[] =>
  gain.numLeftOut > 0 ? [text.answer.diverged(gain.numLeftOut, numReplicas)] : [];

const effectWords = ({ gain }: Comparison): readonly string[] =>
  Number.isFinite(gain.mean) ? [formatLossChange(gain.mean)] : [];

const conclusionWords = ({ conclusion, isIdentical }: Comparison): string =>
  isIdentical ? text.answer.identical : text.answer.conclusion(conclusion);
