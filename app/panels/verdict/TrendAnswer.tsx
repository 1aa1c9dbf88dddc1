/** The trend of a set-up that was only trained briefly, in the verdict's place. */
import { gainOfOther } from '../../../src/analysis/pairs.ts';
import type { Interval } from '../../../src/analysis/statistics.ts';
import { equalityRange } from '../../../src/analysis/verdict.ts';
import { referenceOf } from '../../../src/experiment/comparison.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { trendOfLink } from '../../../src/run/codec/linkTrend.ts';
import { trendSentence } from '../../../src/run/report/trendWords.ts';
import { effectWords } from '../../../src/run/report/verdictWords.ts';
import type { Trend } from '../../../src/run/trend.ts';
import { text } from '../../../src/text/text.ts';
import { ForestPicture } from '../../charts/forest/ForestPlot.tsx';
import { type VerdictRival, verdictForestOf } from '../../charts/forest/forest.ts';
import recorded from '../../recorded/trends.json';
import { withUnbrokenPercent } from '../../ui/format.ts';
import { nameOfCard, styleOfCard } from '../../view/useSeries.ts';
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
  const rivals = experiment.cards
    .filter(({ id }) => id !== reference.id)
    .map((card) => rivalOf(card, reference.id, trend, experiment.tasks.length));
  return (
    <section aria-label={words.title} className={`${styles['answer']} ${styles['trend']}`}>
      <div>
        <h2 className={styles['sentence']} aria-live="polite">
          {withUnbrokenPercent(trendSentence(experiment, trend, isSent))}
        </h2>
        <p className={styles['holds']}>
          <span
            className={styles['state']}
            data-state="provisional"
            title={text.verdict.stateHints.provisional}
          >
            {text.verdict.states.provisional}
          </span>{' '}
          {withUnbrokenPercent(words.why(trialsOf(recorded)))}
        </p>
      </div>
      <div className={styles['picture']}>
        <ForestPicture
          reference={nameOfCard(reference)}
          tie={equalityRange(experiment.comparison.margin)}
          words={{ ...text.verdict.forest, name: text.verdict.forest.plotName(nameOfCard(reference)) }}
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

const noGain: Interval = { mean: Number.NaN, low: Number.NaN, high: Number.NaN, n: 0, numLeftOut: 0 };

/** A row of the picture as high as the verdict's, with a diamond for the card of the trend. */
function rivalOf(card: CardConfig, referenceId: string, trend: Trend | null, numTasks: number): VerdictRival {
  const style = styleOfCard(card);
  const gain = gainOfCard(card.id, referenceId, trend);
  const short = effectWords({ gain }, referenceId);
  const none = { gain: noGain, tone: 'neutral', said: '' } as const;
  return {
    ...style,
    short: [short],
    tone: 'neutral',
    overall: { ...none, task: null, gain, said: `${style.name}: ${short}` },
    tasks: Array.from({ length: numTasks }, (_, task) => ({ ...none, task })),
    dots: [],
  };
}

function gainOfCard(cardId: string, referenceId: string, trend: Trend | null): Interval {
  if (trend?.cardId === cardId && trend.against === referenceId) return trend.gain;
  return trend?.cardId === referenceId && trend.against === cardId ? gainOfOther(trend.gain) : noGain;
}
