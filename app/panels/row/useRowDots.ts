/** Requests the first test rows as points of the plane, with the reference's error at a task, while mounted. */
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { PlaneChoice, ProbeRequest } from '../../../src/analysis/produced/probe.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { rowAnswerOf } from '../../../src/run/report/rowAnswers.ts';
import { probeControllersOf } from '../../state/learned/probeController.ts';
import { usePlayground, useReplica, useView } from '../../state/playground.ts';
import { useNetworkIds } from '../../view/useCards.ts';

export interface RowDots {
  readonly places: readonly (readonly [x: number, y: number])[];
  /** Sizes of the errors, NaN where no label is known. */
  readonly errors: readonly number[];
}

export function useRowDots(
  experiment: Experiment,
  cards: readonly CardConfig[],
  task: number,
): RowDots | null {
  const { store, want } = probeControllersOf(usePlayground()).rows;
  const { probed } = useStore(store);
  const step = useView((view) => view.scrubStep);
  const replica = useReplica();
  const [networkId] = useNetworkIds(experiment, cards).values();
  const request = useMemo(
    (): ProbeRequest | null =>
      networkId === undefined
        ? null
        : {
            networkIds: [networkId],
            replicas: [replica === 'mean' ? 0 : replica],
            step,
            points: { kind: 'testRows', ...planeOfRows(experiment) },
            levels: [],
            experts: false,
          },
    [experiment, networkId, replica, step],
  );
  useEffect(() => want(request), [want, request]);
  useEffect(() => () => want(null), [want]);
  return useMemo(() => {
    const { rows = [], labels = [] } = probed?.plane ?? {};
    const logits = probed?.networks[0]?.logits[0] ?? [];
    const kind = experiment.tasks[task]?.kind ?? 'regression';
    if (labels.length === 0) return null;
    return {
      places: labels.map((_, row) => [rows[2 * row] ?? Number.NaN, rows[2 * row + 1] ?? Number.NaN] as const),
      errors: labels.map((ofRow, row) => {
        const logit = logits[task * labels.length + row];
        const { prediction, target } = rowAnswerOf(
          kind,
          logit,
          probed?.truth?.[0]?.[task]?.[row],
          ofRow[task],
        );
        return Math.abs(prediction - target);
      }),
    };
  }, [probed, experiment, task]);
}

export const planeOfRows = ({ data, tasks }: Pick<Experiment, 'data' | 'tasks'>): PlaneChoice => ({
  tasks: tasks.length > 1 ? [0, 1] : [0],
  plane: data.secondCorrelation !== null && data.source !== 'table' ? 'switch' : 'tasks',
  columns: null,
});
