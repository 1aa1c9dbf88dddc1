/** Resizing to the reference's experts per level, as the AdaTT paper compares; part of `budget.ts`. */

import type { Field } from '../../core/schema/field.ts';
import { limits } from '../../core/schema/limits.ts';
import { architectureOf } from '../../models/architectures.ts';
import { text } from '../../text/text.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { keysMeaning, type Options, type ResizedOptions } from '../options.ts';
import { type NetworkCosts, notesOfCard, topologyOfCard } from './cardTopology.ts';

const words = text.comparison.budget;

/** All levels have the same number; 0 when the options cannot be built. */
const numExpertsOf = (card: CardConfig, options: Options, experiment: Experiment): number =>
  topologyOfCard({ ...card, options }, experiment)?.levels[0]?.experts.length ?? 0;

/** Changes few counts by little. Keeps the options, with a message, where no combination fits. */
export const withEqualExperts = (
  card: CardConfig,
  reference: NetworkCosts,
  experiment: Experiment,
): ResizedOptions => {
  const target = reference.experts[0] ?? 0;
  const now = numExpertsOf(card, card.options, experiment);
  if (now === target || now === 0) return { options: card.options, message: null };
  const notes = notesOfCard(card);
  const candidates = candidatesOf(card).filter(
    (options) =>
      numExpertsOf(card, options, experiment) === target &&
      notesOfCard({ ...card, options }).every((note) => notes.includes(note)),
  );
  const [first, ...others] = candidates;
  if (first === undefined) return { options: card.options, message: words.noExpertCount(card.name, target) };
  const options = others.reduce(
    (best, other) => (changeOf(card, other) < changeOf(card, best) ? other : best),
    first,
  );
  return { options, message: null };
};

const countKeysOf = ({ architecture }: CardConfig): readonly string[] =>
  keysMeaning(architectureOf(architecture)?.options ?? {}, ['expertCount']);

const candidatesOf = (card: CardConfig): readonly Options[] => {
  const fields = architectureOf(card.architecture)?.options ?? {};
  return countKeysOf(card).reduce<readonly Options[]>(
    (combinations, key) => {
      const counts = countsOf(fields[key], card.options[key]);
      return combinations.flatMap((options) => counts.map((count) => ({ ...options, [key]: count })));
    },
    [card.options],
  );
};

/** Field's range, and the current list where tasks differ. */
const countsOf = (field: Field<unknown> | undefined, now: unknown): readonly unknown[] => {
  const { min, max } = field?.range ?? { min: 1, max: limits.taskExperts };
  const numbers = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return Array.isArray(now) ? [now, ...numbers] : numbers;
};

// The factor ranks one changed count before two.
const changeOf = (card: CardConfig, options: Options): number => {
  const changes = countKeysOf(card).map((key) => distanceOf(card.options[key], options[key]));
  const numChanged = changes.filter((change) => change > 0).length;
  return 1000 * numChanged + changes.reduce((sum, change) => sum + change, 0);
};

const distanceOf = (before: unknown, after: unknown): number => {
  const list = Array.isArray(before) ? before : [before];
  return list.reduce<number>((sum, count: unknown, task) => {
    const other: unknown = Array.isArray(after) ? after[task] : after;
    return sum + Math.abs(Number(count) - Number(other));
  }, 0);
};
