/** Resizing of cards to the reference's budget, with their costs; the user's options stay. */
import { memoise } from '../../core/memoise.ts';
import type { Field, FieldMeaning } from '../../core/schema/field.ts';
import { limits } from '../../core/schema/limits.ts';
import { numPriorsOf } from '../../data/rows.ts';
import { architectureOf } from '../../models/architectures.ts';
import { paramCountsOf } from '../../models/counts.ts';
import { commonFeatures, type TopologyReader, unreadFeatures } from '../../models/features.ts';
import { text } from '../../text/text.ts';
import { referenceOf } from '../comparison.ts';
import type { CardConfig, Experiment } from '../experiment.ts';
import { keysWithMeaning, type Options, type ResizedOptions } from '../options.ts';
import { type NetworkCosts, networkCostsOf, notesOfCard, topologyOfCard } from './cardTopology.ts';

const PARAMETER_TOLERANCE = 0.02;

const words = text.comparison.budget;

const MAX_PARAMETER_DIFFERENCE = 0.05;

export type BudgetedCard = ReturnType<typeof budgetedCardOf>;

export type Budget = ReturnType<typeof budgetOf>;

export const budgetOf = memoise((experiment: Experiment) => {
  const { budget: mode } = experiment.comparison;
  const reference = referenceOf(experiment);
  const topology = reference === null ? null : topologyOfCard(reference, experiment);
  const target = topology === null ? null : networkCostsOf(topology);
  const cards = experiment.cards.map((card) =>
    cachedBudgetedCard(card, card === reference, target, experiment),
  );
  return {
    mode,
    referenceId: reference?.id ?? null,
    cards,
    /** True if a card differs by over 5 % in parameters. */
    isUneven: cards.some(({ excess }) => Math.abs(excess ?? 0) > MAX_PARAMETER_DIFFERENCE),
  };
});

// Last result of each card: resizing is too slow to repeat while a correlation is dragged.
const lastBudgetedOf = memoise((_: CardConfig): { key: string; made: BudgetedCard | null } => ({
  key: '',
  made: null,
}));

function cachedBudgetedCard(
  card: CardConfig,
  isReference: boolean,
  target: NetworkCosts | null,
  experiment: Experiment,
): BudgetedCard {
  const { comparison, tasks, data } = experiment;
  const last = lastBudgetedOf(card);
  const inputs = [data.inputDim, numPriorsOf(experiment)];
  const key = JSON.stringify([isReference, target, comparison.budget, tasks.length, inputs]);
  if (last.made !== null && last.key === key) return last.made;
  const options =
    target === null || isReference ? unchangedOptions(card) : resizedOptions(card, target, experiment);
  const made = budgetedCardOf(card, options, target, experiment);
  Object.assign(last, { key, made });
  return made;
}

const unchangedOptions = ({ options }: CardConfig): ResizedOptions => ({ options, message: null });

export const budgetReader: TopologyReader = {
  name: text.models.reader.budget,
  reads: [...commonFeatures],
};

const resizedOptions = (
  card: CardConfig,
  reference: NetworkCosts,
  experiment: Experiment,
): ResizedOptions => {
  const topology = topologyOfCard(card, experiment);
  const [message] = topology === null ? [] : unreadFeatures(topology, budgetReader);
  if (message !== undefined) return { options: card.options, message };
  switch (experiment.comparison.budget) {
    case 'asConfigured':
      return unchangedOptions(card);
    case 'bestSize':
    case 'equalParameters':
      return withEqualParameters(card, reference, experiment);
    case 'equalExperts':
      return withEqualExperts(card, reference, experiment);
  }
};

const budgetedCardOf = (
  configured: CardConfig,
  { options, message }: ResizedOptions,
  target: NetworkCosts | null,
  experiment: Experiment,
) => {
  const card = options === configured.options ? configured : { ...configured, options };
  const sized = sizedCardOf(card, configured, experiment);
  const { costs } = sized;
  return {
    ...sized,
    message,
    excess: costs === null || target === null ? null : costs.parameters.total / target.parameters.total - 1,
  };
};

export const sizedCardOf = (card: CardConfig, configured: CardConfig, experiment: Experiment) => {
  const topology = topologyOfCard(card, experiment);
  return {
    card,
    changed: Object.keys(card.options).filter(
      (key) => !isEqualJson(card.options[key], configured.options[key]),
    ),
    costs: topology === null ? null : networkCostsOf(topology),
  };
};

const isEqualJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

const numExpertsOf = (card: CardConfig, options: Options, experiment: Experiment): number =>
  topologyOfCard({ ...card, options }, experiment)?.levels[0]?.experts.length ?? 0;

/** Changes few counts by little. If no combination fits, keeps the options and adds a message. */
const withEqualExperts = (
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
  keysWithMeaning(architectureOf(architecture)?.options ?? {}, ['expertCount']);

const candidatesOf = (card: CardConfig): readonly Options[] => {
  const fields = architectureOf(card.architecture)?.options ?? {};
  return countKeysOf(card).reduce<readonly Options[]>(
    (combinations, key) => {
      const counts = candidateCountsOf(fields[key], card.options[key]);
      return combinations.flatMap((options) => counts.map((count) => ({ ...options, [key]: count })));
    },
    [card.options],
  );
};

const candidateCountsOf = (field: Field<unknown> | undefined, now: unknown): readonly unknown[] => {
  const { min, max } = field?.range ?? { min: 1, max: limits.taskExperts };
  const numbers = Array.from({ length: max - min + 1 }, (_, index) => min + index);
  return Array.isArray(now) ? [now, ...numbers] : numbers;
};

// The factor makes a change of one count smaller than changes of two.
const changeOf = (card: CardConfig, options: Options): number => {
  const changes = countKeysOf(card).map((key) => countDistance(card.options[key], options[key]));
  const numChanged = changes.filter((change) => change > 0).length;
  return 1000 * numChanged + changes.reduce((sum, change) => sum + change, 0);
};

const countDistance = (before: unknown, after: unknown): number => {
  const list = Array.isArray(before) ? before : [before];
  return list.reduce<number>((sum, count: unknown, task) => {
    const other: unknown = Array.isArray(after) ? after[task] : after;
    return sum + Math.abs(Number(count) - Number(other));
  }, 0);
};

const isWithinTolerance = (count: number, target: number): boolean =>
  Math.abs(count / target - 1) <= PARAMETER_TOLERANCE;

/** Adjusts expert (if needed, tower) widths to the reference's parameters; else the nearest, with a message. */
const withEqualParameters = (
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
  if (Number.isNaN(now) || isWithinTolerance(now, target)) return { options: card.options, message: null };
  const byExperts = solvedWidths(card, ['expertWidth'], countOf, target);
  if (isWithinTolerance(byExperts.count, target)) return { options: byExperts.options, message: null };
  const byAll = solvedWidths(card, ['expertWidth', 'towerWidth'], countOf, target);
  const message = isWithinTolerance(byAll.count, target)
    ? null
    : unmetBudgetMessage(card.name, byAll, target);
  return { options: byAll.options, message };
};

interface WidthSolution {
  readonly widths: readonly number[];
  readonly count: number;
  readonly options: Options;
}

/** Scales all widths by the largest factor that fits, to keep proportions, then adjusts single ones. */
const solvedWidths = (
  card: CardConfig,
  meanings: readonly FieldMeaning[],
  countOf: (options: Options) => number,
  target: number,
): WidthSolution => {
  const fields = architectureOf(card.architecture)?.options ?? {};
  const keys = keysWithMeaning(fields, meanings);
  const solutionWith = (widths: readonly number[]): WidthSolution => {
    const rest = [...widths];
    const replaced = keys.map((key) => {
      const value = withReplacedWidths(card.options[key], rest);
      const field = fields[key];
      // A field of a single width may have limits of its own.
      return [key, field?.range ? field.read(value) : value] as const;
    });
    const options = { ...card.options, ...Object.fromEntries(replaced) };
    return { widths, options, count: countOf(options) };
  };
  const widths = keys.flatMap((key) => widthsIn(card.options[key]));
  const solutionAt = (factor: number) =>
    solutionWith(widths.map((width) => Math.min(Math.max(Math.round(width * factor), 1), limits.width)));
  let low = 0;
  let high: number = limits.width; // lower bound of the factor: every width is 1 or more
  for (let halving = 0; halving < 24; halving++) {
    const middle = (low + high) / 2;
    if (solutionAt(middle).count <= target) low = middle;
    else high = middle;
  }
  return refinedWidths(nearestSolution([solutionAt(low), solutionAt(high)], target), solutionWith, target);
};

const widthsIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value];
  return Array.isArray(value) ? value.flatMap(widthsIn) : [];
};

const withReplacedWidths = (value: unknown, rest: number[]): unknown => {
  if (Array.isArray(value)) return value.map((item: unknown) => withReplacedWidths(item, rest));
  return rest.shift() ?? value;
};

const unmetBudgetMessage = (name: string, { widths, count }: WidthSolution, target: number): string => {
  const counts = [count.toLocaleString('en'), target.toLocaleString('en')] as const;
  if (widths.length === 0) return words.fixedSize(name, ...counts);
  const isAt = (end: number) => widths.every((width) => width === end);
  const reached = isAt(1) ? 'fewest' : isAt(limits.width) ? 'most' : 'nearest';
  return words.outOfReach(name, reached, ...counts);
};

/** Changes single widths by 1, starting with the change that helps most. */
function refinedWidths(
  start: WidthSolution,
  solutionWith: (widths: readonly number[]) => WidthSolution,
  target: number,
): WidthSolution {
  let best = start;
  while (errorOf(best, target) > PARAMETER_TOLERANCE) {
    const neighbours = best.widths.flatMap((width, index) =>
      [width - 1, width + 1]
        .filter((changed) => changed >= 1 && changed <= limits.width)
        .map((changed) => solutionWith(best.widths.with(index, changed))),
    );
    const next = nearestSolution([best, ...neighbours], target);
    if (next === best) return best;
    best = next;
  }
  return best;
}

const errorOf = ({ count }: WidthSolution, target: number): number => Math.abs(count / target - 1);

const nearestSolution = (solutions: readonly WidthSolution[], target: number): WidthSolution =>
  solutions.reduce((best, other) => (errorOf(other, target) < errorOf(best, target) ? other : best));
