/** Learned loss weights through training, for the architectures that learn them. */
import { useMemo } from 'react';
import { valuesOfTask } from '../../../src/analysis/pairs.ts';
import { resplitOverlapOf } from '../../../src/data/rows.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { text } from '../../../src/text/text.ts';
import { TrendChart, type TrendSeries } from '../../charts/lines/LossChart.tsx';
import type { LossSeries } from '../../charts/lines/series.ts';
import { useQueued, useView } from '../../state/playground.ts';
import styles from './ComparePanel.module.css';
import type { CurvesProps } from './Curves.tsx';

const words = text.lossWeights;
const lossWeightsTitle = text.panels.compare.lossWeights;

export function LossWeights({ experiment, series, cursorStep }: Omit<CurvesProps, 'summary'>) {
  const { numSteps, learningRateChanges } = experiment.training;
  const drawn = useQueued(useWeightSeries(experiment, series)) ?? [];
  const shared = { numSteps, learningRateChanges, overlap: resplitOverlapOf(experiment.data), cursorStep };
  return (
    <>
      <h2>{lossWeightsTitle}</h2>
      <div className={styles['charts']} data-count={experiment.tasks.length}>
        {experiment.tasks.map(({ name }, task) => (
          <TrendChart
            // biome-ignore lint/suspicious/noArrayIndexKey: identified by position
            key={task}
            {...shared}
            title={name}
            subject={name}
            measure={words.measure}
            place={lossWeightsTitle}
            series={drawn[task] ?? []}
          />
        ))}
      </div>
      <p className={styles['note']}>{words.note}</p>
    </>
  );
}

function useWeightSeries(
  { tasks }: Experiment,
  series: readonly LossSeries[],
): readonly (readonly TrendSeries[])[] {
  const hiddenIds = useView((view) => view.hiddenIds);
  return useMemo(
    () =>
      tasks.map((_, task) =>
        series.flatMap(({ points, ...style }) => {
          const learned = points.flatMap(({ step, weights }) =>
            weights === undefined ? [] : [{ step, values: valuesOfTask(weights, task, tasks.length) }],
          );
          return learned.length === 0 || hiddenIds.has(style.id) ? [] : [{ ...style, points: learned }];
        }),
      ),
    [tasks, series, hiddenIds],
  );
}
