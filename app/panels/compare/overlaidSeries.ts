/** Curves of other runs as lines beside those of the run shown. */

import type { LossPoint } from '../../../src/analysis/produced/evaluation.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { LossSeries } from '../../charts/lines/series.ts';
import type { OverlaidRun } from '../../state/stores/viewStore.ts';

/** Omits tasks that a run lacks, or has with another kind. */
export const overlaidSeries = (
  overlays: readonly OverlaidRun[],
  tasks: Experiment['tasks'],
): readonly LossSeries[] =>
  overlays.flatMap(({ name: ofRun, kinds, series }, index) =>
    series.map(({ id, name, color, points }) => ({
      id: `${id}${NUMBERS.charAt(index)}`,
      name: `${name} (${ofRun})`,
      color,
      isOverlay: true,
      points: points.map((point) => withTasks(point, kinds, tasks)),
    })),
  );

// The number of the run, behind the letter of its card.
const NUMBERS = '¹²³⁴';

function withTasks(point: LossPoint, kinds: OverlaidRun['kinds'], tasks: Experiment['tasks']): LossPoint {
  const relaid = (values: readonly number[]): readonly number[] =>
    Array.from({ length: values.length / kinds.length }, (_, replica) =>
      tasks.map(({ kind }, task) =>
        kinds[task] === kind ? (values[replica * kinds.length + task] ?? Number.NaN) : Number.NaN,
      ),
    ).flat();
  const { step, train, validation, test, auc } = point;
  return { step, train: relaid(train), validation: relaid(validation), test: relaid(test), auc: relaid(auc) };
}

export const withOverlaid = (
  hidden: ReadonlySet<string>,
  others: readonly LossSeries[],
): ReadonlySet<string> =>
  new Set([...hidden, ...others.flatMap(({ id }) => (hidden.has(id.slice(0, 1)) ? [id] : []))]);
