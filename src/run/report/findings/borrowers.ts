/** Finds tasks of the reference that rely on other tasks' experts, by changes since step 0. */
import { isSurelyAboveZero, type WeightChange, weightChangeOf } from '../../../analysis/gateChange.ts';
import { groupingByOwner } from '../../../analysis/gateWeights.ts';
import type { Evaluation } from '../../../analysis/produced/evaluation.ts';
import { bonferroniLevel } from '../../../analysis/statistics.ts';
import { budgetOf } from '../../../experiment/derived/budget.ts';
import { topologyOfCard } from '../../../experiment/derived/cardTopology.ts';
import type { LevelSpec } from '../../../models/topology.ts';
import { evaluationAt } from '../../history.ts';
import { networkOf } from '../../run.ts';
import { hasLearnedOn } from '../../summary.ts';
import type { SpokenRun } from './finding.ts';

// Smallest share of a task's output that is reported as borrowed.
const LEAST_BORROWED_SHARE = 0.1;

type Borrower = NonNullable<ReturnType<typeof borrowerAt>>;
export type SourceTask = Borrower['sources'][number];

export interface BorrowingPlace {
  readonly at: (step: number) => Borrower | null;
  readonly steps: readonly number[];
}

/** Tasks that learned and can borrow; empty if no unit chooses between experts of tasks. */
export function borrowingPlacesOf({ experiment, summary, run }: SpokenRun): readonly BorrowingPlace[] {
  const card = budgetOf(experiment).cards.find((one) => one.card.id === summary.referenceId)?.card;
  const levels = (card === undefined ? null : topologyOfCard(card, experiment))?.levels ?? [];
  const reference = summary.cards.find(({ cardId }) => cardId === summary.referenceId);
  const { history } = networkOf(run, reference?.trainedId ?? '');
  const places = levels.flatMap((level, index) => borrowingUnitsOf(level, index));
  const certainty = { confidence: bonferroniLevel(places.length), overlap: summary.rules.overlap };
  const steps = history.map(({ loss }) => loss.step);
  return places
    .filter(({ task }) => reference !== undefined && hasLearnedOn(reference, task))
    .map((place) => ({ steps, at: (step) => borrowerAt(place, { history, step }, certainty) }));
}

export const borrowersOf = (run: SpokenRun): readonly Borrower[] =>
  borrowingPlacesOf(run).flatMap(({ at }) => at(Number.POSITIVE_INFINITY) ?? []);

type BorrowingUnit = ReturnType<typeof borrowingUnitsOf>[number];

function borrowerAt(
  { spec, level, task, units, sources }: BorrowingUnit,
  { history, step }: { readonly history: readonly Evaluation[]; readonly step: number },
  certainty: Parameters<typeof weightChangeOf>[3],
) {
  const [start, end] = [0, step].map((at) => evaluationAt(history, at)?.gates.levels[level]);
  const changeOf = (experts: readonly number[]) =>
    start === undefined || end === undefined
      ? null
      : weightChangeOf(spec, { start, end }, { units, experts, reading: 'contribution' }, certainty);
  const borrowed = changeOf(sources.flatMap(({ experts }) => experts));
  const shares = sources.flatMap(({ owner, experts }) => {
    const share = changeOf(experts);
    return share === null ? [] : [{ task: owner, share }];
  });
  return borrowed === null ? null : { level, task, sources: shares, borrowed };
}

/** Source whose share training raised to a tenth of the output or more; first in share and gain in every replica. */
export function firstSourceOf({ sources }: Borrower): SourceTask | null {
  const [first, ...others] = sources.toSorted((a, b) => b.share.by.mean - a.share.by.mean);
  return first !== undefined &&
    isSurelyAboveZero(first.share.by) &&
    Math.min(...first.share.end) >= LEAST_BORROWED_SHARE &&
    others.every(({ share }) => isClearlyAbove(first.share, share))
    ? first
    : null;
}

const isClearlyAbove = (one: WeightChange, other: WeightChange): boolean =>
  one.end.every((share, replica) => {
    const [was, otherWas, otherIs] = [one.start[replica], other.start[replica], other.end[replica]];
    return share > (otherIs ?? 0) && share - (was ?? 0) > (otherIs ?? 0) - (otherWas ?? 0);
  });

function borrowingUnitsOf(spec: LevelSpec, level: number) {
  const { rows, columns } = groupingByOwner(spec);
  return rows.flatMap(({ owner: task, units }) => {
    if (task === 'shared') return [];
    const isSeen = (expert: number) =>
      units.some(
        (u) => spec.units[u]?.gate?.sees.includes(expert) || spec.units[u]?.native?.experts.includes(expert),
      );
    const sources = columns.flatMap(({ owner, experts }) =>
      owner === 'shared' || owner === task || !experts.some(isSeen) ? [] : [{ owner, experts }],
    );
    return sources.length === 0 ? [] : [{ spec, level, task, units, sources }];
  });
}
