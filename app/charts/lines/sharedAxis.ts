/** One y-axis for the charts of all tasks, so that they can be compared at sight. Knows no chart library. */
import { type Axis, lineAxis } from './axis.ts';
import { differenceRowsOf } from './differences.ts';
import { type LossSelection, type LossSeries, lossRowsOf, type ScaleKind } from './series.ts';

/** Choices that the charts have in common. */
export interface SharedChoices extends Omit<LossSelection, 'task'> {
  /** Their lines. */
  readonly series: readonly LossSeries[];
  /** Drawn is how much lower its loss is than theirs; null: their losses. */
  readonly reference: LossSeries | null;
  readonly hiddenIds: ReadonlySet<string>;
  readonly scale: ScaleKind;
  /** Floors by task; empty where none is drawn. */
  readonly floors: readonly (number | null)[];
}

/** Enough for the ends of an axis: thinning keeps spikes. */
const MAX_POINTS = 60;

export function sharedAxis({
  series,
  reference,
  hiddenIds,
  scale,
  floors,
  ...selection
}: SharedChoices): Axis {
  const rows = Array.from({ length: selection.numTasks }, (_, task) =>
    reference === null
      ? lossRowsOf(series, { ...selection, task }, scale, MAX_POINTS)
      : differenceRowsOf(reference, series, { ...selection, task }, MAX_POINTS),
  );
  return lineAxis(rows.flat(), {
    isVisible: (s) => !hiddenIds.has(series[s]?.id ?? ''),
    scale: reference === null ? scale : 'linear',
    bandRoom: 'some',
    floors: reference === null ? floors.filter((floor) => floor !== null) : [0],
  });
}
