/** The study behind the map as it is recorded: set-ups, and what each contestant reached at its best. */
import * as z from 'zod/mini';
import { backendNames } from '../../analysis/produced/backend.ts';
import { limits } from '../../core/schema/limits.ts';
import { listSchema, numberSchema } from '../savedStudy.ts';

/** A contestant in one repetition, with the size and the learning rate that its validation rows chose. */
const bestNetworkSchema = z.object({
  /** Factor of the widths of the common budget. */
  size: z.number(),
  rate: z.number(),
  /** Weight decay, where it was chosen as well and is not 0. */
  decay: z.optional(z.number()),
  /** Test losses, `[T]`. */
  losses: z.readonly(listSchema(numberSchema, limits.tasks)),
});

const setUpSchema = z.object({
  /** Number in the population. */
  key: z.number(),
  /** Link of the experiment, which has a card per contestant. */
  config: z.string(),
  /** CPU seconds of all trainings. */
  seconds: z.number(),
  /** By contestant and repetition, `[contestant][R]`. */
  best: z.readonly(listSchema(z.readonly(listSchema(bestNetworkSchema, limits.draws)), limits.cards)),
});

const mapSchema = z.object({
  backend: z.enum(backendNames),
  setUps: z.readonly(listSchema(setUpSchema, limits.mapSetUps)),
});

export type BestNetwork = Readonly<z.output<typeof bestNetworkSchema>>;
export type RecordedSetUp = Readonly<z.output<typeof setUpSchema>>;
export type RecordedMap = Readonly<z.output<typeof mapSchema>>;

/** Throws an `Error` for invalid text. */
export const readRecordedMap = (written: string): RecordedMap => mapSchema.parse(JSON.parse(written));
