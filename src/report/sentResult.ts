/**
 * A result that somebody sent, a finished run of unknown truth: whether it is that of the fingerprint beside it, and whether a run here
 * gave what it shows.
 */
import type { Fingerprint } from '../analysis/fingerprint.ts';
import {
  areInside,
  type Difference,
  differencesOf,
  isSameConclusion,
  type NumberKind,
  type Place,
  type Reproduction,
  type Span,
} from '../analysis/reproduced.ts';
import type { Comparison } from '../analysis/verdict.ts';
import { runOfLinkAnswer } from '../answer/linkAnswer.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { RanOn } from '../run/produced/backend.ts';
import type { StartedRun } from '../run/run.ts';
import { type CardSummary, type RunSummary, summaryOf } from '../run/summary.ts';
import { text } from '../text/text.ts';
import { differenceText, fingerprintOfRun, placesIn, reproductionOf, writtenNumber } from './reproduction.ts';

/** The run in the letters of a result; a sentence where it cannot be read, or is not that of the fingerprint beside it. Never throws. */
export function readSentResult(
  written: string,
  experiment: Experiment,
  fingerprint: Fingerprint,
): StartedRun | string {
  const sent = runOfLinkAnswer(written, experiment, fingerprint);
  const summary = sent && summaryOf(experiment, sent);
  const own = summary && fingerprintOfRun(summary, sent.ranOn);
  const found = own && differencesOf(own, fingerprint, placesIn(summary), isRounded);
  if (sent === null || found === null) return text.link.answerOfAnother;
  const [first] = found;
  if (first === undefined) return sent;
  return text.link.answerContradicts(differenceText(experiment, first, text.answer.reproduction.beside));
}

/**
 * Shares of a mean: links round losses by no more than about the first, and so their bands, too. Of a half-width a fingerprint has one digit
 * of 64.
 */
const LOSS_ROUNDING = 1.5e-3;
const WIDTH_ROUNDING = 0.25;

function isRounded(here: Span, sent: Span): boolean {
  if (Number.isNaN(here.mean) || Number.isNaN(sent.mean)) return Object.is(here.mean, sent.mean);
  const [mine, theirs] = [halfWidthOf(here), halfWidthOf(sent)];
  const slack = LOSS_ROUNDING * sent.mean;
  const isWidthNear = Math.abs(mine - theirs) <= WIDTH_ROUNDING * Math.max(mine, theirs) + slack;
  return Math.abs(here.mean - sent.mean) <= slack && isWidthNear;
}

const halfWidthOf = ({ low, high }: Span): number => (Number.isFinite(high - low) ? (high - low) / 2 : 0);

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

/** Of each card, linear models included, task by task and overall: the first number that differs, and the conclusion where it is another. */
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
  const place: Place = { cardId: sent.cardId, task };
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
