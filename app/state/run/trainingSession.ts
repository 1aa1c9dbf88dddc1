/** The session of the page. */
import { trainedExperimentOf } from '../../../src/experiment/derived/trained.ts';
import { createWorkerSession } from '../../../src/session/client/workerSession.ts';
import type { Command, Session } from '../../../src/session/protocol.ts';
import { type FileState, type FileStore, fileFor } from '../stores/fileStore.ts';

/**
 * A session that trains with every experiment what its answer needs, on the file that it is about, and measures networks as they
 * are.
 */
export function createTrainingSession(createWorker: () => Worker, files: FileStore): Session {
  const session = createWorkerSession(createWorker);
  return {
    ...session,
    send: (command) => session.send(withAll(command, files.getState())),
  };
}

function withAll(command: Command, files: FileState): Command {
  if (command.type !== 'warm' && command.type !== 'start') return command;
  const { experiment } = command;
  const table = fileFor(files, experiment.data)?.packed ?? null;
  const isMeasured = command.type === 'start' && command.measuresAll === true;
  return { ...command, table, experiment: isMeasured ? experiment : trainedExperimentOf(experiment) };
}
