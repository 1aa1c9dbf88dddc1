/** Which lines are made of fewer repetitions than there are. */
import type { ReactNode } from 'react';
import { text } from '../../../src/text/text.ts';
import plotStyles from '../base/Plot.module.css';
import { type LossSelection, type LossSeries, numDiverged, numReplicasOf } from './series.ts';

export function DivergedNotes({
  series,
  selection,
}: {
  readonly series: readonly LossSeries[];
  readonly selection: LossSelection;
}): ReactNode {
  return series.flatMap((one) => {
    const count = numDiverged(one, selection);
    const last = one.points.at(-1);
    if (count === 0 || !last) return [];
    return [
      <p key={one.id} className={plotStyles['diverged']}>
        {text.charts.diverged(one.name, count, numReplicasOf(last, selection))}
      </p>,
    ];
  });
}
