/**
 * The map "When does AdaTT pay?": an experiment for each correlation of the tasks and each number of labels per task, who wins
 * there, and where any experiment stands among them. `npm run map` trains and writes it. Knows no engine.
 */
import { mean } from '../../core/lists.ts';
import { usedMatricesOf } from '../../data/correlation.ts';
import { meanOfPairs } from '../../data/labelCorrelation.ts';
import { tableInfo } from '../../data/sources/tableInfo.ts';
import type { Matrix } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { readLink } from '../../experiment/link/link.ts';
import { upperTriangleOf } from '../../experiment/matrix.ts';
import type { Concluded } from '../../run/report/verdictWords.ts';
import type { BackendName } from '../../analysis/produced/backend.ts';
import { clamp, clampInteger } from '../../core/schema/numberFields.ts';

/** The place of a cell. */
export interface MapPoint {
  /** Asked for of every pair of tasks. */
  readonly correlation: number;
  /** Labels of each task in the training rows. */
  readonly numLabels: number;
}

/** The reference against one rival, over all tasks. */
export interface MapRival extends Concluded {
  readonly cardId: string;
}

/** One experiment of the map, and what was found in it. */
export interface MapCell extends MapPoint {
  /** Link of the experiment. */
  readonly config: string;
  /** Processor time that its training took. */
  readonly seconds: number;
  /** Correlation of the labels, mean over all pairs of tasks. */
  readonly measuredCorrelation: number;
  readonly rivals: readonly MapRival[];
}

/** A map, and what it was recorded on. */
export interface PayMap {
  readonly backend: BackendName;
  /** Row by row, from the fewest labels; in a row from the lowest correlation. */
  readonly cells: readonly MapCell[];
}

/**
 * The winner of a cell: the reference where it is clearly better than every rival, the rival furthest ahead where one is clearly
 * better than the reference, null where neither is so.
 */
export function winnerOf({ rivals }: Pick<MapCell, 'rivals'>, referenceId: string): string | null {
  const [ahead] = rivals
    .filter(({ conclusion }) => conclusion === 'worse')
    .toSorted((a, b) => a.gain.mean - b.gain.mean);
  if (ahead !== undefined) return ahead.cardId;
  return rivals.length > 0 && rivals.every(({ conclusion }) => conclusion === 'better') ? referenceId : null;
}

const ascending = (values: readonly number[]): readonly number[] =>
  [...new Set(values)].toSorted((a, b) => a - b);

/** Correlations of the columns and labels of the rows, ascending. */
export const mapAxesOf = ({ cells }: Pick<PayMap, 'cells'>) => ({
  correlations: ascending(cells.map(({ correlation }) => correlation)),
  labels: ascending(cells.map(({ numLabels }) => numLabels)),
});

/** The place of an experiment, in cells from the first column and row; a whole number is the middle of one. */
export interface MapPlace extends MapPoint {
  readonly column: number;
  readonly row: number;
  /** It lies beyond the map, and stands at its edge. */
  readonly isBeyond: boolean;
  /** The correlation is what the labels of a file measure. */
  readonly isOfFile: boolean;
  /** All pairs of its tasks have about the same correlation, as in the map. */
  readonly isEven: boolean;
}

/** Correlations that differ by no more are about the same. */
const EVEN = 0.1;

/**
 * The place of an experiment: by the mean correlation of its pairs of tasks, whatever their pattern, and the mean number of labels of
 * a task. A file has no correlation that was asked for, only that of its `labels`: noise takes as much of it as in the map.
 * Null where nothing says how the tasks correlate.
 */
export function mapPlaceOf(
  { tasks, data }: Experiment,
  map: Pick<PayMap, 'cells'>,
  labels: Matrix | null,
): MapPlace | null {
  const axes = mapAxesOf(map);
  const isOfFile = data.source === tableInfo.id;
  const matrices = isOfFile ? [labels ?? []] : usedMatricesOf(data);
  const correlation = mean(matrices.map(meanOfPairs));
  if (!Number.isFinite(correlation)) return null;
  const pairs = matrices.flatMap(upperTriangleOf);
  const isEven = Math.max(...pairs) - Math.min(...pairs) <= EVEN;
  const numLabels =
    data.numTrainRows * (isOfFile ? 1 : mean(tasks.map(({ labelFraction }) => labelFraction)));
  const across = placeAmong(
    axes.correlations,
    correlation / (isOfFile ? seenInLabels(map, axes.correlations) : 1),
  );
  const up = placeAmong(axes.labels.map(Math.log), Math.log(numLabels));
  const isBeyond = across.isBeyond || up.isBeyond;
  return { column: across.at, row: up.at, correlation, numLabels, isBeyond, isOfFile, isEven };
}

/** The part of a correlation that is asked for which noise leaves in the labels, in the column of the most alike tasks. */
function seenInLabels({ cells }: Pick<PayMap, 'cells'>, correlations: readonly number[]): number {
  const highest = correlations.at(-1) ?? 1;
  const column = cells.filter(({ correlation }) => correlation === highest);
  return mean(column.map(({ measuredCorrelation }) => measuredCorrelation)) / highest;
}

/** The place of a value among ascending ones, at most half a step beyond them. */
function placeAmong(values: readonly number[], value: number) {
  const last = values.length - 1;
  const above = values.findIndex((one) => one > value);
  const right = above === -1 ? last : Math.max(1, above);
  const [from = 0, to = 0] = [values[right - 1], values[right]];
  const exact = right - 1 + (value - from) / (to - from);
  const at = clamp(exact, -0.5, last + 0.5);
  return { at, isBeyond: at !== exact };
}

/** The cell nearest to a place. */
export const nearestCell = (
  { column, row }: Pick<MapPlace, 'column' | 'row'>,
  map: Pick<PayMap, 'cells'>,
): MapCell | undefined => {
  const { correlations, labels } = mapAxesOf(map);
  const nearest = (at: number, values: readonly number[]) => values[clampInteger(at, 0, values.length - 1)];
  const [correlation, numLabels] = [nearest(column, correlations), nearest(row, labels)];
  return map.cells.find((cell) => cell.correlation === correlation && cell.numLabels === numLabels);
};

/** The experiment of a cell. */
export const experimentOfCell = ({ config }: Pick<MapCell, 'config'>): Experiment =>
  readLink(config).experiment;
