/** What a run needs and the first paint does not, as one download: why it cannot start, and the session that trains it. */

import { trainedExperimentOf } from '../../../src/experiment/plan/trained.ts';
import { createWorkerSession } from '../../../src/session/client/workerSession.ts';
import type { Session } from '../../../src/session/protocol.ts';

export { problemsOfExperiment } from '../../../src/experiment/plan/checks.ts';

/** A session that trains with every experiment what its answer needs. */
export function createTrainingSession(createWorker: () => Worker): Session {
  const session = createWorkerSession(createWorker);
  return {
    ...session,
    send: (command) =>
      session.send(
        command.type === 'start'
          ? { ...command, experiment: trainedExperimentOf(command.experiment) }
          : command,
      ),
  };
}
