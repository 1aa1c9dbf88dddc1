/** What a run needs and the first paint does not, as one download: why it cannot start, and the session that trains it. */
import { createWorkerSession, type Session, trainedExperimentOf } from '../../src/index.ts';

export { problemsOfExperiment } from '../../src/index.ts';

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
