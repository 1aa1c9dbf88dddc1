/** The wishes of the page for a run: a few values set by commands and read by the loop. */
import type { TrainingConfig } from '../../experiment/experiment.ts';
import type { StandingRun } from '../../train/keptMoments.ts';
import type { Clock } from '../clock.ts';
import type { CommandOf, QuestionKind, RunNews } from '../protocol.ts';
import { createPacer, type Pacer } from './pacing.ts';

/** Something asked about a run as it stands, which its answer leaves as it is. Null: there is nothing to say. */
export type Question = (run: StandingRun) => Promise<RunNews | null>;

/** Commands whose questions stand: they are asked again after evaluations. */
export const standingKinds = ['keep', 'inspect', 'follow', 'surfaces'] as const;

export type StandingKind = (typeof standingKinds)[number];

/** Set by commands, read by the loop; the only state the two share. */
export interface RunControl {
  /** Play was pressed and pause was not; whether steps are left is the loop's business. */
  isPlaying: boolean;
  /** Single steps asked for and not yet taken. */
  numSingleSteps: number;
  questions: readonly Question[];
  /** Null: nobody wants to know. */
  readonly standing: Record<StandingKind, Question | null>;
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
    questions: [],
    standing: { keep: null, inspect: null, follow: null, surfaces: null },
    isEnded: false,
    training,
    pacer,
    changed: createSignal(),
  };
}

/** Takes the question of a command: to be answered once, or also after evaluations until the next of its kind. */
export function takeQuestion(
  control: RunControl,
  command: CommandOf<QuestionKind>,
  question: Question,
): void {
  const isAsked = !('request' in command) || command.request !== null;
  if (command.type !== 'export') control.standing[command.type] = isAsked ? question : null;
  // What was kept for a row that nobody follows any more is let go of in its turn.
  if (command.type === 'export' || (command.type === 'follow' && !isAsked))
    control.questions = [...control.questions, question];
}

/** Nothing is asked any more. */
export function dropQuestions(control: RunControl): void {
  control.questions = [];
  for (const kind of standingKinds) control.standing[kind] = null;
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
