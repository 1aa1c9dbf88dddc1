/** Gives a card as many parameters as the reference by its widths alone. Part of `budget.ts`. */
import { architectureOf } from '../../models/architectures.ts';
import { paramCountsOf } from '../../models/counts.ts';
import type { FieldMeaning } from '../../schema/field.ts';
import { limits } from '../../schema/limits.ts';
import { text } from '../../text/text.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { keysMeaning, type Options, type ResizedOptions } from '../options.ts';
import { type NetworkCosts, topologyOfCard } from './cardTopology.ts';

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
  const byExperts = solved(card, ['expertWidth'], countOf, target);
  if (isWithin(byExperts.count, target)) return { options: byExperts.options, message: null };
  const byAll = solved(card, ['expertWidth', 'towerWidth'], countOf, target);
  const message = isWithin(byAll.count, target) ? null : reasonOf(card.name, byAll, target);
  return { options: byAll.options, message };
};

/** Widths of the layers to be solved for, in any order. */
type Widths = readonly number[];

interface SolvedOptions extends WidthSolution {
  readonly options: Options;
}

/** Solves all widths in options of these meanings. */
const solved = (
  card: CardConfig,
  meanings: readonly FieldMeaning[],
  countOf: (options: Options) => number,
  target: number,
): SolvedOptions => {
  const fields = architectureOf(card.architecture)?.options ?? {};
  const keys = keysMeaning(fields, meanings);
  const optionsWith = (widths: readonly number[]): Options => {
    const rest = [...widths];
    const replaced = keys.map((key) => {
      const value = withWidths(card.options[key], rest);
      const field = fields[key];
      // A single width may have limits of its own.
      return [key, field?.range ? field.read(value) : value] as const;
    });
    return { ...card.options, ...Object.fromEntries(replaced) };
  };
  const solution = solveWidths({
    widths: keys.flatMap((key) => widthsIn(card.options[key])),
    countOf: (widths) => countOf(optionsWith(widths)),
    target,
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

/** The target and the widths to reach it with. */
interface WidthProblem {
  /** Where to start; the proportions between them are kept as far as whole numbers allow. */
  readonly widths: Widths;
  /** Parameters with these widths; never fewer when a width grows. */
  readonly countOf: (widths: Widths) => number;
  readonly target: number;
}

/** The widths found and how many parameters they give. */
interface WidthSolution {
  readonly widths: Widths;
  readonly count: number;
}

/** All widths times one factor, the largest that stays at or below the target; then single widths a little up or down. */
function solveWidths(problem: WidthProblem): WidthSolution {
  const { widths, target } = problem;
  const solutionAt = (factor: number) => solutionOf(problem, scaled(widths, factor));
  let low = 0;
  let high: number = limits.width; // at least: every width is 1 or more
  for (let halving = 0; halving < 24; halving++) {
    const middle = (low + high) / 2;
    if (solutionAt(middle).count <= target) low = middle;
    else high = middle;
  }
  return refined(problem, nearer(problem, solutionAt(low), solutionAt(high)));
}

function scaled(widths: Widths, factor: number): Widths {
  return widths.map((width) => Math.min(Math.max(Math.round(width * factor), 1), limits.width));
}

/** Moves single widths by 1, each time the one that helps most, until it is near enough or nothing helps. */
function refined(problem: WidthProblem, start: WidthSolution): WidthSolution {
  let best = start;
  while (errorOf(problem, best) > TOLERANCE) {
    const next = neighboursOf(problem, best.widths).reduce(
      (found, other) => nearer(problem, found, other),
      best,
    );
    if (next === best) return best;
    best = next;
  }
  return best;
}

function neighboursOf(problem: WidthProblem, widths: Widths): readonly WidthSolution[] {
  const moved = widths.flatMap((width, index) =>
    [width - 1, width + 1]
      .filter((changed) => changed >= 1 && changed <= limits.width)
      .map((changed) => widths.with(index, changed)),
  );
  return moved.map((changed) => solutionOf(problem, changed));
}

const solutionOf = ({ countOf }: WidthProblem, widths: Widths): WidthSolution => ({
  widths,
  count: countOf(widths),
});

const errorOf = ({ target }: WidthProblem, { count }: WidthSolution): number => Math.abs(count / target - 1);

/** The first of equals. */
function nearer(problem: WidthProblem, a: WidthSolution, b: WidthSolution): WidthSolution {
  return errorOf(problem, b) < errorOf(problem, a) ? b : a;
}
