/** Folds the events of one run into what is reported of it, on the page as in a command. Knows no session. */
import { lastStepOf, noEvaluations } from '../analysis/reported.ts';
import type { Matrix } from '../data/types.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RunRecord } from '../report/answer.ts';
import { keepReportable } from '../report/evaluations.ts';
import type { KnownLosses } from '../results/results.ts';
import type { SessionEvent } from './protocol.ts';

/** Collects what is known of one run so far. */
export interface RunRecorder {
  /** Takes the next event of the run. */
  readonly take: (event: SessionEvent) => void;
  readonly record: () => RunRecord;
  /** The correlation that the `ready` event says; empty before it. */
  readonly measuredCorrelation: () => Matrix;
  /** Every network was evaluated after the last planned step: nothing that is reported changes any more. */
  readonly isComplete: () => boolean;
}

/** A recorder of a run of `trained`, see `trainedExperimentOf`. */
export function createRunRecorder(trained: Experiment): RunRecorder {
  let networks: RunRecord['networks'] = new Map();
  let networksAtCheckpoint = networks;
  let knownLosses: KnownLosses = { validation: [], test: [], floor: [] };
  let measuredCorrelation: Matrix = [];
  let step = 0;
  return {
    take: (event) => {
      if (event.type === 'ready') {
        ({ knownLosses, measuredCorrelation, step } = event);
        // Also after a loss, when the run goes back there.
        networks = networksAtCheckpoint;
      } else if (event.type === 'checkpoint') networksAtCheckpoint = networks;
      else if (event.type === 'progress') step = event.step;
      else if (event.type === 'evaluated') {
        const { kept } = networks.get(event.cardId) ?? { kept: noEvaluations };
        const next = {
          kept: keepReportable(kept, event.loss, { experiment: trained, id: event.cardId, knownLosses }),
        };
        networks = new Map(networks).set(event.cardId, next);
      }
    },
    record: () => ({ networks, knownLosses, step }),
    measuredCorrelation: () => measuredCorrelation,
    isComplete: () =>
      trained.cards.every(
        ({ id }) => lastStepOf(networks.get(id)?.kept ?? noEvaluations) === trained.training.numSteps,
      ),
  };
}
