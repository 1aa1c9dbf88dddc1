/** Rules on which tasks borrow from which, compared with the tasks' correlation. */
import { isSurelyBelowZero, type WeightChange } from '../../../analysis/gateChange.ts';
import { mean } from '../../../core/lists.ts';
import { sharesRows } from '../../../data/rows.ts';
import { formatPercent, formatPoints } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import { borrowersOf, firstSourceOf, type SourceTask } from './borrowers.ts';
import type { FindingRule, SpokenRun } from './finding.ts';
import { transferOnTask } from './sharing.ts';

const words = text.findings;

// Below this share of its output, a task borrows nothing.
const NEGLIGIBLE_SHARE = 0.05;

// Absolute correlations below which tasks are loosely, and from which closely related.
const LOOSE_CORRELATION = 0.3;
const CLOSE_CORRELATION = 0.6;

/** Strongest borrowing that training raised in every replica. */
export const strongestBorrowingRule: FindingRule = (run) => {
  const found = borrowersOf(run).flatMap((borrower) => {
    const source = firstSourceOf(borrower);
    return source === null ? [] : [{ ...borrower, source }];
  });
  const [most] = found.toSorted((a, b) => b.source.share.by.low - a.source.share.by.low);
  if (most === undefined) return null;
  const { level, task, source, sources } = most;
  const fit = correlationNoteOfPair(run, task, source.task, sources);
  return {
    sentence: words.borrowing(
      { level: level + 1, task: taskNameOf(run, task), ...changeText(source.share) },
      { source: taskNameOf(run, source.task), isMost: sources.length > 1 },
      fit,
    ),
    evidence: { kind: 'gates', cardId: run.summary.referenceId, level, task, source: source.task },
  };
};

/** Task that borrows almost nothing from all others together, in every replica. */
export const noBorrowingRule: FindingRule = (run) => {
  const [least] = borrowersOf(run)
    .filter(({ borrowed }) => isSurelyBelowZero(borrowed.by) && Math.max(...borrowed.end) < NEGLIGIBLE_SHARE)
    .toSorted((a, b) => mean(a.borrowed.end) - mean(b.borrowed.end));
  if (least === undefined) return null;
  const { level, task, borrowed, sources } = least;
  const [most] = sources.toSorted((a, b) => mean(b.share.end) - mean(a.share.end));
  const transfer = transferOnTask(run, task);
  return {
    sentence: words.alone(
      { level: level + 1, task: taskNameOf(run, task), ...changeText(borrowed) },
      transfer === null ? '' : words.gain[transfer],
      correlationNoteOfNone(run, task, sources),
    ),
    evidence: { kind: 'gates', cardId: run.summary.referenceId, level, task, source: most?.task ?? 0 },
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

const taskNameOf = ({ experiment }: SpokenRun, task: number): string => experiment.tasks[task]?.name ?? '';

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

function correlationNoteOfPair(
  run: SpokenRun,
  task: number,
  source: number,
  sources: readonly SourceTask[],
): string {
  const pair = correlationOf(run, task, source);
  if (pair === null) return '';
  const sizes = sources.map((other) => correlationOf(run, task, other.task)?.size ?? 0);
  if (pair.size < LOOSE_CORRELATION) return words.weak(pair.name, pair.value);
  if (pair.size < Math.max(...sizes)) return words.notStrongest(pair.name, pair.value);
  return pair.size >= CLOSE_CORRELATION
    ? words.strong(pair.name, pair.value)
    : words.isAside(pair.name, pair.value);
}

function correlationNoteOfNone(run: SpokenRun, task: number, sources: readonly SourceTask[]): string {
  const [closest] = sources
    .flatMap((source) => {
      const pair = correlationOf(run, task, source.task);
      return pair === null ? [] : [{ ...pair, other: source.task }];
    })
    .toSorted((a, b) => b.size - a.size);
  if (closest === undefined) return '';
  if (closest.size < LOOSE_CORRELATION) return words.weakAll(closest.name, closest.value);
  return closest.size >= CLOSE_CORRELATION
    ? words.strongWith(closest.name, closest.value, taskNameOf(run, closest.other))
    : '';
}
