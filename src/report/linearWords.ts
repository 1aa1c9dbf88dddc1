/** Sentences on networks that linear models of the same rows do as well as. Knows no page and no terminal. */
import type { Conclusion } from '../analysis/verdict.ts';
import type { Experiment } from '../experiment/experiment.ts';
import type { CardSummary, LinearSummary, RunSummary } from '../run/summary.ts';
import type { TaskSummary } from '../run/taskSummary.ts';
import { formatValue } from '../text/format.ts';
import { text } from '../text/text.ts';
import { linearName, type Metric, metricOf } from './outcomes.ts';
import { isVerdict } from './verdictWords.ts';

const words = text.linear;

/** Linear models do as well as every network there: surely better, or no network is surely better than they are. */
export interface LinearFinding {
  readonly isBetter: boolean;
  readonly tasks: readonly number[];
}

/** Nothing where a network is better, before the end, and where there is no verdict on some network. */
export function linearFindingsOf({ linear, cards, isProvisional }: RunSummary): readonly LinearFinding[] {
  if (linear === null || isProvisional || linear.against.length === 0) return [];
  const onTasks = (is: (conclusions: readonly Conclusion[]) => boolean) =>
    [...linear.tasks.keys()].filter((task) => is(conclusionsOn(linear, task)));
  const better = onTasks((all) => all.every((one) => one === 'better'));
  const noWorse = onTasks((all) => all.every((one) => isVerdict(one) && one !== 'worse'));
  return [
    { isBetter: true, tasks: better },
    {
      isBetter: false,
      tasks: noWorse.filter((task) => !better.includes(task) && !ranksBetter(linear, cards, task)),
    },
  ].filter(({ tasks }) => tasks.length > 0);
}

/** Some network surely ranks rows better, whatever its probabilities are worth. */
const ranksBetter = (linear: CardSummary, cards: readonly CardSummary[], task: number): boolean =>
  cards.some(({ tasks }) => (tasks[task]?.auc?.low ?? 0) > (linear.tasks[task]?.auc?.high ?? 1));

const conclusionsOn = ({ against }: LinearSummary, task: number): readonly Conclusion[] =>
  against.flatMap(({ verdict }) => verdict.tasks[task]?.conclusion ?? []);

/**
 * A sentence for each finding: "Logistic regression on the same columns does better than every network here: AUC 0.951 (best network
 * 0.948)."
 */
export function linearSentences({ tasks }: Experiment, summary: RunSummary): readonly string[] {
  const { linear, cards } = summary;
  if (linear === null) return [];
  return linearFindingsOf(summary).map(({ isBetter, tasks: found }) => {
    const numbers = found.flatMap((task) => {
      const [own, ...networks] = [linear, ...cards].flatMap((card) => card.tasks[task] ?? []);
      const [best] = networks.toSorted((a, b) => a.loss.mean - b.loss.mean);
      if (own === undefined || best === undefined) return [];
      const metric = metricFor(own, best, isBetter);
      const [one = '', other = ''] = [own, best].map((report) =>
        formatValue(metricOf(report, metric).value.mean),
      );
      const where = tasks.length > 1 ? (tasks[task]?.name ?? '') : null;
      return [words.numbers(metricOf(own, metric).name, one, other, where)];
    });
    const name = linearName(found.flatMap((task) => tasks[task] ?? []));
    return (isBetter ? words.better : words.notWorse)(name, numbers);
  });
}

/** The score that people know, unless it speaks against what the losses say. */
const metricFor = (linear: TaskSummary, network: TaskSummary, isBetter: boolean): Metric => {
  const [own, other] = [linear, network].map((report) => metricOf(report, 'score').value.mean);
  return isBetter && (own ?? 0) <= (other ?? 0) ? 'normalised' : 'score';
};
