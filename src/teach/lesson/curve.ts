/**
 * The validation loss curve that students draw, as shares of the loss of the best constant (1), which reveals
 * no answer in the empty chart.
 */
import { mean } from '../../core/lists.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { networkOf, type StartedRun } from '../../run/run.ts';
import { pickedNetworks } from '../../run/summary.ts';
import type { LessonQuestionOf } from './lesson.ts';

/** Number of points that students draw, evenly spaced from the first step to the last. */
export const numDrawn = 11;

// Points of the run's curve per segment of the drawing.
const FINENESS = 4;

export const numSeen = FINENESS * (numDrawn - 1) + 1;

export const maxDrawn = 1.5;

/** Null where the run has no loss, as after an early end. */
type SeenCurve = readonly (number | null)[];

export function curveOfRun(
  experiment: Experiment,
  run: StartedRun,
  { card, task }: LessonQuestionOf<'draw'>,
): SeenCurve | null {
  const numTasks = experiment.tasks.length;
  const id = pickedNetworks(experiment, run.networks).get(card);
  if (id === undefined || (task !== null && task >= numTasks)) return null;
  const points = networkOf(run, id).history.map(({ loss: { step, validation } }) => {
    const shares = validation.map((loss, cell) => loss / (run.knownLosses.validation[cell] ?? Number.NaN));
    const asked = shares.filter((_, cell) => task === null || cell % numTasks === task);
    return { step, loss: mean(asked.filter(Number.isFinite)) };
  });
  const { numSteps } = experiment.training;
  return Array.from({ length: numSeen }, (_, place) => lossAt(points, (place * numSteps) / (numSeen - 1)));
}

interface CurvePoint {
  readonly step: number;
  readonly loss: number;
}

function lossAt(points: readonly CurvePoint[], step: number): number | null {
  const after = points.find((point) => point.step >= step);
  const before = points.findLast((point) => point.step <= step);
  if (after === undefined || before === undefined) return null;
  const share = after === before ? 0 : (step - before.step) / (after.step - before.step);
  const loss = before.loss + share * (after.loss - before.loss);
  return Number.isFinite(loss) ? Math.round(loss * 1e4) / 1e4 : null;
}

/** Losses of the run at the points of the drawing. */
export const atDrawnPlaces = (curve: SeenCurve): SeenCurve =>
  curve.filter((_, place) => place % FINENESS === 0);

/** Losses of the drawing and of the run at the run's last point. */
interface CurveEnds {
  readonly drawn: number;
  readonly seen: number;
}

export function curveEndsOf(drawn: readonly number[], curve: SeenCurve): CurveEnds | null {
  const at = curve.findLastIndex((loss) => loss !== null);
  const seen = curve[at] ?? null;
  if (seen === null) return null;
  const [before, share] = [Math.floor(at / FINENESS), (at % FINENESS) / FINENESS];
  const left = drawn[before] ?? Number.NaN;
  return { drawn: share === 0 ? left : left + share * ((drawn[before + 1] ?? left) - left), seen };
}
