/** Rules on which tasks borrow from which, compared with the tasks' correlation. */
import { hasFallen, type WeightChange } from '../../../analysis/gateChange.ts';
import { mean } from '../../../core/lists.ts';
import { sharesRows } from '../../../data/rows.ts';
import { formatPercent, formatPoints } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import { borrowersOf, firstLenderOf, type TaskLender } from './borrowers.ts';
import type { Rule, SpokenRun } from './finding.ts';
import { transferOnTask } from './sharing.ts';

const words = text.findings;

// Below this share of its output, a task borrows nothing.
const NOTHING = 0.05;

// Absolute correlations below which tasks are loosely, and from which closely related.
const LOOSE = 0.3;
const CLOSE = 0.6;

/** Strongest borrowing that training raised in every replica. */
export const borrowing: Rule = (run) => {
  const found = borrowersOf(run).flatMap((borrower) => {
    const lender = firstLenderOf(borrower);
    return lender === null ? [] : [{ ...borrower, lender }];
  });
  const [most] = found.toSorted((a, b) => b.lender.share.by.low - a.lender.share.by.low);
  if (most === undefined) return null;
  const { level, task, lender, lenders } = most;
  const fit = fitOfPair(run, task, lender.task, lenders);
  return {
    sentence: words.borrowing(
      { level: level + 1, task: nameOf(run, task), ...changeText(lender.share) },
      { lender: nameOf(run, lender.task), isMost: lenders.length > 1 },
      fit,
    ),
    evidence: { kind: 'gates', cardId: run.summary.referenceId, level, task, lender: lender.task },
  };
};

/** Task that borrows almost nothing from all others together, in every replica. */
export const alone: Rule = (run) => {
  const [least] = borrowersOf(run)
    .filter(({ borrowed }) => hasFallen(borrowed.by) && Math.max(...borrowed.end) < NOTHING)
    .toSorted((a, b) => mean(a.borrowed.end) - mean(b.borrowed.end));
  if (least === undefined) return null;
  const { level, task, borrowed, lenders } = least;
  const [most] = lenders.toSorted((a, b) => mean(b.share.end) - mean(a.share.end));
  const transfer = transferOnTask(run, task);
  return {
    sentence: words.alone(
      { level: level + 1, task: nameOf(run, task), ...changeText(borrowed) },
      transfer === null ? '' : words.gain[transfer],
      fitOfNothing(run, task, lenders),
    ),
    evidence: { kind: 'gates', cardId: run.summary.referenceId, level, task, lender: most?.task ?? 0 },
  };
};

function changeText({ start, end, by: { low, high, n } }: WeightChange) {
  const points = [low, high].map(Math.abs).toSorted((a, b) => a - b);
  const [least = '', most = ''] = points.map(formatPoints);
  return {
    share: formatPercent(mean(end)),
    start: formatPercent(mean(start)),
    points: words.range(least, most),
    count: n,
  };
}

const nameOf = ({ experiment }: SpokenRun, task: number): string => experiment.tasks[task]?.name ?? '';

/** Correlation as requested, or as measured in a file; null if it varies by replica or is unknown. */
function correlationOf({ experiment: { data }, run }: SpokenRun, a: number, b: number) {
  const isMeasured = sharesRows(data);
  const value = (isMeasured ? run.measuredCorrelation : data.correlation)?.[a]?.[b] ?? Number.NaN;
  if (data.secondCorrelation !== null || !Number.isFinite(value)) return null;
  const written = String(Number(value.toFixed(2))).replace('-', '−');
  return {
    size: Math.abs(value),
    value: written,
    name: words.correlation[isMeasured ? 'measured' : 'asked'],
  };
}

function fitOfPair(run: SpokenRun, task: number, lender: number, lenders: readonly TaskLender[]): string {
  const pair = correlationOf(run, task, lender);
  if (pair === null) return '';
  const sizes = lenders.map((other) => correlationOf(run, task, other.task)?.size ?? 0);
  if (pair.size < LOOSE) return words.weak(pair.name, pair.value);
  if (pair.size < Math.max(...sizes)) return words.notStrongest(pair.name, pair.value);
  return pair.size >= CLOSE ? words.strong(pair.name, pair.value) : words.isAside(pair.name, pair.value);
}

function fitOfNothing(run: SpokenRun, task: number, lenders: readonly TaskLender[]): string {
  const [closest] = lenders
    .flatMap((lender) => {
      const pair = correlationOf(run, task, lender.task);
      return pair === null ? [] : [{ ...pair, other: lender.task }];
    })
    .toSorted((a, b) => b.size - a.size);
  if (closest === undefined) return '';
  if (closest.size < LOOSE) return words.weakAll(closest.name, closest.value);
  return closest.size >= CLOSE
    ? words.strongWith(closest.name, closest.value, nameOf(run, closest.other))
    : '';
}
