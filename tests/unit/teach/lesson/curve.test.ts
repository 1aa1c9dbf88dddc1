/** Curves of a recorded run, as a lesson holds drawings against them. */
import { describe, expect, it } from 'vitest';
import {
  curveAtDrawnPoints,
  curveEndsOf,
  lossCurveOfRun,
  numCurvePoints,
  numDrawnPoints,
} from '../../../../src/teach/lesson/curve.ts';
import type { LessonQuestionOf } from '../../../../src/teach/lesson/lesson.ts';
import { recordedRun } from '../../run/recordedRuns.ts';
import { presetNamed } from '../presetNamed.ts';

const { experiment } = presetNamed('looselyRelated');
const run = recordedRun('presets/looselyRelated');
const question: LessonQuestionOf<'draw'> = { kind: 'draw', ask: 'How does it fall?', card: 'B', task: 1 };
const curveOf = (part: Partial<LessonQuestionOf<'draw'>>) =>
  lossCurveOfRun(experiment, run, { ...question, ...part });

/** The validation loss of task 2 in PLE at the last step, as a share of the constant's, by plain arithmetic. */
function lastShare(task: number): number {
  const { validation } = run.networks.get('B')?.history.at(-1)?.loss ?? expect.fail('No history.');
  const shares = [0, 1, 2, 3, 4].map(
    (replica) =>
      (validation[2 * replica + task] ?? 0) / (run.knownLosses.validation[2 * replica + task] ?? 0),
  );
  return shares.reduce((sum, share) => sum + share, 0) / 5;
}

describe('the curve of a run', () => {
  it('is the share of the loss of the best constant, from the first step to the last', () => {
    const curve = curveOf({}) ?? expect.fail('There is no curve.');
    expect(curve).toHaveLength(numCurvePoints);
    expect(curveAtDrawnPoints(curve)).toHaveLength(numDrawnPoints);
    expect(curve[0]).toBeGreaterThan(0.9);
    expect(curve.at(-1)).toBeCloseTo(lastShare(1), 3);
    expect(curveOf({ task: null })?.at(-1)).toBeCloseTo((lastShare(0) + lastShare(1)) / 2, 3);
  });

  it('ends where its network was evaluated last, and leaves diverged repetitions out', () => {
    const networks = new Map(
      [...run.networks].map(([id, network]) => [
        id,
        {
          ...network,
          history: network.history
            .filter(({ loss }) => loss.step <= experiment.training.numSteps / 2)
            .map((evaluation) => {
              const validation = evaluation.loss.validation.map((loss, cell) =>
                cell < 2 ? Number.NaN : loss,
              );
              return { ...evaluation, loss: { ...evaluation.loss, validation } };
            }),
        },
      ]),
    );
    const curve =
      lossCurveOfRun(experiment, { ...run, networks }, question) ?? expect.fail('There is no curve.');
    const lastStep = networks.get('B')?.history.at(-1)?.loss.step ?? 0;
    const end = Math.floor((lastStep * (numCurvePoints - 1)) / experiment.training.numSteps);
    expect(end).toBeGreaterThan(10);
    expect(curve.findLastIndex((loss) => loss !== null)).toBe(end);
    expect(curve.slice(0, end).every((loss) => loss !== null && loss > 0)).toBe(true);
  });
});

describe('the ends of a drawing and a curve', () => {
  const drawn = Array.from({ length: numDrawnPoints }, (_, place) => place);

  it('lie where the curve has its last loss, also between two places of the drawing', () => {
    const until = (end: number) =>
      Array.from({ length: numCurvePoints }, (_, place) => (place > end ? null : 2));
    expect(curveEndsOf(drawn, until(40))).toEqual({ drawn: 10, seen: 2 });
    expect(curveEndsOf(drawn, until(38))).toEqual({ drawn: 9.5, seen: 2 });
    expect(curveEndsOf(drawn, until(-1))).toBeNull();
  });
});
