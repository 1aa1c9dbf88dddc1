/** One task's gain against another's, for a pair of tasks that the reader chooses. */
import { useState } from 'react';
import { type CardOutcome, outcomesOf } from '../../../src/run/report/outcomes.ts';
import { baselineOf, type CardSummary } from '../../../src/run/summary.ts';
import { text } from '../../../src/text/text.ts';
import { SeesawPlot, type SeesawSeries } from '../../charts/seesaw/SeesawPlot.tsx';
import { useView } from '../../state/playground.ts';
import { Select } from '../../ui/Select.tsx';
import type { ShownRun } from '../../view/useCards.ts';
import styles from './verdict.module.css';

const words = text.verdict.seesaw;

export function Seesaw({ experiment, summary }: ShownRun) {
  const hiddenIds = useView((view) => view.hiddenIds);
  const [chosen, choose] = useState<readonly [x: number, y: number]>([0, 1]);
  const names = experiment.tasks.map(({ name }) => name);
  const isThere = chosen.every((task) => task < names.length);
  const [x, y] = isThere ? chosen : [0, 1];
  const outcomes = outcomesOf(experiment, summary).filter(
    (outcome) => !hiddenIds.has(outcome.summary.cardId),
  );
  return (
    <>
      {names.length > 2 && (
        <fieldset className={styles['pair']} aria-label={words.choose}>
          <Select
            label={words.x}
            options={taskOptions(names, y)}
            value={x}
            onChange={(task) => choose([task, y])}
          />
          <Select
            label={words.y}
            options={taskOptions(names, x)}
            value={y}
            onChange={(task) => choose([x, task])}
          />
        </fieldset>
      )}
      <SeesawPlot
        series={outcomes.flatMap((outcome) =>
          seesawSeriesOf(outcome, baselineOf(summary, outcome.summary), x, y),
        )}
        tasks={[names[x] ?? '', names[y] ?? '']}
      />
    </>
  );
}

const taskOptions = (names: readonly string[], other: number) =>
  names.map((label, value) => ({ value, label, disabled: value === other }));

function seesawSeriesOf(
  { summary: { gains, cardId, tasks }, card, name }: CardOutcome,
  baseline: CardSummary | undefined,
  x: number,
  y: number,
): readonly SeesawSeries[] {
  if (gains === null || card === null || baseline === undefined) return [];
  const ofBoth = [tasks, baseline.tasks].flatMap((reports) => [
    reports[x]?.isFar ?? [],
    reports[y]?.isFar ?? [],
  ]);
  const [ofX, ofY] = [gains.tasks[x], gains.tasks[y]];
  return [
    {
      id: cardId,
      name,
      color: card.color,
      dots: (ofX?.perReplica ?? []).map((gain, replica) => ({
        x: gain,
        y: ofY?.perReplica[replica] ?? Number.NaN,
        isFar: ofBoth.some((far) => far[replica] === true),
      })),
      mean: { x: ofX?.gain.mean ?? Number.NaN, y: ofY?.gain.mean ?? Number.NaN },
    },
  ];
}
