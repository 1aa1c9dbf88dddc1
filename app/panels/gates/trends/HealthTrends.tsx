/** Spread of the gates of a level while they learn. Nothing where no architecture has gates. */
import { overlapOf } from '../../../../src/data/copies.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { text } from '../../../../src/text/text.ts';
import { TrendChart } from '../../../charts/lines/TrendChart.tsx';
import { useCursorStep } from '../../../view/moments.ts';
import { useQueued } from '../../../view/useQueued.ts';
import styles from './HealthTrends.module.css';
import { type SharingMeasure, useHealthSeries } from './useHealthSeries.ts';

const words = text.time;

interface HealthTrendsProps {
  readonly level: number;
  readonly experiment: Experiment;
}

const measures: readonly SharingMeasure[] = ['effectiveExperts', 'largestUse'];

export function HealthTrends({ level, experiment }: HealthTrendsProps) {
  const series = useQueued(useHealthSeries(experiment, level));
  const cursorStep = useCursorStep(experiment);
  const { numSteps, learningRateChanges } = experiment.training;
  if (series === null || series.effectiveExperts.length === 0) return null;
  return (
    <div className={styles['trends']}>
      {measures.map((measure) => (
        <TrendChart
          key={measure}
          title={words.health[measure].title}
          measure={words.health[measure].measure}
          subject={text.app.ui.level(level + 1)}
          place={text.app.ui.level(level + 1)}
          series={series[measure]}
          numSteps={numSteps}
          learningRateChanges={learningRateChanges}
          cursorStep={cursorStep}
          overlap={overlapOf(experiment.data)}
        />
      ))}
    </div>
  );
}
