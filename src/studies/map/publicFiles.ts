/** What the contestants reached on public files, beside linear models and boosted trees, and how AdaTT-sp compares with each. */
import * as z from 'zod/mini';
import { pairedRatios } from '../../analysis/pairs.ts';
import { backendNames } from '../../analysis/produced/backend.ts';
import { type Interval, tInterval } from '../../analysis/statistics.ts';
import { limits } from '../../core/schema/limits.ts';
import { listSchema, numberSchema } from '../savedStudy.ts';
import { contestants } from './contestants.ts';

/** Test losses, `[R][T]`; once if all repetitions have the same rows. */
const lossesSchema = z.readonly(listSchema(z.readonly(listSchema(numberSchema, limits.tasks)), limits.draws));

/** A contestant in one repetition: the factor of its widths and the learning rate that the validation rows chose, then its losses. */
const bestNetworkSchema = z.tuple([z.number(), z.number()], numberSchema);

const fileSchema = z.object({
  name: z.string(),
  /** Package and data set, and the version read. */
  source: z.string(),
  licence: z.string(),
  /** Why somebody would predict these labels together, and how they are made. */
  recipe: z.string(),
  /** Features as `name:letter`, with the letters of `columnRoles`; empty for those of our own recipe of that name. */
  columns: z.string(),
  /** Label columns, see `labelColumnsOf`. */
  labels: z.string(),
  /** By time, all repetitions have the same rows. */
  split: z.enum(['random', 'time']),
  numRows: z.object({ train: z.number(), validation: z.number(), test: z.number() }),
  /** SHA-256 of the rows as used. */
  hash: z.string(),
  /** By contestant, in the order of `contestants`, and repetition. */
  best: z.readonly(
    listSchema(z.readonly(listSchema(z.readonly(bestNetworkSchema), limits.draws)), limits.cards),
  ),
  linear: lossesSchema,
  trees: lossesSchema,
});

/** Names of files that were looked at and not taken. */
const refusedSchema = z.object({ reason: z.string(), names: z.string() });

const publicFilesSchema = z.object({
  backend: z.enum(backendNames),
  refused: z.readonly(listSchema(refusedSchema, limits.mapSetUps)),
  files: z.readonly(listSchema(fileSchema, limits.mapSetUps)),
});

export type PublicFile = Readonly<z.output<typeof fileSchema>>;
export type RecordedFiles = Readonly<z.output<typeof publicFilesSchema>>;

/** Throws an `Error` for invalid text: only the command writes it. */
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

export const rivals = [...contestants.filter((id) => id !== reference), 'linear', 'trees'] as const;

export type Rival = (typeof rivals)[number];

function lossesOf({ best, linear, trees }: PublicFile, id: Rival | typeof reference) {
  if (id === 'linear') return linear;
  return id === 'trees'
    ? trees
    : (best[contestants.indexOf(id)] ?? []).map(([_size, _rate, ...losses]) => losses);
}

/** ln(loss of the rival / loss of AdaTT-sp), mean over tasks, `[R]`: positive if AdaTT-sp is better. */
export function logRatiosOf(file: PublicFile, rival: Rival): readonly number[] {
  const [own, ofRival] = [lossesOf(file, reference), lossesOf(file, rival)];
  const others = own.map((_, replica) => ofRival[replica] ?? ofRival[0] ?? []);
  return pairedRatios(own.flat(), others.flat(), labelColumnsOf(file).length).overall;
}

/** Over repetitions, which share rows if they split them anew. */
export const differenceOnFile = (file: PublicFile, rival: Rival): Interval =>
  tInterval(
    logRatiosOf(file, rival),
    0.95,
    file.split === 'random' ? file.numRows.test / file.numRows.train : 0,
  );

/** Over files, each with the mean of its repetitions. */
export const differenceOverFiles = (files: readonly PublicFile[], rival: Rival): Interval =>
  tInterval(
    files.map((file) => differenceOnFile(file, rival).mean),
    0.95,
  );
