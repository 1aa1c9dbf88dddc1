/** Answers questions about the networks of a run; loads the code for each kind of answer at first use. */
import { NotDownloaded } from '../../core/retriedDownload.ts';
import type { StandingRun } from '../../engine/train/keptMoments.ts';
import type { Learner, LearnerTools } from '../../engine/train/learned.ts';
import type { Experiment, TrainingConfig } from '../../experiment/experiment.ts';
import type { CommandOf, QuestionKind, RunNews, RunStart } from '../../run/protocol.ts';
import type { Question } from './questions.ts';
import { type SetUpTools, tableOf } from './runSetUp.ts';

export interface AnswerTools extends Pick<SetUpTools, 'loadWeightTools' | 'clock'> {
  /** Rejects as `loadWeightTools` does. If absent, questions about what networks have learned get null. */
  readonly createLearner?: (experiment: Experiment, tools: LearnerTools) => Promise<Learner>;
}

interface Asked {
  readonly start: RunStart;
  readonly training: () => TrainingConfig;
  /** Throws if the run was ended. */
  readonly assertWanted: () => void;
}

export type QuestionOf = (command: CommandOf<QuestionKind>) => Question;

export function createAnswers({ start, training, assertWanted }: Asked, tools: AnswerTools): QuestionOf {
  const { experiment, weights = [] } = start;
  const { createLearner, loadWeightTools, clock } = tools;
  let learner: Learner | null = null;
  const loadLearner = async (): Promise<Learner | null> => {
    learner ??=
      (await createLearner?.(experiment, {
        table: await tableOf(start),
        betweenParts: clock.yieldToMessages,
      })) ?? null;
    return learner;
  };
  const betweenParts = async () => {
    await clock.yieldToMessages();
    assertWanted();
  };
  const exported = async ({ cardId, replica, steps }: CommandOf<'export'>, run: StandingRun) => {
    const weightTools = await loadWeightTools?.();
    const asked = {
      experiment: { ...experiment, training: training() },
      checkpoint: await run.checkpoint(),
      weights,
      betweenParts,
      table: await tableOf(start),
    };
    const network = (await weightTools?.exportedNetworkOf(asked, { cardId, replica, steps })) ?? null;
    return { type: 'exported', cardId, replica, steps, network } as const;
  };
  const answerTo = async (command: Parameters<QuestionOf>[0], run: StandingRun): Promise<RunNews | null> => {
    switch (command.type) {
      case 'inspect': {
        const learned = command.request && (await (await loadLearner())?.learned(run, command.request));
        return { type: 'learned', learned: learned ?? null };
      }
      case 'follow': {
        const { request } = command;
        if (request === null) learner?.stopFollowing();
        const followed = request && (await (await loadLearner())?.followed(run, request));
        return { type: 'followed', request, followed: followed ?? null };
      }
      case 'surfaces': {
        const surfaces = command.request && (await (await loadLearner())?.surfaces(run, command.request));
        return { type: 'surfaces', surfaces: surfaces ?? null };
      }
      case 'export':
        return exported(command, run);
      case 'keep':
        await (await loadLearner())?.keep(run);
        return null;
      default:
        return command satisfies never;
    }
  };
  return (command) => unlessMissing(command.type, (run) => answerTo(command, run));
}

/** Answers with `unanswered` where a part cannot be downloaded: no reason to end the run that was asked. */
const unlessMissing =
  (question: QuestionKind, ask: Question): Question =>
  (run) =>
    ask(run).catch((error: unknown) => {
      if (!(error instanceof NotDownloaded)) throw error;
      return { type: 'unanswered', question };
    });
