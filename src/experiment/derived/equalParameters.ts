/** Resizing to the reference's parameters by widths alone; part of `budget.ts`. */

import type { FieldMeaning } from '../../core/schema/field.ts';
import { limits } from '../../core/schema/limits.ts';
import { architectureOf } from '../../models/architectures.ts';
import { paramCountsOf } from '../../models/counts.ts';
import { text } from '../../text/text.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { keysMeaning, type Options, type ResizedOptions } from '../options.ts';
import { type NetworkCosts, topologyOfCard } from './cardTopology.ts';

const words = text.comparison.budget;

const TOLERANCE = 0.02;

const isWithin = (count: number, target: number): boolean => Math.abs(count / target - 1) <= TOLERANCE;

/**
 * Solves expert widths, and tower widths too only if needed. Keeps a card within tolerance; else returns the
 * nearest, with a message if it is outside.
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
  const byExperts = solved(card, ['expertWidth'], countOf, target);
  if (isWithin(byExperts.count, target)) return { options: byExperts.options, message: null };
  const byAll = solved(card, ['expertWidth', 'towerWidth'], countOf, target);
  const message = isWithin(byAll.count, target) ? null : reasonOf(card.name, byAll, target);
  return { options: byAll.options, message };
};

interface WidthSolution {
  readonly widths: readonly number[];
  readonly count: number;
  readonly options: Options;
}

/**
 * Scales all widths by the largest factor within the target, to keep proportions, then adjusts single ones.
 */
const solved = (
  card: CardConfig,
  meanings: readonly FieldMeaning[],
  countOf: (options: Options) => number,
  target: number,
): WidthSolution => {
  const fields = architectureOf(card.architecture)?.options ?? {};
  const keys = keysMeaning(fields, meanings);
  const solutionWith = (widths: readonly number[]): WidthSolution => {
    const rest = [...widths];
    const replaced = keys.map((key) => {
      const value = withWidths(card.options[key], rest);
      const field = fields[key];
      // A single width may have limits of its own.
      return [key, field?.range ? field.read(value) : value] as const;
    });
    const options = { ...card.options, ...Object.fromEntries(replaced) };
    return { widths, options, count: countOf(options) };
  };
  const widths = keys.flatMap((key) => widthsIn(card.options[key]));
  const solutionAt = (factor: number) =>
    solutionWith(widths.map((width) => Math.min(Math.max(Math.round(width * factor), 1), limits.width)));
  let low = 0;
  let high: number = limits.width; // at least: every width is 1 or more
  for (let halving = 0; halving < 24; halving++) {
    const middle = (low + high) / 2;
    if (solutionAt(middle).count <= target) low = middle;
    else high = middle;
  }
  return refined(nearest([solutionAt(low), solutionAt(high)], target), solutionWith, target);
};

const widthsIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? value.flatMap(widthsIn) : [];
};

/** Same nesting, with numbers taken from the front of `rest`. */
const withWidths = (value: unknown, rest: number[]): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => withWidths(item, rest));
  return rest.shift() ?? value;
};

const reasonOf = (name: string, { widths, count }: WidthSolution, target: number): string => {
  const isAt = (end: number) => widths.every((width) => width === end);
  const reached = isAt(1) ? 'fewest' : isAt(limits.width) ? 'most' : 'nearest';
  return words.outOfReach(name, reached, count.toLocaleString('en'), target.toLocaleString('en'));
};

/** Moves single widths by 1, the most helpful first. */
function refined(
  start: WidthSolution,
  solutionWith: (widths: readonly number[]) => WidthSolution,
  target: number,
): WidthSolution {
  let best = start;
  while (errorOf(best, target) > TOLERANCE) {
    const neighbours = best.widths.flatMap((width, index) =>
      [width - 1, width + 1]
        .filter((changed) => changed >= 1 && changed <= limits.width)
        .map((changed) => solutionWith(best.widths.with(index, changed))),
    );
    const next = nearest([best, ...neighbours], target);
    if (next === best) return best;
    best = next;
  }
  return best;
}

const errorOf = ({ count }: WidthSolution, target: number): number => Math.abs(count / target - 1);

const nearest = (solutions: readonly WidthSolution[], target: number): WidthSolution =>
  solutions.reduce((best, other) => (errorOf(other, target) < errorOf(best, target) ? other : best));
