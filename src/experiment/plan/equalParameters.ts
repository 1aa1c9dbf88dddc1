/** Gives a card as many parameters as the reference by its widths alone. Part of `budget.ts`. */
import type { NetworkCosts } from '../../analysis/budget.ts';
import { solveWidths, type WidthSolution } from '../../analysis/solveWidths.ts';
import { architectureOf } from '../../models/architectures.ts';
import { paramCountsOf } from '../../models/counts.ts';
import type { FieldKind } from '../../schema/field.ts';
import { limits } from '../../schema/limits.ts';
import { text } from '../../text/text.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import type { Options, ResizedOptions } from '../options.ts';
import { topologyOfCard } from './cardTopology.ts';

const words = text.comparison.budget;

/** Largest share of the reference's parameters that may be left over. */
const TOLERANCE = 0.02;

const isWithin = (count: number, target: number): boolean => Math.abs(count / target - 1) <= TOLERANCE;

/**
 * Solves the expert widths, and only when they do not get there the tower widths with them. A card that is near enough
 * already is not touched; one that cannot be is brought as near as it goes, with a message.
 */
export const withEqualParameters = (
  card: CardConfig,
  reference: NetworkCosts,
  experiment: Experiment,
): ResizedOptions => {
  const target = reference.parameters.total;
  const countOf = (options: Options): number => {
    const topology = topologyOfCard({ ...card, options }, experiment);
    return topology === null ? Number.NaN : paramCountsOf(topology).total;
  };
  const now = countOf(card.options);
  if (Number.isNaN(now) || isWithin(now, target)) return { options: card.options, message: null };
  const byExperts = solved(card, ['levelDims'], countOf, target);
  if (isWithin(byExperts.count, target)) return { options: byExperts.options, message: null };
  const byAll = solved(card, ['levelDims', 'dims'], countOf, target);
  const message = isWithin(byAll.count, target) ? null : reasonOf(card.name, byAll, target);
  return { options: byAll.options, message };
};

interface SolvedOptions extends WidthSolution {
  readonly options: Options;
}

/** Solves all widths in options of these kinds. */
const solved = (
  card: CardConfig,
  kinds: readonly FieldKind[],
  countOf: (options: Options) => number,
  target: number,
): SolvedOptions => {
  const fields = architectureOf(card.architecture)?.options ?? {};
  const keys = Object.keys(fields).filter((key) => kinds.some((kind) => kind === fields[key]?.kind));
  const optionsWith = (widths: readonly number[]): Options => {
    const rest = [...widths];
    const replaced = keys.map((key) => [key, withWidths(card.options[key], rest)] as const);
    return { ...card.options, ...Object.fromEntries(replaced) };
  };
  const solution = solveWidths({
    widths: keys.flatMap((key) => widthsIn(card.options[key])),
    maxWidth: limits.width,
    countOf: (widths) => countOf(optionsWith(widths)),
    target,
    tolerance: TOLERANCE,
  });
  return { ...solution, options: optionsWith(solution.widths) };
};

/** All numbers of a list, or of a list of lists, in order. */
const widthsIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? value.flatMap(widthsIn) : [];
};

/** The same lists with other numbers, taken from the front of `rest`. */
const withWidths = (value: unknown, rest: number[]): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => withWidths(item, rest));
  return rest.shift() ?? value;
};

const reasonOf = (name: string, { widths, count }: WidthSolution, target: number): string => {
  const isAt = (end: number) => widths.every((width) => width === end);
  const reached = isAt(1) ? 'fewest' : isAt(limits.width) ? 'most' : 'nearest';
  return words.outOfReach(name, reached, count.toLocaleString('en'), target.toLocaleString('en'));
};
