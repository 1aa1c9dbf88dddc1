/** The trend of a set-up that was only trained briefly, in the verdict's place. */
import { equalityRange } from '../../../src/analysis/verdict.ts';
import { referenceOf } from '../../../src/experiment/comparison.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { sum } from '../../../src/models/counts.ts';
import { trendOfLink } from '../../../src/run/codec/linkTrend.ts';
import { trendSentence } from '../../../src/run/report/trendWords.ts';
import { effectWords } from '../../../src/run/report/verdictWords.ts';
import type { Trend } from '../../../src/run/trend.ts';
import { text } from '../../../src/text/text.ts';
import { ForestPicture } from '../../charts/forest/ForestPlot.tsx';
import { forestHeight, type VerdictRival, verdictForestOf } from '../../charts/forest/forest.ts';
import recorded from '../../recorded/trends.json';
import { withUnbrokenPercent } from '../../ui/format.ts';
import { nameOfCard, styleOfCard } from '../../view/cardNames.ts';
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
  const { cards, tasks, comparison } = experiment;
  const name = nameOfCard(reference);
  const rivals = cards.flatMap((card) =>
    card.id === trend?.cardId ? rivalOf(card, trend, reference.id) : [],
  );
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
      {/* As high as the verdict's, so that nothing moves. */}
      <div className={styles['picture']} style={{ minHeight: forestHeight(cards.length - 1, tasks.length) }}>
        {trend && (
          <ForestPicture
            reference={name}
            tie={equalityRange(comparison.margin)}
            words={{ ...text.verdict.forest, name: text.verdict.forest.plotName(name) }}
            layoutOf={(width) => verdictForestOf(rivals, width)}
          />
        )}
      </div>
    </section>
  );
}

const trialsOf = ({ drags, better, worse }: typeof recorded) => {
  const clear = sum([better, worse].flatMap((row) => Object.values(row)));
  return { drags, clear, same: better.better + worse.worse };
};

function rivalOf(card: CardConfig, { gain }: Trend, referenceId: string): VerdictRival {
  const style = styleOfCard(card);
  const short = effectWords({ gain }, referenceId);
  const overall = { task: null, gain, tone: 'neutral', said: `${style.name}: ${short}` } as const;
  return { ...style, short: [short], tone: 'neutral', overall, tasks: [], dots: [] };
}
