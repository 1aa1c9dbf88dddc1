/** Makes all stores and the run, wired to each other. */
import { createStore } from 'zustand/vanilla';
import { type ExperimentProblem, problemsOfExperiment } from '../../src/experiment/costs/checks.ts';
import { trainedExperimentOf } from '../../src/experiment/derived/trained.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { WorkerSession } from '../../src/session/client/workerSession.ts';
import type { Command, Session } from '../../src/run/protocol.ts';
import { text } from '../../src/text/text.ts';
import { timeDrawing } from '../ui/frameTiming.ts';
import { createFingerprintStore } from './link/fingerprintStore.ts';
import { createLinkSync, initialExperiment, lessonSourceOf, receive } from './link/linkSync.ts';
import { showProblems } from './link/openExperiment.ts';
import { createReleaseStore, noteRelease } from './link/releaseStore.ts';
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
import { createViewStore } from './stores/viewStore.ts';

export interface Openers {
  /** Sessions train on the files that they are given. */
  readonly openSession: (files: FileStore) => Session;
  /** Opens a session that trains what it is given as it is. */
  readonly openQuiet: () => Session;
}

/** Everything with a life of its own, made once in main.tsx and handed to the components. */
export type Playground = ReturnType<typeof createPlayground>;

/**
 * A session that trains with every experiment what its answer needs, on the file that it is about, and measures networks as they
 * are.
 */
export function createTrainingSession(createWorker: () => Worker, files: FileStore): Session {
  const session = new WorkerSession(createWorker);
  return {
    subscribe: session.subscribe,
    dispose: session.dispose,
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

/** The reasons why an experiment cannot run here and now. */
export function startProblemsOf(experiment: Experiment, files: FileState): readonly ExperimentProblem[] {
  const fileName = missingFile(files, experiment.data);
  const missing =
    fileName === null ? [] : [{ path: 'data.table', message: text.table.setup.fileNeeded(fileName) }];
  return [...problemsOfExperiment(experiment), ...missing, ...missingRows(files, experiment.data)];
}

/** `hash` is the link the page was opened with. Whoever creates a playground disposes its run, links and previews. */
export function createPlayground({ openSession, openQuiet }: Openers, hash: string) {
  const opened = initialExperiment(hash);
  const { experiment, problems, release, version } = opened;
  const experiments = createExperimentStore(experiment);
  const messages = createMessageStore();
  const view = createViewStore();
  const files = createFileStore();
  const lessons = createLessonStore(lessonSourceOf(opened.lesson));
  const createSession = () => openSession(files);
  const fingerprints = createFingerprintStore();
  receive({ fingerprints, view }, opened);
  showProblems(messages, text.app.link.problems, problems);
  const releases = createReleaseStore();
  noteRelease(releases, { experiment, release, version }, hash);
  const run = new RunController({
    createSession,
    experiments,
    canStart: (candidate) => startProblemsOf(candidate, files.getState()).length === 0,
    showNewest: () => view.setState({ scrubStep: null }),
    announce: messages.announce,
    timeDrawing,
  });
  return {
    /** Makes a session for what is trained beside the run, one at a time. */
    createSession,
    experiments,
    view,
    messages,
    run,
    leaveRun: createLeaveRun(run, experiments),
    links: createLinkSync({ experiments, messages, view, fingerprints, releases, lessons }),
    fingerprints,
    lessons,
    releases,
    seenPlans: createSeenPlanStore(),
    /** How often a run is being looked for that may be shown in a moment. */
    knownRuns: createStore(() => ({ numAwaited: 0 })),
    renderQueue: createRenderQueue(() => run.status().phase === 'running', timeDrawing),
    /** Everything that trains beside the run, such as a sweep: put away where it must rest, it keeps what it has found. */
    besideRun: new Set<{ readonly putAway: () => void }>(),
    files,
    openQuiet,
  };
}
