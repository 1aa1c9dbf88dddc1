/** Bounds the evaluations of a run in memory, and finds the moments that the time machine shows. */
import type { Evaluation } from '../analysis/produced/evaluation.ts';

// More points than a chart shows of one line.
const maxEvaluations = 512;
// Numbers in all cards together: 16 MB of gate statistics.
const maxNumbers = 4e6;

type Histories = ReadonlyMap<string, readonly Evaluation[]>;

/** Removes every second evaluation, at the same steps in all histories; keeps the newest of each. */
export function boundedHistories(histories: Histories): Histories {
  const isLong = [...histories.values()].some(({ length }) => length > maxEvaluations);
  if (!isLong && numNumbersOf(histories) <= maxNumbers) return histories;
  const steps = [...new Set([...histories.values()].flat().map(({ loss }) => loss.step))];
  const kept = new Set(steps.toSorted((a, b) => a - b).filter((_, index) => index % 2 === 0));
  return new Map(
    [...histories].map(([id, history]) => [
      id,
      history.filter((evaluation) => kept.has(evaluation.loss.step) || evaluation === history.at(-1)),
    ]),
  );
}

// All evaluations of a network have the same size.
function numNumbersOf(histories: Histories): number {
  return [...histories.values()].reduce(
    (total, history) => total + history.length * numNumbersOfEvaluation(history[0]),
    0,
  );
}

function numNumbersOfEvaluation(evaluation: Evaluation | undefined): number {
  if (evaluation === undefined) return 0;
  const { loss, gates } = evaluation;
  const ofLevels = gates.levels.flatMap((level) => Object.values(level).map(({ length }) => length));
  return 4 * loss.test.length + ofLevels.reduce((total, length) => total + length, 0);
}

export function evaluationAt(history: readonly Evaluation[], step: number): Evaluation | null {
  return history.findLast(({ loss }) => loss.step <= step) ?? null;
}

export type Moments = readonly number[];

export function momentsOf(histories: Iterable<readonly Evaluation[]>): Moments {
  const steps = new Set<number>();
  for (const history of histories) for (const { loss } of history) steps.add(loss.step);
  return [...steps].toSorted((a, b) => a - b);
}

export function momentIndexOf(moments: Moments, step: number): number {
  const place = moments.findLastIndex((moment) => moment <= step);
  return Math.max(0, place);
}

/** Position of `step` from 0 to 1, with equal distances between moments; null outside. */
export function timelinePositionOf(moments: Moments, step: number): number | null {
  const place = moments.findLastIndex((moment) => moment <= step);
  const [from, to] = [moments[place], moments[place + 1]];
  if (from === undefined || moments.length < 2) return null;
  if (to === undefined) return step === from ? 1 : null;
  return (place + (step - from) / (to - from)) / (moments.length - 1);
}

export const MAX_LINK_POINTS = 15;

/** Denser at the start, where most happens; always with the last and `keptStep`. */
export function pointSteps(
  steps: readonly number[],
  numPoints: number,
  keptStep: number | null,
): readonly number[] {
  const last = steps.length - 1;
  const places = Array.from({ length: numPoints }, (_, i) => {
    const share = numPoints === 1 ? 1 : i / (numPoints - 1);
    return Math.round(last * share * Math.sqrt(share));
  });
  const kept = keptStep === null ? -1 : steps.findLastIndex((step) => step <= keptStep);
  return steps.filter((_, place) => place === kept || places.includes(place));
}
