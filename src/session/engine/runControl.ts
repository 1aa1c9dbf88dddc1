/** The wishes of the page for a run: a few values set by commands and read by the loop. */
import type { TrainingConfig } from '../../experiment/experiment.ts';
import type { Clock } from '../../run/clock.ts';
import { createPacer, type Pacer } from './pacing.ts';
import { createQuestions, type Questions } from './questions.ts';

/** Set by commands, read by the loop; the only state the two share. */
export interface RunControl {
  /** Play was pressed and pause was not; whether steps are left is the loop's business. */
  isPlaying: boolean;
  /** Single steps asked for and not yet taken. */
  numSingleSteps: number;
  readonly questions: Questions;
  /** Nothing more may be done or said. */
  isEnded: boolean;
  /** The training settings, with the changes of the learning rate made so far. */
  training: TrainingConfig;
  readonly pacer: Pacer;
  readonly changed: ReturnType<typeof createSignal>;
}

/** A run that was asked for nothing yet. */
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

/** A wait that anyone may end. */
function createSignal() {
  let wakeUp = () => {};
  return {
    /** Resolves at the next `notify`. For one waiting loop: a later wait makes an earlier one void. */
    wait: (): Promise<void> =>
      new Promise((resolve) => {
        wakeUp = resolve;
      }),
    notify: (): void => wakeUp(),
  };
}
