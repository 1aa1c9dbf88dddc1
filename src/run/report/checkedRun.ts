/** Checks a run against a result from a link or file, in every printed number. */
import type { Fingerprint } from '../../analysis/fingerprint.ts';
import { type GainsOverBaseline, gainOfOther } from '../../analysis/pairs.ts';
import type { BackendUsed } from '../../analysis/produced/backend.ts';
import {
  areMutuallyInside,
  type ComparedInterval,
  type ComparedPlace,
  isSameConclusion,
  type NumberKind,
  type Reproduction,
  type RunDifference,
} from '../../analysis/reproduced.ts';
import type { Conclusion, PairComparison } from '../../analysis/verdict.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { biasesOf, type TaskBias } from '../funnelBias.ts';
import type { StartedRun } from '../run.ts';
import { type CardSummary, type RunSummary, type SummarisedRun, summaryOf } from '../summary.ts';
import { reproductionOf, writtenNumber } from './reproduction.ts';

interface CheckableRun {
  readonly summary: RunSummary;
  readonly run: Pick<SummarisedRun, 'knownLosses'>;
}

/** Null before the run is finished. Bit-equal losses must be printed alike. */
export function runCheckOf(
  experiment: Experiment,
  here: CheckableRun & { readonly run: { readonly ranOn: BackendUsed } },
  { fingerprint, shown }: { readonly fingerprint: Fingerprint | null; readonly shown: StartedRun | null },
): Reproduction | null {
  const { summary, run } = here;
  const claimed = fingerprint && reproductionOf(summary, run.ranOn, fingerprint);
  const sent = shown && summaryOf(experiment, shown);
  if (shown === null || sent === null || summary.isProvisional || claimed?.kind === 'otherExperiment')
    return claimed;
  const isExact = claimed?.kind === 'reproduced' || (claimed?.kind === 'sameVerdict' && claimed.isExact);
  const [theirs, own] = [{ summary: sent, run: shown }, here].map((one) => printedPlacesOf(experiment, one));
  const ofShown = (theirs ?? []).flatMap((place) => differencesAt(place, own ?? [], isExact));
  const others = claimed?.kind === 'differs' ? claimed.differences : [];
  const differences = [
    ...ofShown,
    ...others.filter((one) => !ofShown.some((other) => isSameDifference(one, other))),
  ];
  if (differences.length > 0) return { kind: 'differs', differences };
  return claimed ?? { kind: 'sameVerdict', isExact: false };
}

const isSameDifference = (one: RunDifference, other: RunDifference): boolean =>
  one.kind === other.kind && one.cardId === other.cardId && one.task === other.task;

/** Printed numbers of a card on a task, null where absent. Their order is fixed for an experiment. */
interface PrintedPlace extends ComparedPlace {
  readonly numbers: readonly (readonly [NumberKind, ComparedInterval | null | undefined])[];
  readonly conclusion: Conclusion | undefined;
}

function printedPlacesOf(experiment: Experiment, { summary, run }: CheckableRun): readonly PrintedPlace[] {
  const { cards, baselines } = summary;
  const tasks = [...experiment.tasks.keys(), null];
  const biases = biasesIn(experiment, { summary, run });
  return [...new Set([...cards, ...baselines])].flatMap((card) =>
    tasks.map((task) => {
      const numbers: PrintedPlace['numbers'] = [
        ...printedNumbersAt(card, task),
        ...biases.filter((bias) => bias.task === task).flatMap((bias) => printedBiasOf(bias, card.cardId)),
      ];
      return { cardId: card.cardId, task, numbers, conclusion: comparisonAt(card, task)?.conclusion };
    }),
  );
}

/** First differing number, and any other conclusion. Numbers not sent are skipped. */
function differencesAt(
  { cardId, task, numbers, conclusion: theirs }: PrintedPlace,
  here: readonly PrintedPlace[],
  isExact: boolean,
): readonly RunDifference[] {
  const mine = here.find((one) => one.cardId === cardId && one.task === task);
  const differing = numbers.flatMap(([kind, sent], index): readonly RunDifference[] => {
    const own = mine?.numbers[index]?.[1] ?? noNumbers;
    return !sent || isSamePrinted(kind, sent, own, isExact) ? [] : [{ kind, cardId, task, sent, here: own }];
  });
  const own = mine?.conclusion;
  const isOther = theirs !== undefined && own !== undefined && !isSameConclusion(own, theirs);
  return [
    ...differing.slice(0, 1),
    ...(isOther ? [{ kind: 'conclusion', cardId, task, sent: theirs, here: own } as const] : []),
  ];
}

const noNumbers: ComparedInterval = { mean: Number.NaN, low: Number.NaN, high: Number.NaN };

function isSamePrinted(
  kind: NumberKind,
  sent: ComparedInterval,
  here: ComparedInterval,
  isExact: boolean,
): boolean {
  const isAlike = ([one, other]: readonly ComparedInterval[]) =>
    one !== undefined && other !== undefined && writtenNumber(kind, one) === writtenNumber(kind, other);
  // Older links have the digits that print the reference against the card.
  if (isAlike([sent, here]) || (kind === 'against' && isAlike([sent, here].map(gainOfOther)))) return true;
  return !isExact && areMutuallyInside(here, sent);
}

const printedNumbersAt = (card: CardSummary, task: number | null): PrintedPlace['numbers'] => {
  const ofTask = task === null ? undefined : card.tasks[task];
  const gainIn = (gains: GainsOverBaseline | null) =>
    (task === null ? gains?.overall : gains?.tasks[task])?.gain;
  return [
    ['mean', ofTask?.loss],
    ['share', ofTask?.normalisedLoss],
    ['excess', ofTask?.excess],
    ['auc', ofTask?.auc],
    ['auc', ofTask?.gauc],
    ['gain', gainIn(card.gains)],
    ['ownGain', gainIn(card.ownGains)],
    ['against', comparisonAt(card, task)?.gain],
  ];
};

const biasesIn = (experiment: Experiment, { summary, run: { knownLosses } }: CheckableRun) =>
  knownLosses?.funnel === undefined ? [] : biasesOf(experiment, summary.cards, knownLosses.funnel);

const printedBiasOf = ({ truth, truthGivenPath, cards }: TaskBias, cardId: string): PrintedPlace['numbers'] =>
  cards
    .filter((card) => card.cardId === cardId)
    .flatMap(({ predicted, bias }) => [
      ['predicted', predicted] as const,
      ['truth', truth] as const,
      ['truth', truthGivenPath] as const,
      ['bias', bias] as const,
    ]);

const comparisonAt = ({ verdict }: CardSummary, task: number | null): PairComparison | undefined =>
  task === null ? verdict?.overall : verdict?.tasks[task];
