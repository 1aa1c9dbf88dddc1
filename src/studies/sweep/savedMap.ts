/** Reads the map that `npm run map` writes. */
import * as z from 'zod/mini';
import { finishedConclusions } from '../../analysis/fingerprint.ts';
import { backendNames } from '../../analysis/produced/backend.ts';
import { limits } from '../../core/schema/limits.ts';
import type { PayMap } from './map.ts';
import { interval, listOf, number } from './savedSweeps.ts';

const rival = z.object({
  cardId: z.string(),
  conclusion: z.enum(finishedConclusions),
  gain: interval,
  equality: interval,
  level: z.number(),
});
const cell = z.object({
  correlation: z.number(),
  numLabels: z.number(),
  config: z.string(),
  seconds: z.number(),
  measuredCorrelation: number,
  rivals: listOf(rival, limits.cards),
});
const content = z.object({
  backend: z.enum(backendNames),
  cells: listOf(cell, limits.mapCells),
});

/** Throws an `Error` for invalid text: only the command writes maps. */
export const readMap = (written: string): PayMap => content.parse(JSON.parse(written));
