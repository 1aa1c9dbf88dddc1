/** Random experiments as they are recorded: which model is better than which, and for how many labels. */
import * as z from 'zod/mini';
import { limits } from '../../core/schema/limits.ts';
import { comparedModels } from '../../studies/publicData/comparedModels.ts';
import { listSchema } from '../../studies/savedStudy.ts';

const models = z.enum(comparedModels);
const labelRange = z.readonly(z.tuple([z.number(), z.number()]));

/** Relative reduction of the loss with its 95 % interval over experiments. */
const gainSchema = z.object({ mean: z.number(), low: z.number(), high: z.number(), n: z.number() });

/** A pair with the gain of that pair. */
const comparisonSchema = z.object({
  better: models,
  than: models,
  labels: labelRange,
  /** Smallest gain that was claimed before it was tested. */
  moreThan: z.number(),
  isConfirmed: z.boolean(),
  gain: gainSchema,
  /** The same pair, where both have as many parameters. */
  atEqualParameters: z.optional(gainSchema),
  /** The same pair, where weight decay is chosen as well. */
  withWeightDecay: z.optional(gainSchema),
});

const conditionsSchema = z.object({
  source: z.string(),
  numExperiments: z.number(),
  /** Of the first, which suggested the comparisons; the others tested them. */
  numExplored: z.number(),
  numSizes: z.number(),
  numSteps: z.number(),
  numTasks: z.readonly(listSchema(z.number(), limits.tasks)),
  labels: labelRange,
  /** Experiments in which a model has the lowest loss. */
  best: z.record(models, z.number()),
  /** Repetitions in which Shared-Bottom chose widths below the common budget. */
  sharedBottoms: z.object({ small: z.number(), all: z.number() }),
  comparisons: z.readonly(listSchema(comparisonSchema, limits.publicFiles)),
  /** Change of AdaTT-sp's gain over PLE with many labels, or with tasks that are not all alike. */
  effectsOnGainOverPle: z.readonly(
    listSchema(z.extend(gainSchema, { factor: z.string() }), limits.publicFiles),
  ),
});

export type Conditions = Readonly<z.output<typeof conditionsSchema>>;
export type Comparison = Readonly<z.output<typeof comparisonSchema>>;

/** Throws an `Error` for invalid text. */
export const readConditions = (written: string): Conditions => conditionsSchema.parse(JSON.parse(written));
