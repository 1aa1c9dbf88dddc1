/** Fingerprint of a run, and its differences from another run in words. */
import type { Fingerprint } from '../../analysis/fingerprint.ts';
import type { BackendUsed } from '../../analysis/produced/backend.ts';
import {
  type ComparedInterval,
  compareFingerprints,
  fingerprintOf,
  type NumberKind,
  type Reproduction,
  type RunDifference,
} from '../../analysis/reproduced.ts';
import { isUnseenBaseline } from '../../experiment/cardIds.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { formatGain, formatPair } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { CardSummary, RunSummary } from '../summary.ts';

const words = text.answer.reproduction;

const rivalCardsOf = ({ cards, referenceId }: RunSummary): readonly CardSummary[] =>
  cards.filter(({ cardId }) => cardId !== referenceId);

export const fingerprintOfRun = (summary: RunSummary, { backend, build }: BackendUsed): Fingerprint | null =>
  summary.isProvisional
    ? null
    : fingerprintOf({
        backend,
        build,
        losses: summary.cards.map(({ reported }) => reported.losses),
        conclusions: rivalCardsOf(summary).flatMap(({ verdict }) =>
          verdict === null ? [] : [...verdict.tasks, verdict.overall].map(({ conclusion }) => conclusion),
        ),
        bands: summary.cards.flatMap(({ tasks }) => tasks.map(({ loss }) => loss)),
      });

export const reproductionOf = (
  summary: RunSummary,
  ranOn: BackendUsed,
  theirs: Fingerprint,
): Reproduction | null => {
  const mine = fingerprintOfRun(summary, ranOn);
  return mine && compareFingerprints(mine, theirs, fingerprintPlacesIn(summary));
};

export function fingerprintPlacesIn(summary: RunSummary) {
  const tasks = Array.from({ length: summary.rules.numTasks }, (_, task) => task);
  return {
    bands: placesOfCards(summary.cards, tasks),
    conclusions: placesOfCards(rivalCardsOf(summary), [...tasks, null]),
  };
}

const placesOfCards = (cards: readonly CardSummary[], tasks: readonly (number | null)[]) =>
  cards.flatMap(({ cardId }) => tasks.map((task) => ({ cardId, task })));

const MAX_NAMED_DIFFERENCES = 4;

export function reproductionText(experiment: Experiment, reproduction: Reproduction): string {
  switch (reproduction.kind) {
    case 'reproduced':
      return words.reproduced;
    case 'otherExperiment':
      return words.otherExperiment;
    case 'sameVerdict':
      return words.sameVerdict(reproduction.isExact);
    case 'differs': {
      const { differences } = reproduction;
      const named = differences
        .slice(0, MAX_NAMED_DIFFERENCES)
        .map((one) => differenceClause(experiment, one));
      return words.differs(named, differences.length - named.length);
    }
  }
}

/** `say` joins what differs with both numbers. */
export function differenceClause(
  { tasks }: Experiment,
  difference: RunDifference,
  say: (what: string, sent: string, here: string) => string = words.here,
): string {
  const { kind, cardId, task } = difference;
  const card = letterOfCard(cardId);
  const place = task === null ? text.answer.overall : (tasks[task]?.name ?? '');
  const [sent, here] =
    difference.kind === 'conclusion'
      ? [difference.sent, difference.here].map(text.answer.conclusion)
      : [difference.sent, difference.here].map((span) => writtenNumber(difference.kind, span));
  return say(words.of(words.numbers[kind], card, place), sent ?? '', here ?? '');
}

function letterOfCard(cardId: string): string {
  return isUnseenBaseline(cardId) ? text.verdict.outcomes.unseenBaseline : cardId;
}

export function writtenNumber(kind: NumberKind, { mean, low, high }: ComparedInterval): string {
  if (Number.isNaN(mean)) return text.app.ui.noValue;
  const hasInterval = Number.isFinite(high - low);
  if (kind === 'gain' || kind === 'ownGain' || kind === 'against')
    return hasInterval
      ? text.verdict.withEffect(formatGain(mean), text.answer.interval(low, high))
      : formatGain(mean);
  const [value, halfWidth] = formatPair(mean, (high - low) / 2);
  return hasInterval ? text.charts.plusMinus(value, halfWidth) : value;
}
