/** Trends in words, with the verdict's own. */
import { referenceOf } from '../../experiment/comparison.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { formatCount } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { TREND_STEPS, type Trend } from '../trend.ts';
import { effectWords, gainOfWinner, spokenNameOf } from './verdictWords.ts';

/** "Trend after 300 steps: PLE 2 % better than AdaTT-sp (0.4 to 3.6 %)"; without a trend, it is to come. */
export const trendSentence = (experiment: Experiment, trend: Trend | null, isSent = false): string =>
  text.trend.after(
    formatCount(trend?.numSteps ?? TREND_STEPS),
    trend === null ? text.trend.pending : trendWords(experiment, trend),
    isSent,
  );

function trendWords(experiment: Experiment, trend: Trend): string {
  const gain = gainOfWinner(trend);
  const { n, low, high } = gain;
  const names = [trend.cardId, referenceOf(experiment)?.id ?? ''].map((id) => spokenNameOf(experiment, id));
  const [rival = '', reference = ''] = names;
  const [name = '', other = ''] = trend.gain.mean < 0 ? names.toReversed() : names;
  const close = (said: string) => text.verdictSentence.closeTo(rival, [reference], said);
  if (n === 0) return close(text.answer.conclusion('allDiverged'));
  const said = `${name} ${effectWords({ gain }, other)}`;
  if (Number.isNaN(low)) return text.verdict.withEffect(said, text.trend.repetitions(n));
  if (low > 0) return text.verdict.withEffect(said, text.answer.span(low, high));
  const { interval, conclusion } = text.answer;
  return close(text.verdict.withEffect(conclusion('undecided'), interval(trend.gain.low, trend.gain.high)));
}
