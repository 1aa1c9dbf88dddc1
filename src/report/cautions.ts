/** Cautions that a reader should know before believing a verdict, as sentences for page and command. Knows no page and no terminal. */
import type { Experiment } from '../experiment/experiment.ts';
import type { RunSummary } from '../run/summary.ts';
import type { TaskSummary } from '../run/taskSummary.ts';
import { text } from '../text/text.ts';
import { type Outcome, outcomesOf } from './outcomes.ts';

const words = text.verdict.cautions;

/**
 * Cautions about a finished run: who began trained, learned nothing or is still improving, which repetitions are far from the others.
 * None before. `givenTo`: ids of the cards that began with weights from a file.
 */
export const cautionsOf = (
  experiment: Experiment,
  summary: RunSummary,
  givenTo: readonly string[] = [],
): readonly string[] => {
  if (summary.isProvisional) return [];
  const outcomes = outcomesOf(experiment, summary);
  const names = experiment.tasks.map(({ name }) => name);
  /** Cards with the tasks of which it is true. */
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
  const far = outcomes.flatMap((outcome) => farOf(outcome, names));
  return [
    ...(given.length === 0 ? [] : [words.given(given)]),
    ...(nothing.length === 0 ? [] : [words.learnedNothing(nothing)]),
    ...(miscalibrated.length === 0 ? [] : [words.miscalibrated(miscalibrated)]),
    ...(improving.length === 0 ? [] : [words.stillImproving(improving)]),
    ...(far.length === 0 ? [] : [words.far(far)]),
  ];
};

const farOf = ({ name, summary }: Outcome, tasks: readonly string[]): readonly string[] =>
  summary.tasks.flatMap(({ isFar }, task) => {
    const replicas = isFar.flatMap((is, replica) => (is ? [replica + 1] : []));
    return replicas.length === 0 ? [] : [words.farReplicas(name, tasks[task] ?? '', replicas)];
  });
