/**
 * Sentences about who borrows from whom in the reference, by the shares of outputs that come from experts of other tasks, beside how
 * much the tasks have in common. Shares count only where training moved them: initial weights have shares as well, which say nothing.
 * Said only of what every repetition shows; knows no architecture.
 */

import { aliveReplicas, byOwner, weightRangesOf } from '../../analysis/gateWeights.ts';
import { MIN_REPLICAS } from '../../analysis/pairs.ts';
import type { Range } from '../../analysis/statistics.ts';
import { sharesRows } from '../../data/copies.ts';
import { budgetOf } from '../../experiment/derived/budget.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import type { LevelSpec } from '../../models/topology.ts';
import type { Evaluation, LevelGates } from '../../run/produced/evaluation.ts';
import { networkOf } from '../../run/run.ts';
import { formatPercent } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { Rule, SpokenRun } from './finding.ts';
import { transferOnTask } from './sharing.ts';

const words = text.findings;

/** Shares of an output: from here on a task borrows, below the other one it does not. */
const BORROWS = 0.1;
const NOTHING = 0.05;
/** The part of an output by which a share must have grown in training to be told. */
const GROWN = 0.05;

/** Sizes of correlations: below it tasks are hardly related, from the other on closely. */
const LOOSE = 0.3;
const CLOSE = 0.6;

/** Shares that a task takes at a level from each other task that it could take from; ranges over repetitions. */
interface Borrower {
  readonly level: number;
  readonly task: number;
  readonly numReplicas: number;
  readonly lenders: readonly Lender[];
}

interface Lender {
  readonly task: number;
  /** Share of the output after the last step. */
  readonly share: Range;
  /** The same share at step 0, before training. */
  readonly before: Range;
}

/** Training raised the share beyond its range over repetitions, before and after. */
const hasGrown = ({ share, before }: Lender): boolean =>
  share.low > before.high && share.mean - before.mean >= GROWN;

/** Training lowered the share beyond its range over repetitions, before and after. */
const hasFallen = ({ share, before }: Lender): boolean => share.high < before.low;

/** The strongest borrowing: from one task more than from any other, in every repetition. */
export const borrowing: Rule = (run) => {
  const found = borrowersOf(run).flatMap((borrower) => {
    const [first, ...others] = borrower.lenders.toSorted((a, b) => b.share.low - a.share.low);
    const isMost = others.every(({ share }) => first !== undefined && share.high < first.share.low);
    return first !== undefined && isMost && first.share.low >= BORROWS && hasGrown(first)
      ? [{ ...borrower, lender: first }]
      : [];
  });
  const [most] = found.toSorted((a, b) => b.lender.share.low - a.lender.share.low);
  if (most === undefined) return null;
  const { level, task, lender, lenders, numReplicas } = most;
  const fit = fitOfPair(run, task, lender.task, lenders);
  return {
    sentence: words.borrowing(
      {
        level: level + 1,
        task: nameOf(run, task),
        share: rangeText(lender.share),
        before: rangeText(lender.before),
        count: numReplicas,
      },
      { lender: nameOf(run, lender.task), isMost: lenders.length > 1 },
      fit,
    ),
    evidence: { kind: 'gates', cardId: run.summary.referenceId, level, task, lender: lender.task },
  };
};

/** The task that borrows least: next to nothing from any other, in every repetition. */
export const alone: Rule = (run) => {
  const found = borrowersOf(run).flatMap((borrower) => {
    const [most] = borrower.lenders.toSorted((a, b) => b.share.high - a.share.high);
    return most !== undefined && most.share.high < NOTHING && borrower.lenders.every(hasFallen)
      ? [{ ...borrower, most }]
      : [];
  });
  const [least] = found.toSorted((a, b) => a.most.share.high - b.most.share.high);
  if (least === undefined) return null;
  const { level, task, most, numReplicas, lenders } = least;
  const transfer = transferOnTask(run, task);
  // Rounded up: "at most" must hold of what is printed.
  const share = formatPercent(Math.ceil(1000 * most.share.high) / 1000);
  const before = formatPercent(roundedDown(Math.min(...lenders.map((lender) => lender.before.low))));
  return {
    sentence: words.alone(
      { level: level + 1, task: nameOf(run, task), share, before, count: numReplicas },
      transfer === null ? '' : words.gain[transfer],
      fitOfNothing(run, task, lenders),
    ),
    evidence: { kind: 'gates', cardId: run.summary.referenceId, level, task, lender: most.task },
  };
};

/** Rounds down to the digits that are printed: "or more" must hold of them. */
const roundedDown = (share: number): number => {
  const places = share < 0.1 ? 1000 : 100;
  return Math.floor(places * share) / places;
};

const rangeText = ({ low, high }: Range): string => words.range(formatPercent(low), formatPercent(high));

const nameOf = ({ experiment }: SpokenRun, task: number): string => experiment.tasks[task]?.name ?? '';

/**
 * The tasks that can borrow; none of an architecture in which no unit chooses between the experts of tasks, of which too few
 * repetitions are left, or whose gates before training are not known. A task on which nothing was learned is none.
 */
function borrowersOf({ experiment, summary, run }: SpokenRun): readonly Borrower[] {
  const card = budgetOf(experiment).cards.find((one) => one.card.id === summary.referenceId)?.card;
  const topology = card === undefined ? null : topologyOfCard(card, experiment);
  const reference = summary.cards.find(({ cardId }) => cardId === summary.referenceId);
  const { history } = networkOf(run, reference?.trainedId ?? '');
  const gates = { before: history.find(isAtStart)?.gates.levels, after: history.at(-1)?.gates.levels };
  return (topology?.levels ?? [])
    .flatMap((level, index) => {
      const [before, after] = [gates.before?.[index], gates.after?.[index]];
      return before === undefined || after === undefined ? [] : borrowersAt(level, index, { before, after });
    })
    .filter(({ task }) => reference?.tasks[task]?.hasLearnedNothing === false);
}

const isAtStart = ({ loss }: Evaluation): boolean => loss.step === 0;

function borrowersAt(
  level: LevelSpec,
  index: number,
  { before, after }: Readonly<Record<'before' | 'after', LevelGates>>,
): readonly Borrower[] {
  const numReplicas = aliveReplicas(level, after).length;
  if (numReplicas < MIN_REPLICAS) return [];
  const grouping = byOwner(level);
  const [sharesBefore, shares] = [before, after].map((statistics) =>
    weightRangesOf(level, statistics, { replica: 'mean', reading: 'contribution', grouping }),
  );
  return grouping.rows.flatMap(({ owner: task }, row): readonly Borrower[] => {
    if (task === 'shared') return [];
    const lenders = grouping.columns.flatMap(({ owner }, column): readonly Lender[] => {
      const [was, share] = [sharesBefore?.[row]?.[column] ?? null, shares?.[row]?.[column] ?? null];
      return owner === 'shared' || owner === task || share === null || was === null
        ? []
        : [{ task: owner, share, before: was }];
    });
    return lenders.length === 0 ? [] : [{ level: index, task, numReplicas, lenders }];
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
