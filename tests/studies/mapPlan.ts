/** Which experiments make the map: the opening one with its tasks more or less alike and more or fewer rows. */
import { defaultExperiment } from '../../src/experiment/defaults.ts';
import { setData, setTraining } from '../../src/experiment/edit.ts';
import type { Experiment } from '../../src/experiment/experiment.ts';
import { sweepAxisOf } from '../../src/studies/sweep/axes.ts';
import type { MapPoint } from '../../src/studies/sweep/map.ts';

export const mapCorrelations: readonly number[] = [-0.2, 0, 0.2, 0.4, 0.6, 0.8, 1];

export const mapLabels: readonly number[] = [300, 1000, 3000, 10_000, 30_000];

/** With fewer, most cells had no clear winner. */
const numReplicas = 8;

/** Row by row, from the fewest labels. */
export const mapPoints: readonly MapPoint[] = mapLabels.flatMap((numLabels) =>
  mapCorrelations.map((correlation) => ({ correlation, numLabels })),
);

/** All pairs of tasks have that correlation, as in a sweep; each of that many rows has the labels of all tasks. */
export function mapExperimentAt({ correlation, numLabels }: MapPoint): Experiment {
  const opening = setTraining(defaultExperiment(), { numReplicas });
  const experiment = sweepAxisOf(opening, 'correlation')?.experimentAt(opening, correlation) ?? opening;
  return setData(experiment, { numTrainRows: numLabels });
}
