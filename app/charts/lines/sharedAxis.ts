/** One y-axis for the charts of all tasks, so that they can be compared at sight. Knows no chart library. */
import { type Axis, lineAxis } from './axis.ts';
import { differenceRowsOf } from './differences.ts';
import { type LossSelection, type LossSeries, lossRowsOf, type PlotRow, type ScaleKind } from './series.ts';

interface Course {
  readonly series: readonly LossSeries[];
  /** Drawn is how much lower its loss is than theirs; null: their losses. */
  readonly reference: LossSeries | null;
  readonly scale: ScaleKind;
}

export const courseRowsOf = (
  { series, reference, scale }: Course,
  selection: LossSelection,
  maxPoints: number,
): readonly PlotRow[] =>
  reference === null
    ? lossRowsOf(series, selection, scale, maxPoints)
    : differenceRowsOf(reference, series, selection, maxPoints);

export interface SharedChoices extends Course, Omit<LossSelection, 'task'> {
  readonly hiddenIds: ReadonlySet<string>;
  readonly floors: readonly (number | null)[];
}

/** Enough for the ends of an axis: thinning keeps spikes. */
const MAX_POINTS = 60;

export function sharedAxis({ hiddenIds, floors, ...choices }: SharedChoices): Axis {
  const { series, reference, scale } = choices;
  const rows = Array.from({ length: choices.numTasks }, (_, task) =>
    courseRowsOf(choices, { ...choices, task }, MAX_POINTS),
  );
  return lineAxis(rows.flat(), {
    isVisible: (s) => !hiddenIds.has(series[s]?.id ?? ''),
    scale: reference === null ? scale : 'linear',
    bandRoom: 'some',
    floors: reference === null ? floors.filter((floor) => floor !== null) : [0],
  });
}
