/** Folds the events of one run into what is reported of it, on the page as in a command. Knows no session. */
import { type KeptEvaluations, keepEvaluation, noEvaluations } from '../analysis/reported.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RunRecord } from '../report/answer.ts';
import { evaluationSizeOf, isReportable } from '../report/evaluations.ts';
import type { SessionEvent } from './protocol.ts';

/** What is known of one run so far. */
export interface RunRecorder {
  /** Takes the next event of the run. */
  readonly take: (event: SessionEvent) => void;
  readonly record: () => RunRecord;
  /** Every network was evaluated after the last planned step: nothing that is reported changes any more. */
  readonly isComplete: () => boolean;
}

/** A recorder of a run of `trained`, see `trainedExperimentOf`. */
export function createRunRecorder(trained: Experiment): RunRecorder {
  const size = evaluationSizeOf(trained);
  let kept: ReadonlyMap<string, KeptEvaluations> = new Map();
  let keptAtCheckpoint = kept;
  let lossScales: readonly number[] = [];
  let step = 0;
  return {
    take: (event) => {
      if (event.type === 'ready') {
        ({ lossScales, step } = event);
        // Also after a loss, when the run goes back there.
        kept = keptAtCheckpoint;
      } else if (event.type === 'checkpoint') keptAtCheckpoint = kept;
      else if (event.type === 'progress') step = event.step;
      else if (event.type === 'evaluated' && isReportable(trained, event.loss.step)) {
        const before = kept.get(event.cardId) ?? noEvaluations;
        kept = new Map(kept).set(event.cardId, keepEvaluation(before, event.loss, size));
      }
    },
    record: () => ({ kept, lossScales, step }),
    isComplete: () => trained.cards.every(({ id }) => kept.get(id)?.last?.step === trained.training.numSteps),
  };
}
