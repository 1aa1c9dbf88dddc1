/** The trend of a set-up that was only trained briefly, in the verdict's place. */
import { gainOfOther } from '../../../src/analysis/pairs.ts';
import type { Interval } from '../../../src/analysis/statistics.ts';
import { equalityRange } from '../../../src/analysis/verdict.ts';
import { referenceOf } from '../../../src/experiment/comparison.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { trendOfLink } from '../../../src/run/codec/linkTrend.ts';
import { unknownInterval } from '../../../src/run/report/outcomes.ts';
import { trendSentence } from '../../../src/run/report/trendWords.ts';
import { effectWords } from '../../../src/run/report/verdictWords.ts';
import type { Trend } from '../../../src/run/trend.ts';
import { text } from '../../../src/text/text.ts';
import { ForestPicture } from '../../charts/forest/ForestPlot.tsx';
import { type VerdictRival, verdictForestOf } from '../../charts/forest/forest.ts';
import recorded from '../../recorded/trends.json';
import { withUnbrokenPercent } from '../../ui/format.ts';
import { nameOfCard, styleOfCard } from '../../view/useSeries.ts';
import { StatePill } from './VerdictPanel.tsx';
import styles from './verdict.module.css';

const words = text.trend;

interface TrendAnswerProps {
  readonly experiment: Experiment;
  /** Letters of a link: the sender's. */
  readonly trend: Trend | 'pending' | { readonly letters: string };
}

export function TrendAnswer({ experiment, trend: given }: TrendAnswerProps) {
  const isSent = typeof given === 'object' && 'letters' in given;
  const trend = given === 'pending' ? null : isSent ? trendOfLink(given.letters, experiment) : given;
  const reference = referenceOf(experiment);
  if (reference === null || (isSent && trend === null)) return <p>{text.link.answerOfAnother}</p>;
  const name = nameOfCard(reference);
  const rivals = rivalsOf(experiment, reference.id, trend);
  return (
    <section aria-label={words.title} className={`${styles['answer']} ${styles['trend']}`}>
      <div>
        <h2 className={styles['sentence']} aria-live="polite">
          {withUnbrokenPercent(trendSentence(experiment, trend, isSent))}
        </h2>
        <p className={styles['holds']}>
          <StatePill state="provisional" /> {withUnbrokenPercent(words.why(trialsOf(recorded)))}
        </p>
      </div>
      <div className={styles['picture']}>
        <ForestPicture
          reference={name}
          tie={equalityRange(experiment.comparison.margin)}
          words={{ ...text.verdict.forest, name: text.verdict.forest.plotName(name) }}
          layoutOf={(width) => verdictForestOf(rivals, width)}
        />
      </div>
    </section>
  );
}

const trialsOf = ({ drags, better, worse }: typeof recorded) => {
  const clear = [better, worse].flatMap((row) => Object.values(row)).reduce((sum, count) => sum + count, 0);
  return { drags, clear, same: better.better + worse.worse };
};

const noEffect = { gain: unknownInterval, tone: 'neutral', said: '' } as const;

/** Rows of the picture as high as the verdict's, with a diamond for the card of the trend. */
const rivalsOf = (
  { cards, tasks }: Experiment,
  referenceId: string,
  trend: Trend | null,
): readonly VerdictRival[] =>
  cards
    .filter(({ id }) => id !== referenceId)
    .map((card) => {
      const style = styleOfCard(card);
      const gain = gainOfCard(card.id, referenceId, trend);
      const short = effectWords({ gain }, referenceId);
      return {
        ...style,
        short: [short],
        tone: 'neutral',
        overall: { ...noEffect, task: null, gain, said: `${style.name}: ${short}` },
        tasks: tasks.map((_, task) => ({ ...noEffect, task })),
        dots: [],
      };
    });

function gainOfCard(cardId: string, referenceId: string, trend: Trend | null): Interval {
  if (trend?.cardId === cardId && trend.against === referenceId) return trend.gain;
  const isOther = trend?.cardId === referenceId && trend.against === cardId;
  return isOther ? gainOfOther(trend.gain) : unknownInterval;
}
