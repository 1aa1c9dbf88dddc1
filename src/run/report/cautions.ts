/** Cautions about a verdict, as sentences for page and command. */
import { isOfShares, miscalibrationOf, type SharesOfYes } from '../../analysis/calibration.ts';
import { ofTask } from '../../analysis/pairs.ts';
import type { CalibrationBins, KnownLosses } from '../../analysis/produced/evaluation.ts';
import { mean } from '../../core/lists.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { formatAmount, formatPercent } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { CardSummary, RunSummary } from '../summary.ts';
import type { TaskSummary } from '../taskSummary.ts';
import { type Outcome, outcomesOf } from './outcomes.ts';
import { outliersSentence } from './outliers.ts';

const words = text.verdict.cautions;

type KnownShares = Pick<KnownLosses, 'numPositive' | 'numNegative' | 'trainRate'>;

/** Mean over repetitions, and test rows of one; NaN if not counted. */
export function sharesOfYes(
  { numPositive, numNegative, trainRate }: Partial<KnownShares>,
  task: number,
  numTasks: number,
): SharesOfYes & { readonly numTestRows: number } {
  const ofAll = (list: readonly number[] = []) => mean(ofTask(list, task, numTasks));
  const [numYes, numNo] = [ofAll(numPositive), ofAll(numNegative)];
  return { train: ofAll(trainRate), test: numYes / (numYes + numNo), numTestRows: numYes + numNo };
}

/** By repetition. */
export const binsOf = (
  { tasks }: Pick<Experiment, 'tasks'>,
  { reported: { calibration = [] } }: Pick<CardSummary, 'reported'>,
  task: number,
): readonly (CalibrationBins | null)[] => ofTask(calibration, task, tasks.length);

/**
 * Cautions about a finished run, none before. `givenTo`: cards that began with weights from a file;
 * `known` null: nothing is known of the rows.
 */
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
            ...costs(experiment, outcomes, known ?? {}),
          ]),
        ]),
    ...(improving.length === 0 ? [] : [words.stillImproving(improving)]),
    ...(far === null ? [] : [far]),
  ];
};

/** Costs of miscalibration, and what another share of yes explains, where bins were kept. */
const costs = (
  { tasks }: Experiment,
  outcomes: readonly Outcome[],
  known: Partial<KnownShares>,
): readonly string[] => {
  const all = outcomes.flatMap(({ name, summary }) =>
    summary.tasks.flatMap(({ isMiscalibrated }, task) => {
      const shares = sharesOfYes(known, task, tasks.length);
      const cost = isMiscalibrated ? miscalibrationOf(binsOf({ tasks }, summary, task), shares) : null;
      if (cost === null) return [];
      // Known to be zero: no caution.
      if (cost.cost === 0) return [null];
      const [amount = '', ofShares = ''] = [cost.cost, cost.ofShares].map(formatAmount);
      const where = words.onTasks(name, [tasks[task]?.name ?? '']);
      const [train, test] = [shares.train, shares.test].map(formatPercent);
      return isOfShares(cost)
        ? [words.costOfShares(where, amount, ofShares, test ?? '', train ?? '')]
        : [words.cost(where, amount, Number.isFinite(cost.ofShares) ? ofShares : null)];
    }),
  );
  return all.length === 0 ? [words.unknownCost] : all.filter((one) => one !== null);
};
