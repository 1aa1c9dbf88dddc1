/**
 * Sentences about who borrows from whom in the reference, by the shares of outputs that come from experts of other tasks, beside how
 * much the tasks have in common. They tell the change since step 0 (`gateChange.ts`), with an interval that holds for all tasks and
 * levels together: of each only one lender is told, the first in every repetition. Nothing is told of tasks on which nothing was
 * learned. Knows no architecture.
 */

import { hasFallen, hasRisen, type WeightChange, weightChangeOf } from '../../analysis/gateChange.ts';
import { byOwner } from '../../analysis/gateWeights.ts';
import { ofTask } from '../../analysis/pairs.ts';
import { familyLevel, mean } from '../../analysis/statistics.ts';
import { sharesRows } from '../../data/copies.ts';
import { budgetOf } from '../../experiment/derived/budget.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import type { LevelSpec } from '../../models/topology.ts';
import { evaluationAt } from '../../run/history.ts';
import { networkOf } from '../../run/run.ts';
import type { CardSummary } from '../../run/summary.ts';
import { formatPercent, formatPoints } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { Rule, SpokenRun } from './finding.ts';
import { transferOnTask } from './sharing.ts';

const words = text.findings;

/** Shares of an output: from here on a task borrows, below the other one it does not. */
const BORROWS = 0.1;
const NOTHING = 0.05;

/** Sizes of correlations: below it tasks are hardly related, from the other on closely. */
const LOOSE = 0.3;
const CLOSE = 0.6;

/** A task whose unit at a level can take from experts of other tasks. */
interface Borrower {
  readonly level: number;
  readonly task: number;
  readonly lenders: readonly Lender[];
  /** The share that comes from all lenders together. */
  readonly borrowed: WeightChange;
}

interface Lender {
  readonly task: number;
  readonly share: WeightChange;
}

/** The strongest borrowing: of all that a task takes from others the most, and raised the most, in every repetition. */
export const borrowing: Rule = (run) => {
  const found = borrowersOf(run).flatMap((borrower) => {
    const [first, ...others] = borrower.lenders.toSorted((a, b) => b.share.by.mean - a.share.by.mean);
    return first !== undefined &&
      hasRisen(first.share.by) &&
      Math.min(...first.share.end) >= BORROWS &&
      others.every(({ share }) => isAbove(first.share, share))
      ? [{ ...borrower, lender: first }]
      : [];
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

/** One share is larger than the other in every repetition, and grew by more. */
const isAbove = (one: WeightChange, other: WeightChange): boolean =>
  one.end.every((share, replica) => {
    const [was, otherWas, otherIs] = [one.start[replica], other.start[replica], other.end[replica]];
    return share > (otherIs ?? 0) && share - (was ?? 0) > (otherIs ?? 0) - (otherWas ?? 0);
  });

/** The task that borrows least: next to nothing from all others together, in every repetition. */
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

/**
 * The tasks that can borrow, and on which something was learned; none of an architecture in which no unit chooses between the experts
 * of tasks, or whose gates before training are not known.
 */
function borrowersOf({ experiment, summary, run }: SpokenRun): readonly Borrower[] {
  const card = budgetOf(experiment).cards.find((one) => one.card.id === summary.referenceId)?.card;
  const levels = (card === undefined ? null : topologyOfCard(card, experiment))?.levels ?? [];
  const reference = summary.cards.find(({ cardId }) => cardId === summary.referenceId);
  const { history } = networkOf(run, reference?.trainedId ?? '');
  const [atStart, atEnd] = [evaluationAt(history, 0)?.gates.levels, history.at(-1)?.gates.levels];
  const places = levels.flatMap((level, index) => placesOf(level, index));
  const certainty = { confidence: familyLevel(places.length), overlap: summary.rules.overlap };
  return places
    .filter(({ task }) => reference !== undefined && hasLearned(reference, task, experiment.tasks.length))
    .flatMap(({ level, index, task, units, lenders }): readonly Borrower[] => {
      const [start, end] = [atStart?.[index], atEnd?.[index]];
      const changeOf = (experts: readonly number[]) =>
        start === undefined || end === undefined
          ? null
          : weightChangeOf(level, { start, end }, { units, experts, reading: 'contribution' }, certainty);
      const borrowed = changeOf(lenders.flatMap(({ experts }) => experts));
      const shares = lenders.flatMap(({ owner, experts }) => {
        const share = changeOf(experts);
        return share === null ? [] : [{ task: owner, share }];
      });
      return borrowed === null ? [] : [{ level: index, task, lenders: shares, borrowed }];
    });
}

/** Better than a constant, at a step after the first. */
const hasLearned = ({ tasks, reported }: CardSummary, task: number, numTasks: number): boolean =>
  tasks[task]?.hasLearnedNothing === false && ofTask(reported.steps, task, numTasks).some((step) => step > 0);

/** Units of tasks at a level, with the experts of other tasks that they see. */
function placesOf(level: LevelSpec, index: number) {
  const { rows, columns } = byOwner(level);
  return rows.flatMap(({ owner: task, units }) => {
    if (task === 'shared') return [];
    const isSeen = (expert: number) =>
      units.some(
        (u) =>
          level.units[u]?.gate?.sees.includes(expert) || level.units[u]?.native?.experts.includes(expert),
      );
    const lenders = columns.flatMap(({ owner, experts }) =>
      owner === 'shared' || owner === task || !experts.some(isSeen) ? [] : [{ owner, experts }],
    );
    return lenders.length === 0 ? [] : [{ level, index, task, units, lenders }];
  });
}

/** How two tasks are related, as the data were asked for, or measured in a file; null: it varies by sample, or nobody knows. */
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

/** Words on whether correlations explain that a task borrows from that one most. */
function fitOfPair(run: SpokenRun, task: number, lender: number, lenders: readonly Lender[]): string {
  const pair = correlationOf(run, task, lender);
  if (pair === null) return '';
  const sizes = lenders.map((other) => correlationOf(run, task, other.task)?.size ?? 0);
  if (pair.size < LOOSE || pair.size < Math.max(...sizes)) return words.doesNotFit(pair.name, pair.value);
  return pair.size >= CLOSE ? words.fits(pair.name, pair.value) : words.isAside(pair.name, pair.value);
}

/** Words on whether correlations explain that a task borrows from none. */
function fitOfNothing(run: SpokenRun, task: number, lenders: readonly Lender[]): string {
  const [closest] = lenders
    .flatMap((lender) => {
      const pair = correlationOf(run, task, lender.task);
      return pair === null ? [] : [{ ...pair, other: lender.task }];
    })
    .toSorted((a, b) => b.size - a.size);
  if (closest === undefined) return '';
  if (closest.size < LOOSE) return words.fitsAll(closest.name, closest.value);
  return closest.size >= CLOSE
    ? words.suggestsOtherwise(closest.name, closest.value, nameOf(run, closest.other))
    : '';
}
