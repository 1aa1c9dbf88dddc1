/**
 * Why an experiment cannot run, once the check is loaded; until then, or if it cannot be, nothing is held against it: the
 * session checks what it is given itself.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { ExperimentProblem } from '../../../src/experiment/plan/checks.ts';

export type StartChecks = Pick<StoreApi<StartChecksState>, 'getState' | 'subscribe' | 'getInitialState'>;

interface StartChecksState {
  readonly problemsOf: (experiment: Experiment) => readonly ExperimentProblem[];
}

const none: readonly ExperimentProblem[] = [];

export function createStartChecks(load: () => Promise<StartChecksState['problemsOf']>): StartChecks {
  const store = createStore<StartChecksState>(() => ({ problemsOf: () => none }));
  load().then(
    (problemsOf) => store.setState({ problemsOf }),
    () => {},
  );
  return store;
}
