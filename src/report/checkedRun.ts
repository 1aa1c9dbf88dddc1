/** Holds a run here against what somebody's result shows, in a link or in a file: every number that is printed. */
import type { Fingerprint } from '../analysis/fingerprint.ts';
import {
  areInside,
  type ComparedPlace,
  type Difference,
  isSameConclusion,
  type NumberKind,
  type Reproduction,
  type Span,
} from '../analysis/reproduced.ts';
import type { Comparison } from '../analysis/verdict.ts';
import type { RanOn } from '../run/produced/backend.ts';
import type { CardSummary, RunSummary } from '../run/summary.ts';
import { reproductionOf, writtenNumber } from './reproduction.ts';

/**
 * Compares a run here with what was shown of somebody's, and with the fingerprint that came with it, if one did; null before it is finished.
 * Where the losses are the same to the last bit, what was shown must be printed alike.
 */
export function checkOf(
  summary: RunSummary,
  ranOn: RanOn,
  { fingerprint, shown }: { readonly fingerprint: Fingerprint | null; readonly shown: RunSummary | null },
): Reproduction | null {
  const claimed = fingerprint && reproductionOf(summary, ranOn, fingerprint);
  if (shown === null || summary.isProvisional || claimed?.kind === 'otherExperiment') return claimed;
  const isExact = claimed?.kind === 'reproduced' || (claimed?.kind === 'sameVerdict' && claimed.isExact);
  const ofShown = differencesFrom(shown, summary, isExact);
  const others = claimed?.kind === 'differs' ? claimed.differences : [];
  const differences = [...ofShown, ...others.filter((one) => !ofShown.some((other) => isOfSame(one, other)))];
  if (differences.length > 0) return { kind: 'differs', differences };
  return claimed ?? { kind: 'sameVerdict', isExact: false };
}

const isOfSame = (one: Difference, other: Difference): boolean =>
  one.kind === other.kind && one.cardId === other.cardId && one.task === other.task;

/** The first number that differs of each card and task, linear models included, and the conclusion where it is another. */
function differencesFrom(shown: RunSummary, here: RunSummary, isExact: boolean): readonly Difference[] {
  const tasks = [...Array.from({ length: here.rules.numTasks }, (_, task) => task), null];
  return cardsOf(shown).flatMap((sent) => {
    const mine = cardsOf(here).find(({ cardId }) => cardId === sent.cardId);
    return mine === undefined ? [] : tasks.flatMap((task) => differencesAt(sent, mine, task, isExact));
  });
}

const cardsOf = ({ cards, linear }: RunSummary): readonly CardSummary[] => [
  ...cards,
  ...(linear === null ? [] : [linear]),
];

function differencesAt(
  sent: CardSummary,
  mine: CardSummary,
  task: number | null,
  isExact: boolean,
): readonly Difference[] {
  const place: ComparedPlace = { cardId: sent.cardId, task };
  const ours = numbersAt(mine, task);
  const numbers = numbersAt(sent, task).flatMap(([kind, value], index): readonly Difference[] => {
    const here = ours[index]?.[1] ?? nothing;
    const isSame =
      writtenNumber(kind, value) === writtenNumber(kind, here) || (!isExact && areInside(here, value));
    return isSame ? [] : [{ kind, ...place, sent: value, here }];
  });
  const [theirs, own] = [comparisonAt(sent, task)?.conclusion, comparisonAt(mine, task)?.conclusion];
  const isOther = theirs !== undefined && own !== undefined && !isSameConclusion(own, theirs);
  return [
    ...numbers.slice(0, 1),
    ...(isOther ? [{ kind: 'conclusion', ...place, sent: theirs, here: own } as const] : []),
  ];
}

const nothing: Span = { mean: Number.NaN, low: Number.NaN, high: Number.NaN };

/** Each as often for every card of an experiment, in one order. */
function numbersAt(card: CardSummary, task: number | null): readonly (readonly [NumberKind, Span])[] {
  const ofTask = task === null ? undefined : card.tasks[task];
  const gain = task === null ? card.gains?.overall : card.gains?.tasks[task];
  return [
    ['mean', ofTask?.loss ?? nothing],
    ['share', ofTask?.normalisedLoss ?? nothing],
    ['auc', ofTask?.auc ?? nothing],
    ['auc', ofTask?.gauc ?? nothing],
    ['gain', gain?.gain ?? nothing],
    ['against', comparisonAt(card, task)?.gain ?? nothing],
  ];
}

const comparisonAt = ({ verdict }: CardSummary, task: number | null): Comparison | undefined =>
  task === null ? verdict?.overall : verdict?.tasks[task];
