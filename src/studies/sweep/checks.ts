/** Says before a sweep starts why it cannot run, and where it trains something other than its label says. */
import { groupedBy } from '../../core/lists.ts';
import { lowestCommonCorrelation } from '../../data/correlation.ts';
import { problemsOfExperiment } from '../../experiment/costs/checks.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { architectureOf } from '../../models/architectures.ts';
import { text } from '../../text/text.ts';
import type { SweepAxis } from './axes.ts';
import { isRepairedAt, shownSweepValue } from './sweep.ts';

const words = text.sweep.checks;

/** A sentence per problem, with the values concerned; empty if every point can be trained. */
export const problemsOfSweep = (
  experiment: Experiment,
  axis: SweepAxis,
  values: readonly number[],
): readonly string[] => {
  const hasGain = experiment.cards.some(
    ({ architecture }) => architectureOf(architecture)?.role !== 'baseline',
  );
  if (!hasGain) return [words.noArchitecture];
  const found = values.flatMap((value) =>
    problemsOfExperiment(axis.experimentAt(experiment, value)).map(({ message }) => ({ message, value })),
  );
  return [...groupedBy(found, ({ message }) => message)].map(([message, ones]) =>
    words.atValues(
      message,
      ones.map(({ value }) => shownSweepValue(axis, value)),
    ),
  );
};

/** Names the values at which no such tasks exist, so that others are trained. */
export const repairOfSweep = (
  experiment: Experiment,
  axis: SweepAxis,
  values: readonly number[],
): string | null => {
  // A matrix that is equal at every value is reported where it was entered.
  const repaired =
    axis.part === 'pairs' ? values.filter((value) => isRepairedAt(axis.experimentAt(experiment, value))) : [];
  if (repaired.length === 0) return null;
  const { length } = experiment.tasks;
  const shown = (value: number) => shownSweepValue(axis, value);
  const lowest = shown(Number(lowestCommonCorrelation(length).toFixed(3)));
  return words.repaired(length, lowest, repaired.map(shown));
};
