/** The table of the paper on its public data set, and ours on the part of that data set that is at hand. */
import * as z from 'zod/mini';
import { tInterval } from '../../analysis/statistics.ts';
import { limits } from '../../core/schema/limits.ts';
import { readLink } from '../../experiment/link/link.ts';
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

/** AUC by which the first network is ahead of others in the paper at most, and the farthest end of an interval here. */
export function largestDifferences({ cards, tasks, config }: PaperRun) {
  const [reference, ...rivals] = cards;
  if (reference === undefined) throw new Error('The table of the paper has no networks.');
  const ofPaper = ({ architecture }: PaperCard, task: number) =>
    paperAucs[architecture]?.[task] ?? Number.NaN;
  const pairs = tasks.flatMap((_, task) => rivals.map((rival) => ({ rival, task })));
  const ends = pairs.flatMap(({ rival, task }) => {
    const { low, high } = aucDifference(reference, rival, task, tasks.length);
    return [Math.abs(low), Math.abs(high)];
  });
  return {
    most: Math.max(...pairs.map(({ rival, task }) => ofPaper(reference, task) - ofPaper(rival, task))),
    furthest: Math.max(...ends),
    seeds: readLink(config).experiment.training.numReplicas,
  };
}
