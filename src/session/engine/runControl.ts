/** State that commands set and the run loop reads. */
import type { TrainingConfig } from '../../experiment/experiment.ts';
import type { Clock } from '../../run/clock.ts';
import { createPacer, type Pacer } from './pacing.ts';
import { createQuestions, type Questions } from './questions.ts';

export interface RunControl {
  isPlaying: boolean;
  numSingleSteps: number;
  readonly questions: Questions;
  isEnded: boolean;
  training: TrainingConfig;
  readonly pacer: Pacer;
  readonly changed: ReturnType<typeof createSignal>;
}

export function createRunControl(training: TrainingConfig, clock: Clock): RunControl {
  const pacer = createPacer();
  pacer.setSpeed(null, clock.now());
  return {
    isPlaying: false,
    numSingleSteps: 0,
    questions: createQuestions(clock),
    isEnded: false,
    training,
    pacer,
    changed: createSignal(),
  };
}

function createSignal() {
  let wakeUp = () => {};
  return {
    /** Resolves at the next `notify`. A later wait cancels an earlier one. */
    wait: (): Promise<void> =>
      new Promise((resolve) => {
        wakeUp = resolve;
      }),
    notify: (): void => wakeUp(),
  };
}
