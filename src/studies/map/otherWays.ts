/** What the map's sentences become where the same set-ups are compared in another way, as it is recorded. */
import * as z from 'zod/mini';
import { type Interval, LEVEL } from '../../analysis/statistics.ts';
import { intervalSchema, listSchema } from '../savedStudy.ts';
import { isWhere } from './levels.ts';
import { advantageOver, type SetUpReading } from './readings.ts';
import { directedSentences } from './sentences.ts';

export const otherWays = ['equalParameters', 'equalExperts', 'weightDecay'] as const;
export type OtherWay = (typeof otherWays)[number];

/** By way and sentence, as log ratios. */
const findingsSchema = z.partialRecord(
  z.enum(otherWays),
  z.readonly(listSchema(intervalSchema, directedSentences.length)),
);

export type OtherFindings = Readonly<z.output<typeof findingsSchema>>;

/** Throws an `Error` for invalid text: only the command writes it. */
export const readOtherFindings = (written: string): OtherFindings =>
  findingsSchema.parse(JSON.parse(written));

export const findingsIn = (setUps: readonly SetUpReading[]): readonly Interval[] =>
  directedSentences.map(({ where, one, other }) =>
    advantageOver(
      setUps.filter(({ circumstances }) => isWhere(where, circumstances)),
      one,
      other,
      LEVEL,
    ),
  );
