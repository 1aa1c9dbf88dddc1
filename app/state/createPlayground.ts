/** Creates the stores, controllers and run of a page. */
import { createStore } from 'zustand/vanilla';
import { type ExperimentProblem, problemsOfExperiment } from '../../src/experiment/costs/checks.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { Command, Session } from '../../src/run/protocol.ts';
import { WorkerSession } from '../../src/session/client/workerSession.ts';
import { text } from '../../src/text/text.ts';
import { timeDrawing } from '../ui/frameTiming.ts';
import { createFingerprintStore } from './link/fingerprintStore.ts';
import {
  createLinkSync,
  initialExperiment,
  lessonSourceOf,
  problemsTitleOf,
  receiveLink,
} from './link/linkSync.ts';
import { showProblems } from './link/openExperiment.ts';
import { createLeaveRun } from './run/leaveRun.ts';
import { RunController } from './run/runController.ts';
import { createSeenPlanStore } from './run/runKey.ts';
import { createExperimentStore } from './stores/experimentStore.ts';
import {
  createFileStore,
  type FileState,
  type FileStore,
  fileFor,
  missingFile,
  missingRows,
} from './stores/fileStore.ts';
import { createLessonStore } from './stores/lessonStore.ts';
import { createMessageStore } from './stores/messageStore.ts';
import { createRenderQueue } from './stores/renderQueue.ts';
import { createTrainingQueue } from './stores/trainingQueue.ts';
import { createViewStore } from './stores/viewStore.ts';

export interface SessionOpeners {
  readonly openSession: (files: FileStore) => Session;
  /** Sends experiments unchanged, without their data file. */
  readonly openPlainSession: () => Session;
}

export type Playground = ReturnType<typeof createPlayground>;

export function createTrainingSession(createWorker: () => Worker, files: FileStore): Session {
  const session = new WorkerSession(createWorker);
  return {
    subscribe: session.subscribe,
    dispose: session.dispose,
    send: (command) => session.send(withDataToTrain(command, files.getState())),
  };
}

function withDataToTrain(command: Command, files: FileState): Command {
  if (command.type !== 'warm' && command.type !== 'start') return command;
  const { experiment } = command;
  const table = fileFor(files, experiment.data)?.packed ?? null;
  const isMeasured = command.type === 'start' && command.measuresAll === true;
  return { ...command, table, experiment: isMeasured ? experiment : trainedExperimentOf(experiment) };
}

export function startProblemsOf(experiment: Experiment, files: FileState): readonly ExperimentProblem[] {
  const fileName = missingFile(files, experiment.data);
  const missing =
    fileName === null ? [] : [{ path: 'data.table', message: text.table.setup.fileNeeded(fileName) }];
  return [...problemsOfExperiment(experiment), ...missing, ...missingRows(files, experiment.data)];
}

/** `hash` is the link of the page. The caller disposes the run, links and previews. */
export function createPlayground({ openSession, openPlainSession }: SessionOpeners, hash: string) {
  const opened = initialExperiment(hash);
  const { experiment, problems } = opened;
  const experiments = createExperimentStore(experiment);
  const messages = createMessageStore();
  const view = createViewStore();
  const files = createFileStore();
  const lessons = createLessonStore(lessonSourceOf(opened.lesson));
  const createSession = () => openSession(files);
  const fingerprints = createFingerprintStore();
  receiveLink({ fingerprints, view }, opened);
  showProblems(messages, problemsTitleOf(opened), problems);
  const queue = createTrainingQueue();
  const run = new RunController({
    createSession,
    experiments,
    canStart: (candidate) => startProblemsOf(candidate, files.getState()).length === 0,
    showNewest: () => view.setState({ scrubStep: null }),
    announce: messages.announce,
    timeDrawing,
    queue,
  });
  return {
    createSession,
    experiments,
    view,
    messages,
    run,
    leaveRun: createLeaveRun(run, experiments),
    links: createLinkSync({ experiments, messages, view, fingerprints, lessons }),
    fingerprints,
    lessons,
    seenPlans: createSeenPlanStore(),
    knownRuns: createStore(() => ({ numAwaited: 0 })),
    renderQueue: createRenderQueue(() => run.status().phase === 'running', timeDrawing),
    queue,
    files,
    openPlainSession,
  };
}
