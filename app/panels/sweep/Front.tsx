/** The front of two tasks, with rings and a slider for the loss weights. */
import { useMemo } from 'react';
import { useStore } from 'zustand';
import { mean } from '../../../src/core/lists.ts';
import { PREVIEW_STEPS } from '../../../src/experiment/derived/preview.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { isSameStudy } from '../../../src/studies/study.ts';
import { shareOfPair, type TaskPair } from '../../../src/studies/sweep/axes.ts';
import { frontLines } from '../../../src/studies/sweep/front.ts';
import type { Sweep, SweepPoint } from '../../../src/studies/sweep/sweep.ts';
import { formatCount, formatNumber } from '../../../src/text/format.ts';
import { text } from '../../../src/text/text.ts';
import styles from '../../charts/seesaw/Front.module.css';
import { FrontPlot } from '../../charts/seesaw/FrontPlot.tsx';
import type { SweepSeries } from '../../charts/sweep/sweepSeries.ts';
import { useExperiment, usePlayground, useView } from '../../state/playground.ts';
import { previewsOf } from '../../state/previews.ts';
import { runKeyOf } from '../../state/run/runKey.ts';
import { useEdit } from '../../state/useEdit.ts';
import { nameOfCard } from '../../view/cardNames.ts';
import { useDraftedSweep } from './useSweep.ts';

const words = text.sweep.front;

interface FrontProps {
  readonly sweep: Sweep;
  readonly points: readonly SweepPoint[];
  readonly series: readonly SweepSeries[];
  readonly pair: TaskPair;
}

export function Front({ sweep, points, series, pair }: FrontProps) {
  const hiddenIds = useView((state) => state.hiddenIds);
  const edit = useEdit();
  const experiment = useExperiment();
  // Rings are drawn only on sweeps of the page's experiment.
  const drafted = useDraftedSweep();
  const isHere = useMemo(() => isSameStudy(sweep, drafted, runKeyOf), [sweep, drafted]);
  const shown = useMemo(() => {
    const lines = frontLines(
      points,
      series.map(({ id }) => id).filter((id) => !hiddenIds.has(id)),
      pair,
    );
    return lines.flatMap((line) =>
      series.filter(({ id }) => id === line.cardId).map(({ points: _, ...style }) => ({ ...style, line })),
    );
  }, [points, series, hiddenIds, pair]);
  const setShare = (share: number): void =>
    edit((before) => sweep.axis.experimentAt(before, share), { mergeKey: sweep.axis.id });
  return (
    <>
      <FrontPlot
        series={shown}
        tasks={[nameOfTask(sweep.experiment, pair[0]), nameOfTask(sweep.experiment, pair[1])]}
        numReplicas={sweep.experiment.training.numReplicas}
        share={isHere ? shareOfPair(experiment, pair) : null}
        onShare={setShare}
      />
      {isHere && <LossWeightSlider sweep={sweep} pair={pair} onShare={setShare} />}
    </>
  );
}

const nameOfTask = ({ tasks }: Experiment, task: number): string => tasks[task]?.name ?? '';

interface LossWeightSliderProps extends Pick<FrontProps, 'sweep' | 'pair'> {
  readonly onShare: (share: number) => void;
}

function LossWeightSlider({ sweep: { axis }, pair, onShare }: LossWeightSliderProps) {
  const experiment = useExperiment();
  const { min = 0, max = 1, step = 0.02 } = axis.field.range ?? {};
  const [first = '', second = ''] = pair.map((task) => formatNumber(experiment.tasks[task]?.lossWeight ?? 0));
  const evaluations = useStore(previewsOf(usePlayground()).store, (state) => state.evaluations);
  const { cards, tasks } = experiment;
  const losses = cards.flatMap((card) => {
    const test = evaluations.get(card.id)?.loss.test;
    if (test === undefined) return [];
    const [first = '', second = ''] = pair.map((task) =>
      formatNumber(mean(test.filter((_, index) => index % tasks.length === task))),
    );
    return [words.ofCard(nameOfCard(card), first, second)];
  });
  return (
    <>
      <div className={styles['weights']}>
        <span>
          {words.weights} {words.set(first, second)}
        </span>
        <input
          type="range"
          aria-label={axis.field.label}
          aria-valuetext={words.set(first, second)}
          min={min}
          max={max}
          step={step}
          value={shareOfPair(experiment, pair)}
          onChange={(event) => onShare(Number(event.target.value))}
        />
      </div>
      <p className={styles['note']} aria-live="polite">
        {losses.length === 0 ? words.drag : words.preview(formatCount(PREVIEW_STEPS), losses)}
      </p>
    </>
  );
}
