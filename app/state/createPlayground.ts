/** Makes all stores and the run, wired to each other. */
import { addLearningRateChange } from '../../src/experiment/edit.ts';
import type { Preview } from '../../src/session/client/preview.ts';
import type { Session } from '../../src/session/protocol.ts';
import { text } from '../../src/text/text.ts';
import { timeDrawing } from '../ui/drawing.ts';
import { createFingerprintStore, keepFingerprint } from './link/fingerprintStore.ts';
import { createLinkSync, initialExperiment } from './link/linkSync.ts';
import { showProblems } from './link/openExperiment.ts';
import { createReleaseStore, noteRelease } from './link/releaseStore.ts';
import { type Playground, startProblemsOf } from './playground.ts';
import { RunController } from './run/runController.ts';
import { createSeenPlanStore } from './run/seenPlans.ts';
import { createExperimentStore } from './stores/experimentStore.ts';
import { createFileStore, type FileStore } from './stores/fileStore.ts';
import { createMessageStore } from './stores/messageStore.ts';
import { createThemeStore } from './stores/theme.ts';
import { createTurns } from './stores/turns.ts';
import { createViewStore } from './stores/viewStore.ts';

/** Opens what trains. */
export interface Openers {
  /** Sessions train on the files that they are given. */
  readonly openSession: (files: FileStore) => Session;
  readonly createPreview: () => Preview;
}

/** `hash` is the link the page was opened with. Whoever creates a playground disposes its run, links and previews. */
export function createPlayground({ openSession, createPreview }: Openers, hash: string): Playground {
  const { experiment, problems, fingerprint, release, version } = initialExperiment(hash);
  const experiments = createExperimentStore(experiment);
  const messages = createMessageStore();
  const view = createViewStore();
  const files = createFileStore();
  const createSession = () => openSession(files);
  const fingerprints = createFingerprintStore();
  keepFingerprint(fingerprints, 'received', experiment, fingerprint);
  showProblems(messages, text.app.link.problems, problems);
  const releases = createReleaseStore();
  noteRelease(releases, { experiment, release, version }, hash);
  const run = new RunController({
    createSession,
    experiments,
    canStart: (candidate) => startProblemsOf(candidate, files.getState()).length === 0,
    withLearningRateChange: (trained, step, value) => addLearningRateChange(trained, { step, value }),
    showNewest: () => view.setState({ scrubStep: null }),
    announce: messages.announce,
    timeDrawing,
  });
  return {
    createSession,
    experiments,
    view,
    messages,
    theme: createThemeStore(document.documentElement),
    run,
    links: createLinkSync({ experiments, messages, fingerprints, releases }),
    fingerprints,
    releases,
    seenPlans: createSeenPlanStore(),
    turns: createTurns(() => run.status().phase === 'running', timeDrawing),
    points: { made: null },
    learned: { made: null },
    files,
    importer: { made: null },
    createPreview,
    previews: { made: null },
  };
}
