/** Trends in words, with the verdict's own. */
import { gainOfOther } from '../../analysis/pairs.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { formatCount } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { TREND_STEPS, type Trend } from '../trend.ts';
import { effectWords, spokenNameOf } from './verdictWords.ts';

/** "Trend after 300 steps: PLE 2 % better than AdaTT-sp (0.4 to 3.6 %)"; without a trend, it is to come. */
export const trendSentence = (experiment: Experiment, trend: Trend | null, isSent = false): string =>
  text.trend.after(
    formatCount(trend?.numSteps ?? TREND_STEPS),
    trend === null ? text.trend.pending : trendWords(experiment, trend),
    isSent,
  );

function trendWords(experiment: Experiment, { cardId, against, gain }: Trend): string {
  const { answer, verdict, verdictSentence } = text;
  const isAhead = !(gain.mean < 0);
  const ahead = isAhead ? gain : gainOfOther(gain);
  const names = [cardId, against].map((id) => spokenNameOf(experiment, id));
  const [name = '', other = ''] = isAhead ? names : names.toReversed();
  const close = (said: string) => verdictSentence.closeTo(name, [other], said);
  if (gain.n === 0) return close(answer.conclusion('allDiverged'));
  const said = `${name} ${effectWords({ gain: ahead }, other)}`;
  if (Number.isNaN(ahead.low)) return verdict.withEffect(said, text.trend.repetitions(gain.n));
  if (ahead.low > 0) return verdict.withEffect(said, answer.span(ahead.low, ahead.high));
  return close(verdict.withEffect(answer.conclusion('undecided'), answer.interval(ahead.low, ahead.high)));
}
