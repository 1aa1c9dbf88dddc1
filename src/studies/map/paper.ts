/** The table of the paper on its public data set, and ours on the part of that data set that is at hand. */
import * as z from 'zod/mini';
import { tInterval } from '../../analysis/statistics.ts';
import { limits } from '../../core/schema/limits.ts';
import { listSchema, numberSchema } from '../savedStudy.ts';

/** Mean test AUC over 100 initial weights, of education, income and marital status (Li et al. 2023). */
export const paperAucs: Readonly<Record<string, readonly number[]>> = {
  mlmmoe: [0.8729, 0.9178, 0.9731],
  ple: [0.8683, 0.9164, 0.9697],
  adattSp: [0.8766, 0.9202, 0.9783],
};

const paperRunSchema = z.object({
  /** Link of the experiment, with the hash of the file. */
  config: z.string(),
  tasks: z.readonly(listSchema(z.string(), limits.tasks)),
  cards: z.readonly(
    listSchema(
      z.object({
        architecture: z.string(),
        parameters: z.number(),
        /** Test AUC of each initialisation, `[R * T]`. */
        aucs: z.readonly(listSchema(numberSchema, limits.draws * limits.tasks)),
      }),
      limits.cards,
    ),
  ),
});

export type PaperRun = Readonly<z.output<typeof paperRunSchema>>;
export type PaperCard = PaperRun['cards'][number];

/** Throws an `Error` for invalid text. */
export const readPaperRun = (written: string): PaperRun => paperRunSchema.parse(JSON.parse(written));

export const aucsOfTask = ({ aucs }: PaperCard, task: number, numTasks: number): readonly number[] =>
  aucs.filter((_, index) => index % numTasks === task);

/** AUC of one network minus that of another on a task, paired by initial weights, with a 95 % interval. */
export function aucDifference(one: PaperCard, other: PaperCard, task: number, numTasks: number) {
  const ofOther = aucsOfTask(other, task, numTasks);
  const differences = aucsOfTask(one, task, numTasks).map((auc, r) => auc - (ofOther[r] ?? Number.NaN));
  return tInterval(differences, 0.95);
}
