/** Warns of conclusions that rest on outlying replicas: without them, or by the median, they would change. */
import { gainOf, MIN_REPLICAS, type PairedGain } from '../../analysis/pairs.ts';
import { median } from '../../analysis/robust.ts';
import type { Interval } from '../../analysis/statistics.ts';
import {
  type Comparison,
  equalityLevel,
  tieOf,
  type Verdict,
  type VerdictRules,
} from '../../analysis/verdict.ts';
import { log1p } from '../../core/math.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { text } from '../../text/text.ts';
import type { RunSummary } from '../summary.ts';
import { farInEither, type Outcome, outcomesOf } from './outcomes.ts';
import { isVerdict, spokenOf } from './verdictWords.ts';

const words = text.verdict.cautions;

interface Judged {
  readonly tasks: readonly (PairedGain | null)[];
  readonly overall: PairedGain | null;
}

function judgedOf({ tasks, overall }: Verdict): Judged {
  const judged = (one: Comparison) => (isVerdict(one.conclusion) ? one : null);
  return { tasks: tasks.map(judged), overall: judged(spokenOf(overall)) };
}

export function outliersSentence(experiment: Experiment, summary: RunSummary): string | null {
  const outcomes = outcomesOf(experiment, summary);
  const outcomeOf = (id: string) => outcomes.find((one) => one.summary.cardId === id);
  const resting = outcomes.flatMap((outcome) => {
    const { name, summary: card } = outcome;
    const found = ({ tasks, overall }: Judged, against: string, isTied: boolean) =>
      [overall, ...tasks].flatMap((gain, index) => {
        const task = index === 0 ? null : index - 1;
        const other = outcomeOf(against);
        const far = farInEither(card, other?.summary, task);
        return gain && restsOn(far, gain, summary.rules, isTied)
          ? [{ task, name, isGain: !isTied, cards: [outcome, ...(other === undefined ? [] : [other])] }]
          : [];
      });
    const { verdict, gains } = card;
    return [
      ...(verdict ? found(judgedOf(verdict), summary.referenceId, true) : []),
      ...(gains ? found(gains, card.baselineId ?? '', false) : []),
    ];
  });
  if (resting.length === 0) return null;
  const names = experiment.tasks.map(({ name }) => name);
  const far = new Set(
    resting.flatMap(({ task, cards }) =>
      cards.flatMap((one) => farOf(one, task === null ? null : [task], names)),
    ),
  );
  const where = resting.map(({ task, name, isGain }) => {
    const on = task === null ? text.answer.overall : (names[task] ?? '');
    return isGain ? words.farGain(name, on) : words.farAgainst(name, on);
  });
  return words.far([...far], where);
}

// Without the outliers it would change, or the median does not confirm it.
function restsOn(
  far: readonly boolean[],
  { gain, level, perReplica }: PairedGain,
  { margin, overlap }: VerdictRules,
  isTied: boolean,
): boolean {
  if (!far.includes(true)) return false;
  const ratios = perReplica.map((one) => -log1p(-one));
  const kept = ratios.filter((_, replica) => far[replica] !== true);
  const isEqual = (some: readonly number[]) => {
    const { low, high } = gainOf(some, equalityLevel(level), overlap);
    return isTied && low >= tieOf(margin).low && high <= tieOf(margin).high;
  };
  const [side, without] = [sideOf(gain), sideOf(gainOf(kept, level, overlap))];
  if (side !== without) return true;
  return side === 0 ? isEqual(ratios) !== isEqual(kept) : Math.sign(median(ratios)) !== side;
}

/** Sign of a clear difference: 1 if better, -1 if worse, else 0. */
const sideOf = ({ low, high, n }: Interval): number => {
  if (n < MIN_REPLICAS) return 0;
  return low > 0 ? 1 : high < 0 ? -1 : 0;
};

const farOf = (
  { name, summary }: Outcome,
  tasks: readonly number[] | null,
  names: readonly string[],
): readonly string[] =>
  summary.tasks.flatMap(({ isFar }, task) => {
    const replicas = isFar.flatMap((is, replica) => (is ? [replica + 1] : []));
    const isAsked = tasks === null || tasks.includes(task);
    return replicas.length === 0 || !isAsked ? [] : [words.farReplicas(name, names[task] ?? '', replicas)];
  });
