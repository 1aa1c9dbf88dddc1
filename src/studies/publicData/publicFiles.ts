/** Results of the compared models on public files, beside linear models and boosted trees. */
import * as z from 'zod/mini';
import { pairedRatios } from '../../analysis/pairs.ts';
import { backendNames } from '../../analysis/produced/backend.ts';
import { type Interval, tInterval } from '../../analysis/statistics.ts';
import { expm1 } from '../../core/math.ts';
import { limits } from '../../core/schema/limits.ts';
import { listSchema, numberSchema } from '../savedStudy.ts';
import { comparedModels } from './comparedModels.ts';

/** Test losses, `[R][T]`; once if all repetitions have the same rows. */
const lossesSchema = z.readonly(listSchema(z.readonly(listSchema(numberSchema, limits.tasks)), limits.draws));

/** A model in one repetition: the factor of its widths and the learning rate that the validation rows chose, then its losses. */
const bestNetworkSchema = z.tuple([z.number(), z.number()], numberSchema);

const fileSchema = z.object({
  name: z.string(),
  /** Package, version and data set; or a file alone. */
  source: z.string(),
  licence: z.string(),
  /** Features as `name:letter`, with the letters of `columnRoles`; empty for those of our own recipe of that name. */
  columns: z.string(),
  labels: z.string(),
  /** By time, all repetitions have the same rows. */
  split: z.enum(['random', 'time']),
  numRows: z.object({ train: z.number(), validation: z.number(), test: z.number() }),
  /** If rows are a sample. */
  numRowsInSource: z.optional(z.number()),
  /** SHA-256 of the rows as used. */
  hash: z.string(),
  /** By model, in the order of `comparedModels`, and repetition. */
  best: z.readonly(
    listSchema(z.readonly(listSchema(z.readonly(bestNetworkSchema), limits.draws)), limits.cards),
  ),
  linear: lossesSchema,
  trees: lossesSchema,
});

const refusedSchema = z.object({
  reason: z.enum(['oneLabel', 'fewRows', 'licence', 'givesAway', 'blank']),
  names: z.string(),
});

const publicFilesSchema = z.object({
  backend: z.enum(backendNames),
  refused: z.readonly(listSchema(refusedSchema, limits.publicFiles)),
  files: z.readonly(listSchema(fileSchema, limits.publicFiles)),
});

export type PublicFile = Readonly<z.output<typeof fileSchema>>;
export type RecordedFiles = Readonly<z.output<typeof publicFilesSchema>>;

/** Throws an `Error` for invalid text. */
export const readRecordedFiles = (written: string): RecordedFiles =>
  publicFilesSchema.parse(JSON.parse(written));

interface Label {
  readonly name: string;
  readonly isNumber: boolean;
}

/** Names with `:n` for a number, `:b` for 0 or 1. */
export const labelColumnsOf = ({ labels }: Pick<PublicFile, 'labels'>): readonly Label[] =>
  labels.split(' ').map((label) => ({ name: label.slice(0, -2), isNumber: label.endsWith(':n') }));

const reference = 'adattSp';

const simpleModels = ['singleTask', 'linear', 'trees'] as const;

export const rivals = [...comparedModels.filter((id) => id !== reference), 'linear', 'trees'] as const;

export type Rival = (typeof rivals)[number];
type Model = Rival | typeof reference;

/** Test losses, `[R][T]`. */
function lossesOf({ best, ...file }: PublicFile, id: Model): readonly (readonly number[])[] {
  if (id === 'linear' || id === 'trees')
    return (best[0] ?? []).map((_, replica) => file[id][replica] ?? file[id][0] ?? []);
  return (best[comparedModels.indexOf(id)] ?? []).map(([_size, _rate, ...losses]) => losses);
}

/** ln(loss of the rival / loss of `one`), mean over tasks, `[R]`: positive if `one` is better. */
export const logRatiosOf = (file: PublicFile, rival: Model, one: Model = reference): readonly number[] =>
  pairedRatios(lossesOf(file, one).flat(), lossesOf(file, rival).flat(), labelColumnsOf(file).length).overall;

/** Over repetitions, which share rows if they split them anew. */
export const differenceOnFile = (file: PublicFile, rival: Model, one: Model = reference): Interval =>
  tInterval(
    logRatiosOf(file, rival, one),
    0.95,
    file.split === 'random' ? file.numRows.test / file.numRows.train : 0,
  );

/** Over files, each with the mean of its repetitions. */
export const differenceOverFiles = (files: readonly PublicFile[], rival: Rival, level = 0.95): Interval =>
  tInterval(
    files.map((file) => differenceOnFile(file, rival).mean),
    level,
  );

/** The one with the lowest losses, mean log ratio over tasks and repetitions. */
export const bestSimpleModelOf = (file: PublicFile): (typeof simpleModels)[number] =>
  simpleModels.reduce((best, one) => (differenceOnFile(file, best, one).mean > 0 ? one : best));

/** A log ratio as a relative reduction of the loss. */
export function asGain({ mean, low, high, ...counts }: Interval): Interval {
  const gain = (ratio: number): number => -expm1(-ratio) + 0;
  return { mean: gain(mean), low: gain(low), high: gain(high), ...counts };
}
