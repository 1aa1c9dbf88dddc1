/** The React context of the playground and hooks for it. */
import { createContext, useContext, useEffect, useId, useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { ReplicaChoice } from '../../src/analysis/gateWeights.ts';
import type { Matrix } from '../../src/data/types.ts';
import type { ExperimentProblem } from '../../src/experiment/costs/checks.ts';
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import type { Networks } from '../../src/run/run.ts';
import { type Playground, startProblemsOf } from './createPlayground.ts';
import { isStale, runKeyOf, seenWithFewerReplicas } from './run/runKey.ts';
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

export function useMissingFile(): string | null {
  const { data } = useExperiment();
  return useStore(usePlayground().files, (files) => missingFile(files, data));
}

export function useReplica(): ReplicaChoice {
  const { numReplicas } = useShownExperiment().shown.training;
  const replica = useView((view) => view.replica);
  return replica === 'mean' || replica < numReplicas ? replica : 'mean';
}

export const useView = <S>(select: (state: ViewState) => S): S => useStore(usePlayground().view, select);

export const useMessages = <S>(select: (state: MessageState) => S): S =>
  useStore(usePlayground().messages, select);

/** `select` must return objects of the status itself, not new ones. */
export function useRunStatus<S>(select: (status: RunStatus) => S): S {
  const { run } = usePlayground();
  return useStore(run.shown, select);
}

export const useSeenWithFewer = (experiment: Experiment): number | null =>
  useStore(usePlayground().seenPlans, (seen) => seenWithFewerReplicas(seen, experiment));

/** No verdict may be visible while this is true. */
export const useIsCovered = (): boolean => useStore(usePlayground().lessons, ({ isCovered }) => isCovered);

export const useNetworks = (): Networks => useRunStatus(({ networks }) => networks);

export function useShownExperiment(): { readonly shown: Experiment; readonly isStale: boolean } {
  const current = useExperiment();
  const trained = useRunStatus((status) => status.experiment);
  return trained !== null && isStale(trained, current)
    ? { shown: trained, isStale: true }
    : { shown: current, isStale: false };
}

/** The value at this component's last turn in the render queue; null before its first. */
export function useQueued<V>(value: V): V | null {
  const { renderQueue } = usePlayground();
  const name = useId();
  const [shown, setShown] = useState<{ readonly value: V } | null>(null);
  useEffect(() => renderQueue.ask(name, () => setShown({ value })), [renderQueue, name, value]);
  useEffect(() => () => renderQueue.leave(name), [renderQueue, name]);
  return shown === null ? null : shown.value;
}

export function useLabelCorrelation(): Matrix | null {
  const { data } = useExperiment();
  const ofSetup = useStore(usePlayground().files, (state) => knownSetup(state, data)?.correlation ?? null);
  const ofRun = useRunStatus((status) => status.measuredCorrelation);
  return useShownExperiment().isStale ? ofSetup : (ofRun ?? ofSetup);
}
