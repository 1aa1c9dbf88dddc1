/** Finds difference curves that end far from the verdict, which uses each network's best step. */
import { gainOf, ofTask, pairedRatios } from '../../../src/analysis/pairs.ts';
import { LEVEL } from '../../../src/analysis/statistics.ts';
import type { RunSummary } from '../../../src/run/summary.ts';
import type { LossSeries } from '../../charts/lines/series.ts';

/** Gain at the last step, and at the steps that the verdict uses. */
export interface CurveEnd {
  readonly rivalId: string;
  readonly task: number;
  readonly atEnd: number;
  readonly reported: number;
}

/** The one furthest from its verdict, outside its interval and beyond a tie. */
export function furthestEndOf(series: readonly LossSeries[], summary: RunSummary | null): CurveEnd | null {
  if (summary === null || summary.isProvisional) return null;
  const { numTasks, margin } = summary.rules;
  const endOf = (id: string) => series.find((one) => one.id === id)?.points.at(-1);
  const reference = endOf(summary.referenceId);
  const ends = summary.cards.flatMap(({ cardId, verdict }) => {
    const rival = endOf(cardId);
    if (verdict === null || reference === undefined || rival?.step !== reference.step) return [];
    return verdict.tasks.flatMap(({ gain }, task) => {
      const [own, other] = [reference, rival].map(({ test }) => ofTask(test, task, numTasks));
      const atEnd = gainOf(pairedRatios(own ?? [], other ?? [], 1).perTask[0] ?? [], LEVEL).mean;
      const isApart = (atEnd < gain.low || atEnd > gain.high) && Math.abs(atEnd - gain.mean) > margin;
      return isApart ? [{ rivalId: cardId, task, atEnd, reported: gain.mean }] : [];
    });
  });
  const [furthest = null] = ends.toSorted(
    (a, b) => Math.abs(b.atEnd - b.reported) - Math.abs(a.atEnd - a.reported),
  );
  return furthest;
}
