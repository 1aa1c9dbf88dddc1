/** Spread of the gates of a level while they learn. Nothing where no architecture has gates. */

import { useMemo } from 'react';
import { sharingHealthOf } from '../../../../src/analysis/gateHealth.ts';
import { chosenValues } from '../../../../src/analysis/gateWeights.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import type { LevelSpec } from '../../../../src/models/topology.ts';
import type { Evaluation } from '../../../../src/run/produced/evaluation.ts';
import { text } from '../../../../src/text/text.ts';
import { TrendChart, type TrendSeries } from '../../../charts/lines/TrendChart.tsx';
import { useQueued, useReplica } from '../../../state/playground.ts';
import styles from '../../../ui/Panel.module.css';
import { useLevelHistories, useTrendAxes } from './levelTrends.ts';

const words = text.time;

interface HealthTrendsProps {
  readonly level: number;
  readonly experiment: Experiment;
}

const measures: readonly SharingMeasure[] = ['effectiveExperts', 'largestUse'];

export function HealthTrends({ level, experiment }: HealthTrendsProps) {
  const series = useQueued(useHealthSeries(experiment, level));
  const axes = useTrendAxes(experiment);
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
          {...axes}
        />
      ))}
    </div>
  );
}

type SharingMeasure = 'effectiveExperts' | 'largestUse';

/** Each costs logarithms of a whole level; a line needs no more of them. */
const maxMoments = 60;

/** Series of the architectures switched on that have gates there; the same objects until something changes. */
function useHealthSeries(
  experiment: Experiment,
  level: number,
): Readonly<Record<SharingMeasure, readonly TrendSeries[]>> {
  const histories = useLevelHistories(experiment, level);
  const replica = useReplica();
  return useMemo(() => {
    const cards = histories.flatMap(({ style, spec, history }) => {
      const moments = spacedOut(history, maxMoments).flatMap((evaluation) =>
        momentOf(evaluation, level, spec),
      );
      return moments.length === 0 ? [] : [{ style, moments }];
    });
    const seriesOf = (measure: SharingMeasure): readonly TrendSeries[] =>
      cards.map(({ style, moments }) => ({
        ...style,
        points: moments.map(({ step, health }) => ({ step, values: chosenValues(health[measure], replica) })),
      }));
    return { effectiveExperts: seriesOf('effectiveExperts'), largestUse: seriesOf('largestUse') };
  }, [histories, replica, level]);
}

function momentOf({ gates: { step, levels } }: Evaluation, level: number, spec: LevelSpec) {
  const statistics = levels[level];
  const health = statistics === undefined ? null : sharingHealthOf(spec, statistics);
  return health === null ? [] : [{ step, health }];
}

/** Every so many of them, and the last. */
function spacedOut<T>(list: readonly T[], max: number): readonly T[] {
  const stride = Math.ceil(list.length / max);
  return list.filter((_, at) => at % stride === 0 || at === list.length - 1);
}
