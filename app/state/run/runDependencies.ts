/** Parts of the page that a run needs, from whoever makes it. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Session } from '../../../src/run/protocol.ts';
import type { TimeDrawing } from '../../ui/frameTiming.ts';
import type { ExperimentStore } from '../stores/experimentStore.ts';

export interface RunDependencies {
  readonly createSession: () => Session;
  readonly experiments: ExperimentStore;
  /** Asked before every start: shortcuts work even where the button is blocked. */
  readonly canStart: (experiment: Experiment) => boolean;
  /** Called when the run is about to move: the page shows its newest step again instead of an earlier one. */
  readonly showNewest: () => void;
  readonly announce: (sentence: string) => void;
  readonly timeDrawing: TimeDrawing;
}
