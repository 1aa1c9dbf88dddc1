/** What is recorded of Almost AdaTT: experiments, each with the verdicts on every rival of its reference. */
import * as z from 'zod/mini';
import { finishedConclusions } from '../analysis/fingerprint.ts';
import { backendNames } from '../analysis/produced/backend.ts';
import { limits } from '../core/schema/limits.ts';
import { intervalSchema, listSchema } from './savedStudy.ts';

/** This rival against the reference, over all tasks. */
const recordedRivalSchema = z.object({
  cardId: z.string(),
  conclusion: z.enum(finishedConclusions),
  gain: intervalSchema,
  equality: intervalSchema,
  level: z.number(),
});

const recordedVerdictsSchema = z.object({
  /** Link of the experiment. */
  config: z.string(),
  /** CPU seconds of training. */
  seconds: z.number(),
  rivals: z.readonly(listSchema(recordedRivalSchema, limits.cards)),
});

const recordedDefectsSchema = z.object({
  backend: z.enum(backendNames),
  cells: z.readonly(listSchema(recordedVerdictsSchema, limits.draws)),
});

export type RecordedRival = Readonly<z.output<typeof recordedRivalSchema>>;
export type RecordedVerdicts = Readonly<z.output<typeof recordedVerdictsSchema>>;
export type RecordedDefects = Readonly<z.output<typeof recordedDefectsSchema>>;

/** Throws an `Error` for invalid text. */
export const readRecordedDefects = (written: string): RecordedDefects =>
  recordedDefectsSchema.parse(JSON.parse(written));
