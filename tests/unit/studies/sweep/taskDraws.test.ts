/** An experiment on many draws of its tasks: what is trained, and how it is written down. */
import { describe, expect, it } from 'vitest';
import { limits } from '../../../../src/core/schema/limits.ts';
import { randomisationOf } from '../../../../src/data/randomisation.ts';
import { readLink } from '../../../../src/experiment/link/link.ts';
import { trainedIdsOf } from '../../../../src/run/reportable.ts';
import type { ReportedPoint } from '../../../../src/studies/reportedPoint.ts';
import { studyText } from '../../../../src/studies/savedStudy.ts';
import { remainingExperiments } from '../../../../src/studies/study.ts';
import {
  excessOverFloorOf,
  experimentOnDraw,
  readTaskDraws,
  taskDrawsOf,
  taskDrawsStudy,
  withDrawsAsReplicas,
} from '../../../../src/studies/sweep/taskDraws.ts';
import { aheadSentence, drawsNumbers, floorTable } from '../../../../src/studies/sweep/taskDrawsWords.ts';

const config = 'v=2&tasks=2&draw=3&reps=5&A=adattSp&B=ple';
const { experiment } = readLink(config);

/** A point whose networks all lose `lossOf(id, draw)` on both tasks. */
function pointAt(key: number, size: number, lossOf: (id: string, draw: number) => number): ReportedPoint {
  const draws = Array.from({ length: size }, (_, index) => key + index);
  const both = <V>(values: readonly V[]): readonly V[] => values.flatMap((one) => [one, one]);
  const reportedOf = (id: string) => {
    const losses = draws.map((draw) => lossOf(id, draw));
    return {
      losses: both(losses),
      auc: both(losses.map(() => Number.NaN)),
      scores: losses,
      steps: both(losses.map(() => 50)),
      isStillImproving: both(losses.map(() => false)),
    };
  };
  return {
    key,
    seconds: 1,
    reported: Object.fromEntries(trainedIdsOf(experiment).map((id) => [id, reportedOf(id)])),
    knownLosses: { test: both(draws.map(() => 10)), floor: both(draws.map(() => 0.1)) },
  };
}

/** The reference loses less on even draws than on odd ones. */
const lossOf = (id: string, draw: number) => (id === 'A' ? (draw % 2 === 0 ? 0.7 : 0.9) : 1);

describe('draws of the tasks', () => {
  it('are trained a few at a time, each once, whatever the experiment itself draws', () => {
    const chunks = remainingExperiments(taskDrawsStudy(experiment, 10), []);
    expect(chunks.map(({ training }) => [training.firstReplica, training.numReplicas])).toEqual([
      [0, 4],
      [4, 4],
      [8, 2],
    ]);
    expect(new Set(chunks.map(({ data }) => data.redraw))).toEqual(new Set(['everything']));
    expect(withDrawsAsReplicas(experiment, 10).training.numReplicas).toBe(10);
  });

  it('open as what they were: the same tasks, with repetitions of their own', () => {
    const opened = experimentOnDraw(experiment, 7);
    expect(opened.training).toEqual(experiment.training);
    const { curves, directions } = randomisationOf(withDrawsAsReplicas(experiment, 10).data, 4);
    expect(randomisationOf(opened.data, 2)).toEqual({ curves, directions, rows: 2 });
  });

  it('are one summary, whose repetitions they are', () => {
    const points = [pointAt(0, 4, lossOf), pointAt(4, 4, lossOf)];
    const found = taskDrawsOf(taskDrawsStudy(experiment, 8), points);
    if (found === null) throw new Error('There is a summary.');
    expect(found.draws).toEqual([3, 4, 5, 6, 7, 8, 9, 10]);
    const overall = found.summary.cards[1]?.verdict?.overall;
    expect(overall?.perReplica.map((gain) => Number(gain.toFixed(6)))).toEqual([
      -0.428571, -0.111111, -0.428571, -0.111111, -0.428571, -0.111111, -0.428571, -0.111111,
    ]);
    expect(overall?.conclusion).toBe('worse');
    expect(aheadSentence(found)).toBe('Ahead of A · AdaTT-sp: B · PLE in 0 of 8 draws.');
    const [header, ...rows] = drawsNumbers(found);
    expect(header).toHaveLength(5);
    expect(rows).toHaveLength(8 * 3);
    expect(rows[1]?.slice(0, 4)).toEqual([3, 'B · PLE', 'A · AdaTT-sp', 'Task 1']);
  });

  it('say how far above the floor each network stays, and the best of them', () => {
    const found = taskDrawsOf(taskDrawsStudy(experiment, 4), [pointAt(0, 4, lossOf)]);
    if (found === null) throw new Error('There is a summary.');
    const above = excessOverFloorOf(found);
    expect(above?.cards['A']?.map((share) => Number(share.toFixed(6)))).toEqual([6, 6, 8, 8, 6, 6, 8, 8]);
    expect(above?.best).toEqual(above?.cards['A']);
    expect(floorTable(found)).toEqual([
      ['loss above the floor', 'mean', 'lowest', 'highest'],
      ['A · AdaTT-sp', '700.0 %', '600.0 %', '800.0 %'],
      ['B · PLE', '900.0 %', '900.0 %', '900.0 %'],
      ['the best of each', '700.0 %', '600.0 %', '800.0 %'],
    ]);
    expect(floorTable({ ...found, floor: found.floor.map(() => Number.NaN) })).toEqual([]);
  });
});

describe('a record of draws', () => {
  const diverging = (id: string, draw: number) => (draw === 1 ? Number.NaN : lossOf(id, draw));
  const study = taskDrawsStudy(experiment, 10);
  const points = [pointAt(0, 4, diverging), pointAt(8, 2, lossOf)];
  const written = studyText({ study, points });

  it('is nothing that does not fit its experiment, its plan or the limits', () => {
    const [point] = points;
    const record = JSON.parse(written);
    const others = [
      { ...record, config: config.replace('tasks=2', 'tasks=3') },
      { ...record, config: `${config}&C=mmoe` },
      { ...record, settings: { numDraws: limits.draws + 1 } },
      { ...record, settings: { numDraws: 9 } },
      { ...record, points: [{ ...point, key: 1 }] },
      { ...record, points: [pointAt(0, 3, lossOf)] },
      { ...record, points: [point, point] },
      { ...record, points: [{ ...point, knownLosses: { test: [], floor: [] } }] },
    ];
    expect(others.map((other) => readTaskDraws(JSON.stringify(other)))).toEqual(others.map(() => null));
    expect(['', '{}', 'null'].map(readTaskDraws)).toEqual([null, null, null]);
  });
});
