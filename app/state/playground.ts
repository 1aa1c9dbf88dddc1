/** The playground as components see it: its context, and a hook for each thing that many of them show. */
import { createContext, useContext, useEffect, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ReplicaChoice } from '../../src/analysis/gateWeights.ts';
import type { Matrix } from '../../src/data/types.ts';
import type { ExperimentProblem } from '../../src/experiment/costs/checks.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { Networks } from '../../src/run/run.ts';
import { type Playground, startProblemsOf } from './createPlayground.ts';
import { isStale, runKeyOf, seenWithFewer } from './run/runKey.ts';
import type { RunStatus } from './run/runStatus.ts';
import { knownSetup, missingFile } from './stores/fileStore.ts';
import type { MessageState } from './stores/messageStore.ts';
import type { ViewState } from './stores/viewStore.ts';

export const PlaygroundContext = createContext<Playground | null>(null);

export function usePlayground(): Playground {
  const playground = useContext(PlaygroundContext);
  if (playground === null)
    throw new Error('A component of the playground must be inside <PlaygroundContext>.');
  return playground;
}

export const useExperiment = (): Experiment =>
  useStore(usePlayground().experiments, (state) => state.experiment);

/** True while the experiment that was opened last is that of the first visit, which needs no story. */
export function useIsOpening(): boolean {
  const opened = useStore(usePlayground().experiments, (state) => state.opened);
  const openingKey = useMemo(() => runKeyOf(defaultExperiment()), []);
  return useMemo(() => runKeyOf(opened), [opened]) === openingKey;
}

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
  return useStore(run.shown, select);
}

/** See `seenWithFewer`. */
export const useSeenWithFewer = (experiment: Experiment): number | null =>
  useStore(usePlayground().seenPlans, (seen) => seenWithFewer(seen, experiment));

/** True while a lesson asks to expect the verdict first: nothing tells it then, wherever it stands. */
export const useIsCovered = (): boolean => useStore(usePlayground().lessons, ({ isCovered }) => isCovered);

export const useNetworks = (): Networks => useRunStatus(({ networks }) => networks);

/** The configuration that the results belong to, under the names and colours of now. */
export function useShownExperiment(): { readonly shown: Experiment; readonly isStale: boolean } {
  const current = useExperiment();
  const trained = useRunStatus((status) => status.experiment);
  return trained !== null && isStale(trained, current)
    ? { shown: trained, isStale: true }
    : { shown: current, isStale: false };
}

/** A value that is costly to draw, as of the last turn of this component, see `stores/renderQueue.ts`; null before its first. */
export function useQueued<V>(value: V): V | null {
  const { renderQueue } = usePlayground();
  const name = useId();
  const [shown, setShown] = useState<{ readonly value: V } | null>(null);
  useEffect(() => renderQueue.ask(name, () => setShown({ value })), [renderQueue, name, value]);
  useEffect(() => () => renderQueue.leave(name), [renderQueue, name]);
  return shown === null ? null : shown.value;
}

/** The matrix that a run of this experiment has measured, or the panel that set up its file; null: neither. */
export function useLabelCorrelation(): Matrix | null {
  const { data } = useExperiment();
  const ofSetup = useStore(usePlayground().files, (state) => knownSetup(state, data)?.correlation ?? null);
  const ofRun = useRunStatus((status) => status.measuredCorrelation);
  return useShownExperiment().isStale ? ofSetup : (ofRun ?? ofSetup);
}
