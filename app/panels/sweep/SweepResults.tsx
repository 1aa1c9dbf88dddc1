/** Results of a sweep: a line per architecture, and the points behind it. */

import { useMemo, useState } from 'react';
import type { CsvRow } from '../../../src/core/spreadsheet.ts';
import { referenceOf } from '../../../src/experiment/comparison.ts';
import { baselinesOf } from '../../../src/experiment/derived/trained.ts';
import {
  readSweep,
  type Sweep,
  type SweepPoint,
  sweepLine,
  sweepRows,
} from '../../../src/studies/sweep/sweep.ts';
import { presets } from '../../../src/teach/presets/presets.ts';
import { text } from '../../../src/text/text.ts';
import type { SweepSeries } from '../../charts/sweep/sweepSeries.ts';
import { openPreset } from '../../config/presets/openPreset.ts';
import { useExperiment, usePlayground } from '../../state/playground.ts';
import { isBusy } from '../../state/sweep/studyState.ts';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { Lazy, lazyPart } from '../../ui/Lazy.tsx';
import panelStyles from '../../ui/Panel.module.css';
import { Segmented } from '../../ui/Segmented.tsx';
import { ShownLegend } from '../../view/Choices.tsx';
import { nameOfCard, styleOfCard } from '../../view/useSeries.ts';
import { Front } from './Front.tsx';
import { type FoundProps, GainChart, GainControls, hasMeasured, type SweepAbscissa } from './Gains.tsx';
import styles from './Sweep.module.css';
import { SweepPoints } from './SweepPoints.tsx';
import { useSweepState } from './useSweep.ts';

const words = text.sweep.results;

export function SweepResults() {
  const sweep = useSweepState((state) => state.study);
  const points = useSweepState((state) => state.points);
  const isUnderWay = useSweepState(isBusy);
  if (sweep !== null && (points.length > 0 || isUnderWay)) return <Found sweep={sweep} points={points} />;
  return (
    <>
      <Banner tone="calm">
        <strong>{words.none}</strong> {words.noneDetail}
      </Banner>
      <Lazy part={savedPart}>{({ default: written }) => <SavedSweep written={written} />}</Lazy>
    </>
  );
}

const savedPart = lazyPart(() => import('../../recorded/sweeps/sweep.json?raw'));

/** Example shown until the visitor has a sweep. */
function SavedSweep({ written }: { readonly written: string }) {
  const playground = usePlayground();
  const color = referenceOf(useExperiment())?.color;
  const found = useMemo(() => withReferenceIn(color, written), [color, written]);
  const preset = presets.find(({ id }) => id === 'sweep');
  if (found === null || preset === undefined) return null;
  return (
    <>
      <p className={styles['note']}>
        {words.saved(preset.title)}{' '}
        <Button look="link" onClick={() => void openPreset(playground, preset)}>
          {words.openSaved}
        </Button>
      </p>
      <Found {...found} />
    </>
  );
}

// The page's accent goes with the colour of its reference.
function withReferenceIn(color: number | undefined, written: string): FoundProps | null {
  const saved = readSweep(written);
  if (saved === null) return null;
  const { study: sweep, points } = saved;
  const own = referenceOf(sweep.experiment)?.color;
  if (color === undefined || own === undefined) return { sweep, points };
  const swapped = new Map([
    [own, color],
    [color, own],
  ]);
  const cards = sweep.experiment.cards.map((card) => ({
    ...card,
    color: swapped.get(card.color) ?? card.color,
  }));
  return { points, sweep: { ...sweep, experiment: { ...sweep.experiment, cards } } };
}

function Found({ sweep, points }: FoundProps) {
  const [task, setTask] = useState<number | null>(null);
  const [abscissa, setAbscissa] = useState<SweepAbscissa>('requested');
  const series = useGainSeries(sweep, points, task);
  const values = useMemo(() => allValues(sweep, points), [sweep, points]);
  const isMeasured = hasMeasured(sweep, points) && abscissa === 'measured';
  const { pair } = sweep.axis;
  const [reading, setReading] = useState<keyof typeof text.sweep.front.readings>('front');
  const front = reading === 'front' ? pair : undefined;
  const csvRows = () => rowsOf(sweep, points);
  return (
    <>
      <div className={panelStyles['controls']}>
        <ShownLegend series={series} />
        {pair !== undefined && (
          <Segmented
            label={text.sweep.front.reading}
            names={text.sweep.front.readings}
            value={reading}
            onChange={setReading}
          />
        )}
        {front === undefined && (
          <GainControls
            sweep={sweep}
            points={points}
            task={task}
            setTask={setTask}
            abscissa={abscissa}
            setAbscissa={setAbscissa}
          />
        )}
      </div>
      <section className={panelStyles['card']}>
        {front === undefined ? (
          <GainChart
            sweep={sweep}
            points={points}
            values={values}
            series={series}
            task={task}
            isMeasured={isMeasured}
            csvRows={csvRows}
          />
        ) : (
          <Front sweep={sweep} points={points} series={series} pair={front} />
        )}
      </section>
      <section className={panelStyles['card']}>
        <SweepPoints sweep={sweep} points={points} values={values} series={series} csvRows={csvRows} />
      </section>
    </>
  );
}

function useGainSeries(
  { experiment }: Sweep,
  points: readonly SweepPoint[],
  task: number | null,
): readonly SweepSeries[] {
  return useMemo(() => {
    const baselines = baselinesOf(experiment);
    return experiment.cards
      .filter((card) => baselines.get(card.id) !== card)
      .map((card) => ({ ...styleOfCard(card), points: sweepLine(points, card.id, task) }));
  }, [experiment, points, task]);
}

const rowsOf = ({ axis, experiment }: Sweep, points: readonly SweepPoint[]): readonly CsvRow[] =>
  sweepRows(points, {
    axis: axis.id,
    cardName: (id) => experiment.cards.filter((card) => card.id === id).map(nameOfCard)[0] ?? id,
    tasks: experiment.tasks.map((one) => one.name),
    overall: text.answer.overall,
  });

// Points may come from an earlier plan for the same set-up.
const allValues = ({ values }: Sweep, points: readonly SweepPoint[]): readonly number[] =>
  [...new Set([...values, ...points.map(({ key }) => key)])].toSorted((a, b) => a - b);
