/** The experiment with the options that the budget gives to its cards: what is really trained and drawn. */
import { useMemo } from 'react';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { budgetOf } from '../../src/experiment/plan/budget.ts';

export const useBudgeted = (experiment: Experiment): Experiment =>
  useMemo(() => ({ ...experiment, cards: budgetOf(experiment).cards.map(({ card }) => card) }), [experiment]);
