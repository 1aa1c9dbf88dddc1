/** Dependencies that the creator of the run controller passes in. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { Session } from '../../../src/run/protocol.ts';
import type { TimeDrawing } from '../../ui/frameTiming.ts';
import type { ExperimentStore } from '../stores/experimentStore.ts';
import type { TrainingQueue } from '../stores/trainingQueue.ts';

export interface RunDependencies {
  readonly createSession: () => Session;
  readonly experiments: ExperimentStore;
  /** Checked for shortcuts as well, which bypass the disabled button. */
  readonly canStart: (experiment: Experiment) => boolean;
  /** Called before the run moves. */
  readonly showNewest: () => void;
  readonly announce: (sentence: string) => void;
  readonly timeDrawing: TimeDrawing;
  readonly queue: TrainingQueue;
}
