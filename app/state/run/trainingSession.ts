/** The session of the page. */
import { trainedExperimentOf } from '../../../src/experiment/plan/trained.ts';
import { createWorkerSession } from '../../../src/session/client/workerSession.ts';
import type { Session } from '../../../src/session/protocol.ts';

/** A session that trains with every experiment what its answer needs, and measures networks as they are. */
export function createTrainingSession(createWorker: () => Worker): Session {
  const session = createWorkerSession(createWorker);
  return {
    ...session,
    send: (command) =>
      session.send(
        command.type === 'warm' || (command.type === 'start' && !command.measuresAll)
          ? { ...command, experiment: trainedExperimentOf(command.experiment) }
          : command,
      ),
  };
}
