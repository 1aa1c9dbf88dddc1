/** Answers what is asked about the networks of a run. What it takes to answer is loaded when it is first asked. */
import { NotDownloaded } from '../../core/retriedDownload.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { Table } from '../../table/table.ts';
import type { Learner, LearnerTools } from '../../train/learned.ts';
import type { WeightTools } from '../../train/weightTools.ts';
import type { Clock } from '../clock.ts';
import type { Command } from '../protocol.ts';
import type { Question } from './runControl.ts';

/** The parts that answer questions, each loaded when it is first asked. */
export interface AnswerTools {
  /** Absent: nothing is exported, and weights that are given are not taken. Like the next, it may reject with `NotDownloaded`. */
  readonly loadWeightTools?: () => Promise<WeightTools>;
  /** Absent: nobody is told what networks have learned. */
  readonly createLearner?: (experiment: Experiment, tools: LearnerTools) => Promise<Learner>;
  readonly clock: Clock;
}

/** The run that is asked about. */
interface Asked {
  readonly experiment: Experiment;
  readonly table: () => Promise<Table | null>;
}

/** The question that a command asks. */
export type QuestionOf = (command: Extract<Command, { type: 'export' | 'inspect' }>) => Question;

/** Makes the questions of one run. */
export function createAnswers(
  { experiment, table }: Asked,
  { loadWeightTools, createLearner, clock }: AnswerTools,
): QuestionOf {
  let learner: Learner | null = null;
  const answerOf =
    (command: Parameters<QuestionOf>[0]): Question =>
    async (saved) => {
      if (command.type === 'inspect') {
        learner ??=
          (await createLearner?.(experiment, {
            table: await table(),
            betweenParts: clock.yieldToMessages,
          })) ?? null;
        const learned = command.request && (await learner?.learned(saved, command.request));
        return (runId) => ({ type: 'learned', runId, learned: learned ?? null });
      }
      const { cardId, replica } = command;
      const tools = await loadWeightTools?.();
      const file = tools && (await table());
      const network =
        (await tools?.exportedNetworkOf(experiment, saved, cardId, replica, file ?? null)) ?? null;
      return (runId) => ({ type: 'exported', runId, cardId, replica, network });
    };
  return (command) => unlessMissing(command.type, answerOf(command));
}

/** Answers with `unanswered` where a part cannot be downloaded: no reason to end the run that was asked. */
const unlessMissing =
  (question: 'export' | 'inspect', ask: Question): Question =>
  (saved) =>
    ask(saved).catch((error: unknown) => {
      if (!(error instanceof NotDownloaded)) throw error;
      return (runId) => ({ type: 'unanswered', runId, question });
    });
