/** The validation loss curve that students draw, as shares of the best constant's loss, which reveal no answer. */
import { mean } from '../../core/lists.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { networkOf, type StartedRun } from '../../run/run.ts';
import { pickedNetworks } from '../../run/summary.ts';
import type { LessonQuestionOf } from './lesson.ts';

/** Number of points that students draw, evenly spaced from the first step to the last. */
export const numDrawnPoints = 11;

// Points of the run's curve per segment of the drawing.
const POINTS_PER_SEGMENT = 4;

export const numCurvePoints = POINTS_PER_SEGMENT * (numDrawnPoints - 1) + 1;

export const maxDrawnLoss = 1.5;

/** Null where the run has no loss, as after an early end. */
type RunCurve = readonly (number | null)[];

export function lossCurveOfRun(
  experiment: Experiment,
  run: StartedRun,
  { card, task }: LessonQuestionOf<'draw'>,
): RunCurve | null {
  const numTasks = experiment.tasks.length;
  const id = pickedNetworks(experiment, run.networks).get(card);
  if (id === undefined || (task !== null && task >= numTasks)) return null;
  const points = networkOf(run, id).history.map(({ loss: { step, validation } }) => {
    const shares = validation.map((loss, cell) => loss / (run.knownLosses.validation[cell] ?? Number.NaN));
    const asked = shares.filter((_, cell) => task === null || cell % numTasks === task);
    return { step, loss: mean(asked.filter(Number.isFinite)) };
  });
  const { numSteps } = experiment.training;
  return Array.from({ length: numCurvePoints }, (_, place) =>
    lossAt(points, (place * numSteps) / (numCurvePoints - 1)),
  );
}

interface LossCurvePoint {
  readonly step: number;
  readonly loss: number;
}

function lossAt(points: readonly LossCurvePoint[], step: number): number | null {
  const after = points.find((point) => point.step >= step);
  const before = points.findLast((point) => point.step <= step);
  if (after === undefined || before === undefined) return null;
  const share = after === before ? 0 : (step - before.step) / (after.step - before.step);
  const loss = before.loss + share * (after.loss - before.loss);
  return Number.isFinite(loss) ? Math.round(loss * 1e4) / 1e4 : null;
}

export const curveAtDrawnPoints = (curve: RunCurve): RunCurve =>
  curve.filter((_, place) => place % POINTS_PER_SEGMENT === 0);

/** Losses of the drawing and of the run at the run's last point. */
interface CurveEnds {
  readonly drawn: number;
  readonly seen: number;
}

export function curveEndsOf(drawn: readonly number[], curve: RunCurve): CurveEnds | null {
  const at = curve.findLastIndex((loss) => loss !== null);
  const seen = curve[at] ?? null;
  if (seen === null) return null;
  const [before, share] = [
    Math.floor(at / POINTS_PER_SEGMENT),
    (at % POINTS_PER_SEGMENT) / POINTS_PER_SEGMENT,
  ];
  const left = drawn[before] ?? Number.NaN;
  return { drawn: share === 0 ? left : left + share * ((drawn[before + 1] ?? left) - left), seen };
}
