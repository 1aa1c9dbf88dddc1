/** What makes a run, or a network in it, say less than it seems to. */
import { MIN_REPLICAS, ofReplicas } from '../../analysis/pairs.ts';
import { text } from '../../text/text.ts';
import type { CardAnswer } from '../answer.ts';
import { type Outcome, outcomesOf } from '../outcomes.ts';
import { spokenNameOf } from '../verdictSentence.ts';
import type { Finding, FoundRun, Rule } from './finding.ts';

const words = text.findings;

/** The best step is the first, before any training. */
export const bestFirst: Rule = (run) =>
  run.answer.rules.reportingRule === 'bestValidation'
    ? ofCards(run, (card) => numBestFirst(card, run.answer.rules.numTasks), words.bestFirst)
    : null;

/** The best step is the last, and losses were falling. */
export const stillImproving: Rule = (run) =>
  ofCards(run, ({ numStillImproving }) => numStillImproving, words.improving);

/** Too few repetitions for any interval. */
export const fewReplicas: Rule = ({ answer }) => {
  const [against] = answer.cards.filter(({ verdict }) => verdict !== null);
  if (answer.numReplicas >= MIN_REPLICAS || against === undefined) return null;
  return {
    sentence: words.fewReplicas(answer.numReplicas),
    evidence: { kind: 'verdict', against: against.cardId },
  };
};

/** Repetitions that are left out, of the network that lost most. */
export const diverged: Rule = (run) => {
  const [worst] = outcomesOf(run.experiment, run.answer)
    .filter(({ answer }) => answer.numDiverged > 0)
    .toSorted((a, b) => b.answer.numDiverged - a.answer.numDiverged);
  if (worst === undefined) return null;
  const { cardId, numDiverged } = worst.answer;
  return {
    sentence: words.diverged(nameOf(run, worst), numDiverged, run.answer.numReplicas),
    evidence: { kind: 'results', cardId, task: null },
  };
};

/** Of a network that no card has, the name that it has in tables. */
const nameOf = ({ experiment }: FoundRun, { card, name }: Outcome): string =>
  card === null ? name : spokenNameOf(experiment, card.id);

/** Says of every network in how many of its repetitions something is so. */
function ofCards(
  run: FoundRun,
  countOf: (card: CardAnswer) => number,
  said: (cards: readonly string[]) => string,
): Finding | null {
  const cards = outcomesOf(run.experiment, run.answer).flatMap((outcome) => {
    const count = countOf(outcome.answer);
    const total = run.answer.numReplicas - outcome.answer.numDiverged;
    return count === 0 ? [] : [words.inSome(nameOf(run, outcome), count, total)];
  });
  return cards.length === 0 ? null : { sentence: said(cards), evidence: { kind: 'curves' } };
}

/** Replicas that did not diverge and are best at step 0 on every task. */
const numBestFirst = ({ reported }: CardAnswer, numTasks: number): number =>
  ofReplicas(reported.steps, numTasks).filter((steps) => steps.every((step) => step === 0)).length;
