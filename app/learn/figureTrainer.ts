/** Trains the experiments of the article's figures, one at a time in one session, and follows a row through their networks. */
import type { ProbeResult } from '../../src/analysis/produced/probe.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { Session } from '../../src/run/protocol.ts';
import type { Run } from '../../src/run/run.ts';
import { PrivateSession } from '../../src/session/client/privateSession.ts';

interface TrainingHooks {
  readonly onEvaluated: (run: Run) => void;
  /** Called when another training begins: this one has no networks any more, and never settles if it had not ended. */
  readonly onReplaced: () => void;
}

/** Opens the session at once, so that its code is there when a figure is touched. */
export function createFigureTrainer(openSession: () => Session) {
  let session = openSession();
  const training = new PrivateSession(() => session);
  let replace = () => {};
  return {
    train: async (experiment: Experiment, { onEvaluated, onReplaced }: TrainingHooks) => {
      replace();
      replace = onReplaced;
      const start = { experiment: trainedExperimentOf(experiment) };
      try {
        const { run, seconds } = await training.train(start, { onEvaluated });
        return { experiment, run, seconds };
      } catch (error) {
        training.close();
        session = openSession();
        throw error;
      }
    },
    /** A point in the plane of tasks 1 and 2, through the networks of the last training; null without networks. */
    probe: (networkId: string, at: readonly [number, number]) =>
      new Promise<ProbeResult | null>((resolve) => {
        const { runId } = training;
        const end = session.subscribe((event) => {
          const isAnswer = event.type === 'probed' || event.type === 'unanswered' || event.type === 'failed';
          if (event.runId !== runId || !isAnswer) return;
          end();
          resolve(event.type === 'probed' ? event.probed : null);
        });
        session.send({
          type: 'probe',
          runId,
          topic: 'row',
          request: {
            networkIds: [networkId],
            replicas: [0],
            step: null,
            points: { kind: 'plane', tasks: [0, 1], plane: 'tasks', columns: null, at },
            levels: 'all',
            experts: true,
          },
        });
      }),
    dispose: () => training.close(),
  };
}
