/** Cautions about a verdict, as sentences for page and command. */
import { isMainlyRateError, miscalibrationOf, type PositiveRates } from '../../analysis/calibration.ts';
import { gainOf, MIN_REPLICAS, type PairedGain, valuesOfTask } from '../../analysis/pairs.ts';
import type { CalibrationBins, KnownLosses } from '../../analysis/produced/evaluation.ts';
import { median } from '../../analysis/robust.ts';
import type { Interval } from '../../analysis/statistics.ts';
import {
  equalityLevel,
  equalityRange,
  type PairComparison,
  type Verdict,
  type VerdictRules,
} from '../../analysis/verdict.ts';
import { mean } from '../../core/lists.ts';
import { log1p } from '../../core/math.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { formatAmount, formatPercent } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { CardSummary, RunSummary } from '../summary.ts';
import type { TaskSummary } from '../taskSummary.ts';
import { type CardOutcome, outcomesOf, outlyingInEither } from './outcomes.ts';
import { comparisonToState, isVerdict } from './verdictWords.ts';

const words = text.verdict.cautions;

type KnownShares = Pick<KnownLosses, 'numPositive' | 'numNegative' | 'trainRate'>;

/** Mean over repetitions, and test rows of one; NaN if not counted. */
export function sharesOfYes(
  { numPositive, numNegative, trainRate }: Partial<KnownShares>,
  task: number,
  numTasks: number,
): PositiveRates & { readonly numTestRows: number } {
  const ofAll = (list: readonly number[] = []) => mean(valuesOfTask(list, task, numTasks));
  const [numYes, numNo] = [ofAll(numPositive), ofAll(numNegative)];
  return { train: ofAll(trainRate), test: numYes / (numYes + numNo), numTestRows: numYes + numNo };
}

export const calibrationBinsOf = (
  { tasks }: Pick<Experiment, 'tasks'>,
  { reported: { calibration = [] } }: Pick<CardSummary, 'reported'>,
  task: number,
): readonly (CalibrationBins | null)[] => valuesOfTask(calibration, task, tasks.length);

/** None before the end. `givenTo`: cards with weights from a file; `known` null: nothing is known of the rows. */
export const cautionsOf = (
  experiment: Experiment,
  summary: RunSummary,
  givenTo: readonly string[] = [],
  known: KnownShares | null = null,
): readonly string[] => {
  if (summary.isProvisional) return [];
  const outcomes = outcomesOf(experiment, summary);
  const names = experiment.tasks.map(({ name }) => name);
  const onTasks = (isTrue: (task: TaskSummary) => boolean) =>
    outcomes.flatMap(({ name, summary: { tasks } }) => {
      const found = names.filter((_, task) => tasks[task] !== undefined && isTrue(tasks[task]));
      return found.length === 0
        ? []
        : [words.onTasks(name, found.length === names.length && names.length > 1 ? null : found)];
    });
  const nothing = onTasks((task) => task.hasLearnedNothing);
  const miscalibrated = onTasks((task) => task.isMiscalibrated);
  const improving = outcomes.flatMap(({ name, summary: { numStillImproving, numDiverged } }) =>
    numStillImproving === 0 ? [] : [words.ofCard(name, numStillImproving, summary.numReplicas - numDiverged)],
  );
  const given = outcomes
    .filter(({ summary: { cardId } }) => givenTo.includes(cardId))
    .map(({ name }) => name);
  const far = outliersSentence(experiment, summary);
  return [
    ...(given.length === 0 ? [] : [words.given(given)]),
    ...(nothing.length === 0 ? [] : [words.learnedNothing(nothing)]),
    ...(miscalibrated.length === 0
      ? []
      : [
          text.punctuation.sentences([
            words.miscalibrated(miscalibrated),
            ...miscalibrationCosts(experiment, outcomes, known ?? {}),
          ]),
        ]),
    ...(improving.length === 0 ? [] : [words.stillImproving(improving)]),
    ...(far === null ? [] : [far]),
  ];
};

const miscalibrationCosts = (
  { tasks }: Experiment,
  outcomes: readonly CardOutcome[],
  known: Partial<KnownShares>,
): readonly string[] => {
  const all = outcomes.flatMap(({ name, summary }) =>
    summary.tasks.flatMap(({ isMiscalibrated }, task) => {
      const shares = sharesOfYes(known, task, tasks.length);
      const cost = isMiscalibrated
        ? miscalibrationOf(calibrationBinsOf({ tasks }, summary, task), shares)
        : null;
      if (cost === null) return [];
      // The cost is known to be zero, so there is no caution.
      if (cost.cost === 0) return [null];
      const [amount = '', ofShares = ''] = [cost.cost, cost.ofShares].map(formatAmount);
      const where = words.onTasks(name, [tasks[task]?.name ?? '']);
      const [train, test] = [shares.train, shares.test].map(formatPercent);
      return isMainlyRateError(cost)
        ? [words.costOfShares(where, amount, ofShares, test ?? '', train ?? '')]
        : [words.cost(where, amount, Number.isFinite(cost.ofShares) ? ofShares : null)];
    }),
  );
  return all.length === 0 ? [words.unknownCost] : all.filter((one) => one !== null);
};

interface JudgedConclusions {
  readonly tasks: readonly (PairedGain | null)[];
  readonly overall: PairedGain | null;
}

function conclusionsOf({ tasks, overall }: Verdict): JudgedConclusions {
  const judged = (one: PairComparison) => (isVerdict(one.conclusion) ? one : null);
  return { tasks: tasks.map(judged), overall: judged(comparisonToState(overall)) };
}

function outliersSentence(experiment: Experiment, summary: RunSummary): string | null {
  const outcomes = outcomesOf(experiment, summary);
  const outcomeOf = (id: string) => outcomes.find((one) => one.summary.cardId === id);
  const resting = outcomes.flatMap((outcome) => {
    const { name, summary: card } = outcome;
    const found = ({ tasks, overall }: JudgedConclusions, against: string, isTied: boolean) =>
      [overall, ...tasks].flatMap((gain, index) => {
        const task = index === 0 ? null : index - 1;
        const other = outcomeOf(against);
        const far = outlyingInEither(card, other?.summary, task);
        return gain && restsOnOutliers(far, gain, summary.rules, isTied)
          ? [{ task, name, isGain: !isTied, cards: [outcome, ...(other === undefined ? [] : [other])] }]
          : [];
      });
    const { verdict, gains } = card;
    return [
      ...(verdict ? found(conclusionsOf(verdict), summary.referenceId, true) : []),
      ...(gains ? found(gains, card.baselineId ?? '', false) : []),
    ];
  });
  if (resting.length === 0) return null;
  const names = experiment.tasks.map(({ name }) => name);
  const far = new Set(
    resting.flatMap(({ task, cards }) =>
      cards.flatMap((one) => outlyingReplicasOf(one, task === null ? null : [task], names)),
    ),
  );
  const where = resting.map(({ task, name, isGain }) => {
    const on = task === null ? text.answer.overall : (names[task] ?? '');
    return isGain ? words.farGain(name, on) : words.farAgainst(name, on);
  });
  return words.far([...far], where);
}

// Without the outliers it would change, or the median does not confirm it.
function restsOnOutliers(
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
    return isTied && low >= equalityRange(margin).low && high <= equalityRange(margin).high;
  };
  const [side, without] = [signOfDifference(gain), signOfDifference(gainOf(kept, level, overlap))];
  if (side !== without) return true;
  return side === 0 ? isEqual(ratios) !== isEqual(kept) : Math.sign(median(ratios)) !== side;
}

/** Sign of a clear difference: 1 if better, -1 if worse, else 0. */
const signOfDifference = ({ low, high, n }: Interval): number => {
  if (n < MIN_REPLICAS) return 0;
  return low > 0 ? 1 : high < 0 ? -1 : 0;
};

const outlyingReplicasOf = (
  { name, summary }: CardOutcome,
  tasks: readonly number[] | null,
  names: readonly string[],
): readonly string[] =>
  summary.tasks.flatMap(({ isFar }, task) => {
    const replicas = isFar.flatMap((is, replica) => (is ? [replica + 1] : []));
    const isAsked = tasks === null || tasks.includes(task);
    return replicas.length === 0 || !isAsked ? [] : [words.farReplicas(name, names[task] ?? '', replicas)];
  });
