/** Requests the functions that the networks have learned at the step shown, while mounted. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { ReplicaChoice } from '../../../src/analysis/gateWeights.ts';
import type { ProbeRequest } from '../../../src/analysis/produced/probe.ts';
import { resamplesTasks } from '../../../src/data/randomisation.ts';
import { cardOfTrainedId } from '../../../src/experiment/cardIds.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { type LearnedPlanes, learnedPlanesOf } from '../../charts/plane/learned.ts';
import { isOfChosenStep, type ProbeState, probeControllersOf } from '../../state/learned/probeController.ts';
import { usePlayground, useReplica, useView } from '../../state/playground.ts';
import type { LearnedChoice } from '../../state/stores/viewStore.ts';
import { useNetworkIds } from '../../view/useCards.ts';

const defaultLearnedChoice = ({ data }: Experiment): LearnedChoice => ({
  tasks: [0, 1],
  plane: data.secondCorrelation === null ? 'tasks' : 'switch',
  columns: null,
  level: 0,
  view: 'prediction',
});

export function useLearnedChoice(experiment: Experiment) {
  const { view } = usePlayground();
  const changes = useView((state) => state.learned);
  const numTasks = experiment.tasks.length;
  const hasSwitch = experiment.data.secondCorrelation !== null;
  const choice = useMemo((): LearnedChoice => {
    const usual = defaultLearnedChoice(experiment);
    const { tasks = usual.tasks, plane = usual.plane, ...others } = changes;
    return {
      ...usual,
      ...others,
      tasks: tasks.every((task) => task < numTasks) ? tasks : usual.tasks,
      plane: plane === 'tasks' || hasSwitch ? plane : usual.plane,
    };
  }, [changes, experiment, numTasks, hasSwitch]);
  const choose = (change: Partial<LearnedChoice>): void =>
    view.setState(({ learned }) => ({ learned: { ...learned, ...change } }));
  return { choice, choose };
}

interface CurrentLearnedPlanes extends Pick<ProbeState, 'lacks'> {
  readonly learned: LearnedPlanes | null;
  readonly isOther: boolean;
  readonly tryAgain: () => void;
}

export function useLearned(experiment: Experiment): CurrentLearnedPlanes {
  const { tasks, plane, columns, level } = useLearnedChoice(experiment).choice;
  const { store, want, tryAgain } = probeControllersOf(usePlayground()).learned;
  const { probed, lacks } = useStore(store);
  const step = useView((view) => view.scrubStep);
  const replica = useReplica();
  const ids = useNetworkIds(experiment, experiment.cards);
  const request = useMemo((): ProbeRequest => {
    const numTasks = experiment.tasks.length;
    const distinct = tasks.filter((task, place) => task < numTasks && tasks.indexOf(task) === place);
    return {
      networkIds: [...ids.values()],
      replicas: replicasToProbe(replica, experiment),
      step,
      points: { kind: 'grid', tasks: distinct, plane, columns },
      levels: [level],
      experts: false,
    };
  }, [ids, experiment, tasks, plane, columns, replica, step, level]);
  useEffect(() => want(request), [want, request]);
  useEffect(() => () => want(null), [want]);
  const learned = useMemo(() => {
    const topologyOf = (networkId: string) => {
      const card = experiment.cards.find(({ id }) => id === cardOfTrainedId(networkId).cardId);
      return card ? topologyOfCard(card, experiment) : null;
    };
    return probed && learnedPlanesOf(probed, replica === 'mean', topologyOf);
  }, [probed, replica, experiment]);
  return { learned, isOther: probed !== null && !isOfChosenStep(probed), lacks, tryAgain };
}

/** Replicas to ask for, the chosen one first; others only if all replicas share their tasks. */
function replicasToProbe(choice: ReplicaChoice, { data, training }: Experiment): readonly number[] {
  const first = choice === 'mean' ? 0 : Math.min(choice, training.numReplicas - 1);
  if (resamplesTasks(data)) return [first];
  const others = Array.from({ length: training.numReplicas }, (_, replica) => replica);
  return [first, ...others.filter((replica) => replica !== first)];
}
