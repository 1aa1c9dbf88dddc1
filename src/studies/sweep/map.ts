/**
 * The map of who wins at each correlation and number of labels, and where any experiment lies on it; `npm run
 * map` trains it.
 */

import * as z from 'zod/mini';
import { finishedConclusions } from '../../analysis/fingerprint.ts';
import { backendNames } from '../../analysis/produced/backend.ts';
import { mean } from '../../core/lists.ts';
import { limits } from '../../core/schema/limits.ts';
import { clamp, clampInteger } from '../../core/schema/numberFields.ts';
import { usedMatricesOf } from '../../data/correlation.ts';
import { meanOfPairs } from '../../data/labelCorrelation.ts';
import { tableInfo } from '../../data/sources/tableInfo.ts';
import type { Matrix } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { readLink } from '../../experiment/link/link.ts';
import { upperTriangleOf } from '../../experiment/matrix.ts';
import { intervalSchema, listSchema, numberSchema } from '../savedStudy.ts';

const mapPointSchema = z.object({
  /** Correlation requested for every pair of tasks. */
  correlation: z.number(),
  /** Labels per task in the training rows. */
  numLabels: z.number(),
});

/** The reference against this rival, over all tasks. */
const mapRivalSchema = z.object({
  cardId: z.string(),
  conclusion: z.enum(finishedConclusions),
  gain: intervalSchema,
  equality: intervalSchema,
  level: z.number(),
});

const mapCellSchema = z.extend(mapPointSchema, {
  /** Link of the experiment. */
  config: z.string(),
  /** CPU seconds of training. */
  seconds: z.number(),
  /** Label correlation, mean over all pairs of tasks. */
  measuredCorrelation: numberSchema,
  rivals: z.readonly(listSchema(mapRivalSchema, limits.cards)),
});

/** Rows from the fewest labels; in a row from the lowest correlation. */
const mapSchema = z.object({
  backend: z.enum(backendNames),
  cells: z.readonly(listSchema(mapCellSchema, limits.mapCells)),
});

export type MapPoint = Readonly<z.output<typeof mapPointSchema>>;
export type MapRival = Readonly<z.output<typeof mapRivalSchema>>;
export type MapCell = Readonly<z.output<typeof mapCellSchema>>;
export type SharingMap = Readonly<z.output<typeof mapSchema>>;

/** Throws an `Error` for invalid text: only the command writes maps. */
export const readMap = (written: string): SharingMap => mapSchema.parse(JSON.parse(written));

/**
 * The reference if clearly better than every rival; else the rival furthest ahead, if clearly better than the
 * reference.
 */
export function winnerOf({ rivals }: Pick<MapCell, 'rivals'>, referenceId: string): string | null {
  const [ahead] = rivals
    .filter(({ conclusion }) => conclusion === 'worse')
    .toSorted((a, b) => a.gain.mean - b.gain.mean);
  if (ahead !== undefined) return ahead.cardId;
  return rivals.length > 0 && rivals.every(({ conclusion }) => conclusion === 'better') ? referenceId : null;
}

const sortedUnique = (values: readonly number[]): readonly number[] =>
  [...new Set(values)].toSorted((a, b) => a - b);

/** Columns and rows, ascending. */
export const mapAxesOf = ({ cells }: Pick<SharingMap, 'cells'>) => ({
  correlations: sortedUnique(cells.map(({ correlation }) => correlation)),
  labels: sortedUnique(cells.map(({ numLabels }) => numLabels)),
});

/** Coordinates in cells; whole numbers are the middles of cells. */
interface MapPlace extends MapPoint {
  readonly column: number;
  readonly row: number;
  /** Outside the map, and moved to its edge. */
  readonly isBeyond: boolean;
  /** The correlation was measured on the labels of a file. */
  readonly isOfFile: boolean;
  /** All pairs of tasks correlate about equally, as in the map. */
  readonly isEven: boolean;
}

const EVEN_CORRELATION_RANGE = 0.1;

/**
 * Place of an experiment, by mean correlation over pairs of tasks and mean number of labels. A file has only
 * the correlation of its `labels`, which noise is assumed to lower as in the map. Null if unknown.
 */
export function mapPlaceOf(
  { tasks, data }: Experiment,
  map: Pick<SharingMap, 'cells'>,
  labels: Matrix | null,
): MapPlace | null {
  const axes = mapAxesOf(map);
  const isOfFile = data.source === tableInfo.id;
  const matrices = isOfFile ? [labels ?? []] : usedMatricesOf(data);
  const correlation = mean(matrices.map(meanOfPairs));
  if (!Number.isFinite(correlation)) return null;
  const pairs = matrices.flatMap(upperTriangleOf);
  const isEven = Math.max(...pairs) - Math.min(...pairs) <= EVEN_CORRELATION_RANGE;
  const numLabels =
    data.numTrainRows * (isOfFile ? 1 : mean(tasks.map(({ labelFraction }) => labelFraction)));
  const across = positionAmong(
    axes.correlations,
    correlation / (isOfFile ? correlationShareInLabels(map, axes.correlations) : 1),
  );
  const up = positionAmong(axes.labels.map(Math.log), Math.log(numLabels));
  const isBeyond = across.isBeyond || up.isBeyond;
  return { column: across.at, row: up.at, correlation, numLabels, isBeyond, isOfFile, isEven };
}

// Ratio of measured to requested correlation, which label noise lowers; from the most correlated column.
function correlationShareInLabels(
  { cells }: Pick<SharingMap, 'cells'>,
  correlations: readonly number[],
): number {
  const highest = correlations.at(-1) ?? 1;
  const column = cells.filter(({ correlation }) => correlation === highest);
  return mean(column.map(({ measuredCorrelation }) => measuredCorrelation)) / highest;
}

/** Place of a value among the cells; extrapolates by half a cell at most. */
function positionAmong(values: readonly number[], value: number) {
  const last = values.length - 1;
  const above = values.findIndex((one) => one > value);
  const right = above === -1 ? last : Math.max(1, above);
  const [from = 0, to = 0] = [values[right - 1], values[right]];
  const exact = right - 1 + (value - from) / (to - from);
  const at = clamp(exact, -0.5, last + 0.5);
  return { at, isBeyond: at !== exact };
}

export const nearestCell = (
  { column, row }: Pick<MapPlace, 'column' | 'row'>,
  map: Pick<SharingMap, 'cells'>,
): MapCell | undefined => {
  const { correlations, labels } = mapAxesOf(map);
  const nearest = (at: number, values: readonly number[]) => values[clampInteger(at, 0, values.length - 1)];
  const [correlation, numLabels] = [nearest(column, correlations), nearest(row, labels)];
  return map.cells.find((cell) => cell.correlation === correlation && cell.numLabels === numLabels);
};

export const experimentOfCell = ({ config }: Pick<MapCell, 'config'>): Experiment =>
  readLink(config).experiment;
