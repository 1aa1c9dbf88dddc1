/** Everything with a life of its own, made once in main.tsx and handed to the components. */
import { createContext, useContext, useMemo, useSyncExternalStore } from 'react';
import { useStore } from 'zustand';
import type { ReplicaChoice } from '../../src/analysis/gateWeights.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { type ExperimentProblem, problemsOfExperiment } from '../../src/experiment/plan/checks.ts';
import type { Preview } from '../../src/session/client/preview.ts';
import type { Session } from '../../src/session/protocol.ts';
import { text } from '../../src/text/text.ts';
import type { ImportController } from './import/importController.ts';
import type { LearnedOwner } from './learned/learnedController.ts';
import type { FingerprintStore } from './link/fingerprintStore.ts';
import type { LinkSync } from './link/linkSync.ts';
import type { ReleaseStore } from './link/releaseStore.ts';
import type { PreviewController } from './preview/previewController.ts';
import type { RunController } from './run/runController.ts';
import { isStale } from './run/runKey.ts';
import type { RunResults } from './run/runResults.ts';
import type { RunStatus } from './run/runStatus.ts';
import { type SeenPlanStore, seenWithFewer } from './run/seenPlans.ts';
import type { ExperimentStore } from './stores/experimentStore.ts';
import { type FileState, type FileStore, missingFile, missingRows } from './stores/fileStore.ts';
import type { MessageState, MessageStore } from './stores/messageStore.ts';
import type { ThemeStore } from './stores/theme.ts';
import type { Turns } from './stores/turns.ts';
import type { ViewState, ViewStore } from './stores/viewStore.ts';
import type { PointsOwner } from './sweep/pointControllers.ts';

export interface Playground {
  /** For what is trained beside the run, one at a time. */
  readonly createSession: () => Session;
  readonly experiments: ExperimentStore;
  readonly view: ViewStore;
  readonly messages: MessageStore;
  readonly theme: ThemeStore;
  readonly run: RunController;
  readonly links: LinkSync;
  readonly fingerprints: FingerprintStore;
  readonly releases: ReleaseStore;
  readonly seenPlans: SeenPlanStore;
  readonly turns: Turns;
  readonly files: FileStore;
  /** See `importControllerOf`. */
  readonly importer: { made: ImportController | null };
  /** See `learnedControllerOf`. */
  readonly learned: LearnedOwner['learned'];
  /** See `pointControllersOf`. */
  readonly points: PointsOwner['points'];
  readonly createPreview: () => Preview;
  /** See `previews.ts`. */
  readonly previews: { made: PreviewController | null };
}

/** Why an experiment cannot run here and now. */
export function startProblemsOf(experiment: Experiment, files: FileState): readonly ExperimentProblem[] {
  const fileName = missingFile(files, experiment.data);
  const missing =
    fileName === null ? [] : [{ path: 'data.table', message: text.table.setup.fileNeeded(fileName) }];
  return [...problemsOfExperiment(experiment), ...missing, ...missingRows(files, experiment.data)];
}

export const PlaygroundContext = createContext<Playground | null>(null);

export function usePlayground(): Playground {
  const playground = useContext(PlaygroundContext);
  if (playground === null)
    throw new Error('A component of the playground must be inside <PlaygroundContext>.');
  return playground;
}

export const useExperiment = (): Experiment =>
  useStore(usePlayground().experiments, (state) => state.experiment);

/** Why the configuration cannot run. */
export function useStartProblems(): readonly ExperimentProblem[] {
  const experiment = useExperiment();
  const files = useStore(usePlayground().files);
  return useMemo(() => startProblemsOf(experiment, files), [experiment, files]);
}

/** The name of the file whose rows the configuration needs and the page has not; null: none. */
export function useMissingFile(): string | null {
  const { data } = useExperiment();
  return useStore(usePlayground().files, (files) => missingFile(files, data));
}

/** The replica looked at, or their mean: also when one was chosen that this experiment does not have. */
export function useReplica(): ReplicaChoice {
  const { numReplicas } = useShownExperiment().shown.training;
  const replica = useView((view) => view.replica);
  return replica === 'mean' || replica < numReplicas ? replica : 'mean';
}

export const useView = <S>(select: (state: ViewState) => S): S => useStore(usePlayground().view, select);

export const useMessages = <S>(select: (state: MessageState) => S): S =>
  useStore(usePlayground().messages, select);

/** Part of the status, so that a component is drawn again only when that part changes; objects must be those of the status. */
export function useRunStatus<S>(select: (status: RunStatus) => S): S {
  const { run } = usePlayground();
  return useSyncExternalStore(run.subscribe, () => select(run.status()));
}

/** See `seenWithFewer`. */
export const useSeenWithFewer = (experiment: Experiment): number | null =>
  useStore(usePlayground().seenPlans, (seen) => seenWithFewer(seen, experiment));

export function useResults(): RunResults {
  const { run } = usePlayground();
  return useSyncExternalStore(run.subscribe, run.results);
}

/** The configuration that the results belong to, under the names and colours of now. */
export function useShownExperiment(): { readonly shown: Experiment; readonly isStale: boolean } {
  const current = useExperiment();
  const trained = useRunStatus((status) => status.experiment);
  return trained !== null && isStale(trained, current)
    ? { shown: trained, isStale: true }
    : { shown: current, isStale: false };
}
