/** Requests the functions that the networks have learned at the step shown, while mounted. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Learned, LearnedRequest } from '../../../src/analysis/produced/questions.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { learnedControllerOf, type Pictures, pictureAt } from '../../state/learned/picturesController.ts';
import { usePlayground, useReplica, useView } from '../../state/playground.ts';
import type { LearnedChoice } from '../../state/stores/viewStore.ts';
import { useNetworkIds } from '../../view/useCards.ts';

const firstChoice = ({ data }: Experiment): LearnedChoice => ({
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
    const usual = firstChoice(experiment);
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

export interface LearnedNow {
  readonly learned: Learned | null;
  /** True if the chosen step has no picture. */
  readonly isOther: boolean;
  readonly lacks: Pictures<Learned>['lacks'];
  readonly tryAgain: () => void;
}

/** `experiment` is the one shown. */
export function useLearned(experiment: Experiment): LearnedNow {
  const { tasks, plane, columns, level } = useLearnedChoice(experiment).choice;
  const controller = learnedControllerOf(usePlayground());
  const shown = useStore(controller.store);
  const scrubStep = useView((view) => view.scrubStep);
  const replica = useReplica();
  const ids = useNetworkIds(experiment, experiment.cards);
  const numTasks = experiment.tasks.length;
  const request = useMemo(
    (): LearnedRequest => ({
      networkIds: [...ids.values()],
      tasks: tasks.filter((task, place) => task < numTasks && tasks.indexOf(task) === place),
      plane,
      columns,
      replica,
      step: scrubStep,
      level,
    }),
    [ids, tasks, numTasks, plane, columns, replica, scrubStep, level],
  );
  useEffect(() => controller.want(request), [controller, request]);
  useEffect(() => () => controller.want(null), [controller]);
  const kept = pictureAt(shown, scrubStep);
  const learned = kept ?? pictureAt(shown, null);
  const isOther = kept === null && learned !== null;
  return { learned, isOther, lacks: shown.lacks, tryAgain: controller.tryAgain };
}
