/** Rules for what weakens a run or one of its networks. */
import { MIN_REPLICAS } from '../../../analysis/pairs.ts';
import { valuesByReplica } from '../../../core/lists.ts';
import { text } from '../../../text/text.ts';
import type { CardSummary } from '../../summary.ts';
import { type CardOutcome, outcomesOf } from '../outcomes.ts';
import { spokenNameOf } from '../verdictWords.ts';
import type { Finding, FindingRule, SpokenRun } from './finding.ts';

const words = text.findings;

export const bestAtStartRule: FindingRule = (run) =>
  run.summary.rules.reportingRule === 'bestValidation'
    ? findingOfCards(run, (card) => numBestFirst(card, run.summary.rules.numTasks), words.bestFirst)
    : null;

export const stillImprovingRule: FindingRule = (run) =>
  findingOfCards(run, ({ numStillImproving }) => numStillImproving, words.improving);

export const fewReplicasRule: FindingRule = ({ summary }) => {
  const [against] = summary.cards.filter(({ verdict }) => verdict !== null);
  if (summary.numReplicas >= MIN_REPLICAS || against === undefined) return null;
  return {
    sentence: words.fewReplicas(summary.numReplicas),
    evidence: { kind: 'verdict', against: against.cardId },
  };
};

export const divergedRule: FindingRule = (run) => {
  const [worst] = outcomesOf(run.experiment, run.summary)
    .filter(({ summary }) => summary.numDiverged > 0)
    .toSorted((a, b) => b.summary.numDiverged - a.summary.numDiverged);
  if (worst === undefined) return null;
  const { cardId, numDiverged } = worst.summary;
  return {
    sentence: words.diverged(outcomeNameOf(run, worst), numDiverged, run.summary.numReplicas),
    evidence: { kind: 'results', cardId, task: null },
  };
};

const outcomeNameOf = ({ experiment }: SpokenRun, { card, name }: CardOutcome): string =>
  card === null ? name : spokenNameOf(experiment, card.id);

function findingOfCards(
  run: SpokenRun,
  countOf: (card: CardSummary) => number,
  said: (cards: readonly string[]) => string,
): Finding | null {
  const cards = outcomesOf(run.experiment, run.summary).flatMap((outcome) => {
    const count = countOf(outcome.summary);
    const total = run.summary.numReplicas - outcome.summary.numDiverged;
    return count === 0 ? [] : [text.verdict.cautions.ofCard(outcomeNameOf(run, outcome), count, total)];
  });
  return cards.length === 0 ? null : { sentence: said(cards), evidence: { kind: 'curves' } };
}

/** Surviving replicas that are best at step 0 on every task. */
const numBestFirst = ({ reported }: CardSummary, numTasks: number): number =>
  valuesByReplica(reported.steps, numTasks).filter((steps) => steps.every((step) => step === 0)).length;
