/** Answers questions about the networks of a run; loads the code for each kind of answer at first use. */
import { DownloadError } from '../../core/retriedDownload.ts';
import type { StandingRun } from '../../engine/train/moments.ts';
import type { Prober } from '../../engine/train/probe.ts';
import type { PointsTools } from '../../engine/train/probePoints.ts';
import type { Experiment, TrainingConfig } from '../../experiment/experiment.ts';
import type { CommandOf, EventOf, RunNews, RunStart } from '../../run/protocol.ts';
import type { Question } from './questions.ts';
import { openTableOf, type SetUpTools } from './runSetUp.ts';

export interface AnswerTools extends Pick<SetUpTools, 'loadWeightTools' | 'clock'> {
  /** Rejects as `loadWeightTools` does. If absent, probes are answered with null. */
  readonly createProber?: (experiment: Experiment, tools: PointsTools) => Promise<Prober>;
}

interface AnswerContext {
  readonly start: RunStart;
  readonly training: () => TrainingConfig;
  /** Throws if the run was ended meanwhile. */
  readonly assertWanted: () => void;
}

export type NetworkAnswers = ReturnType<typeof createNetworkAnswers>;

export function createNetworkAnswers({ start, training, assertWanted }: AnswerContext, tools: AnswerTools) {
  const { experiment, weights = [] } = start;
  const { createProber, loadWeightTools, clock } = tools;
  let prober: Prober | null = null;
  const loadProber = async (): Promise<Prober | null> => {
    prober ??=
      (await createProber?.(experiment, {
        table: await openTableOf(start),
        betweenParts: clock.yieldToMessages,
      })) ?? null;
    return prober;
  };
  const betweenParts = async () => {
    await clock.yieldToMessages();
    assertWanted();
  };
  const exported = async ({ cardId, replica, steps, rows }: CommandOf<'export'>, run: StandingRun) => {
    const weightTools = await loadWeightTools?.();
    const asked = {
      experiment: { ...experiment, training: training() },
      checkpoint: await run.checkpoint(),
      weights,
      betweenParts,
      table: await openTableOf(start),
      rows: await openTableOf({ table: rows ?? null }),
    };
    const network = (await weightTools?.exportedNetworkOf(asked, { cardId, replica, steps })) ?? null;
    return { type: 'exported', cardId, replica, steps, network } as const;
  };
  return {
    exporting: (command: CommandOf<'export'>): Question =>
      orUnanswered('export', (run) => exported(command, run)),
    probing: ({ topic, request }: CommandOf<'probe'>): Question | null =>
      request &&
      orUnanswered(topic, async (run) => {
        const probed = (await (await loadProber())?.probe(run, request)) ?? null;
        return { type: 'probed', topic, probed };
      }),
    /** Retried at the next evaluation if a part cannot be downloaded. */
    keeping: async (run: StandingRun): Promise<null> => {
      const loaded = await loadProber().catch(onMissingDownload(() => null));
      await loaded?.keep(run);
      return null;
    },
  };
}

/** Answers `unanswered` if code cannot be downloaded, which is no reason to end the run. */
const orUnanswered =
  (question: EventOf<'unanswered'>['question'], ask: Question): Question =>
  (run) =>
    ask(run).catch(onMissingDownload((): RunNews => ({ type: 'unanswered', question })));

const onMissingDownload =
  <T>(otherwise: () => T) =>
  (error: unknown): T => {
    if (error instanceof DownloadError) return otherwise();
    throw error;
  };
