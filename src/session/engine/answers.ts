/** Answers what is asked about the networks of a run. What it takes to answer is loaded when it is first asked. */
import { NotDownloaded } from '../../core/retriedDownload.ts';
import type { Experiment, TrainingConfig } from '../../experiment/experiment.ts';
import type { Learner, LearnerTools } from '../../train/learned.ts';
import type { CommandOf, RunStart } from '../protocol.ts';
import type { Question } from './runControl.ts';
import { type SetUpTools, tableOf } from './runSetUp.ts';

/** The parts that answer questions, each loaded when it is first asked. */
export interface AnswerTools extends Pick<SetUpTools, 'loadWeightTools' | 'clock'> {
  /** Absent: nobody is told what networks have learned. Rejects as `loadWeightTools` does. */
  readonly createLearner?: (experiment: Experiment, tools: LearnerTools) => Promise<Learner>;
}

interface Asked {
  readonly start: RunStart;
  /** The training settings, with the changes of the learning rate made so far. */
  readonly training: () => TrainingConfig;
  /** Throws when nobody wants the rest. */
  readonly assertWanted: () => void;
}

/** The question that a command asks. */
export type QuestionOf = (command: CommandOf<'export' | 'inspect'>) => Question;

/** Makes the questions of one run. */
export function createAnswers(
  { start, training, assertWanted }: Asked,
  { loadWeightTools, createLearner, clock }: AnswerTools,
): QuestionOf {
  const { experiment, weights = [] } = start;
  let learner: Learner | null = null;
  const betweenParts = async () => {
    await clock.yieldToMessages();
    assertWanted();
  };
  const answerOf =
    (command: Parameters<QuestionOf>[0]): Question =>
    async (saved) => {
      if (command.type === 'inspect') {
        learner ??=
          (await createLearner?.(experiment, {
            table: await tableOf(start),
            betweenParts: clock.yieldToMessages,
          })) ?? null;
        const learned = command.request && (await learner?.learned(saved, command.request));
        return { type: 'learned', learned: learned ?? null };
      }
      const { cardId, replica, steps } = command;
      const tools = await loadWeightTools?.();
      const run = {
        experiment: { ...experiment, training: training() },
        checkpoint: saved,
        weights,
        betweenParts,
      };
      const network =
        (await tools?.exportedNetworkOf(
          { ...run, table: await tableOf(start) },
          { cardId, replica, steps },
        )) ?? null;
      return { type: 'exported', cardId, replica, steps, network };
    };
  return (command) => unlessMissing(command.type, answerOf(command));
}

/** Answers with `unanswered` where a part cannot be downloaded: no reason to end the run that was asked. */
const unlessMissing =
  (question: 'export' | 'inspect', ask: Question): Question =>
  (saved) =>
    ask(saved).catch((error: unknown) => {
      if (!(error instanceof NotDownloaded)) throw error;
      return { type: 'unanswered', question };
    });
