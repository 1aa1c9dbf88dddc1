/** Answers what is asked about the networks of a run. What it takes to answer is loaded when it is first asked. */
import { NotDownloaded } from '../../core/retriedDownload.ts';
import type { Experiment, TrainingConfig } from '../../experiment/experiment.ts';
import type { StandingRun } from '../../train/keptMoments.ts';
import type { Learner, LearnerTools } from '../../train/learned.ts';
import type { CommandOf, QuestionKind, RunNews, RunStart } from '../protocol.ts';
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
export type QuestionOf = (command: CommandOf<QuestionKind>) => Question;

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
  const learnerOf = async () => {
    learner ??=
      (await createLearner?.(experiment, {
        table: await tableOf(start),
        betweenParts: clock.yieldToMessages,
      })) ?? null;
    return learner;
  };
  const inspected = async ({ request }: CommandOf<'inspect'>, run: StandingRun): Promise<RunNews> => {
    const learned = request && (await (await learnerOf())?.learned(run, request));
    return { type: 'learned', learned: learned ?? null };
  };
  const followed = async ({ request }: CommandOf<'follow'>, run: StandingRun): Promise<RunNews> => {
    if (request === null) learner?.stopFollowing();
    const answer = request && (await (await learnerOf())?.followed(run, request));
    return { type: 'followed', request, followed: answer ?? null };
  };
  const exported = async ({ cardId, replica, steps }: CommandOf<'export'>, run: StandingRun) => {
    const tools = await loadWeightTools?.();
    const asked = {
      experiment: { ...experiment, training: training() },
      checkpoint: await run.checkpoint(),
      weights,
      betweenParts,
      table: await tableOf(start),
    };
    const network = (await tools?.exportedNetworkOf(asked, { cardId, replica, steps })) ?? null;
    return { type: 'exported', cardId, replica, steps, network } as const;
  };
  const answerTo = async (command: Parameters<QuestionOf>[0], run: StandingRun): Promise<RunNews | null> => {
    switch (command.type) {
      case 'inspect':
        return inspected(command, run);
      case 'follow':
        return followed(command, run);
      case 'export':
        return exported(command, run);
      case 'keep':
        await (await learnerOf())?.keep(run);
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
