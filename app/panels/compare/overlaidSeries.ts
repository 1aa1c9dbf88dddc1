/** Curves of other runs as lines beside those of the run shown. */
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { LossPoint } from '../../../src/analysis/produced/evaluation.ts';
import type { LossSeries } from '../../charts/lines/series.ts';
import type { OverlaidRun } from '../../state/stores/viewStore.ts';

/** Lines of other runs for the tasks of the one shown: of those that they do not have, or that are of another kind, nothing is drawn. */
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

/** Stand behind the letter of a card, for the number of its run among those overlaid. */
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

/** Who hides an architecture hides it in the other runs as well. */
export const withOverlaid = (
  hidden: ReadonlySet<string>,
  others: readonly LossSeries[],
): ReadonlySet<string> =>
  new Set([...hidden, ...others.flatMap(({ id }) => (hidden.has(id.slice(0, 1)) ? [id] : []))]);
