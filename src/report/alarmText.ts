/** An alarm about gates as a sentence, the same on the page and in a terminal. */
import type { Alarm } from '../analysis/gateAlarms.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { text } from '../text/text.ts';

/** Sentences on what is wrong, at which level, for which task, and in how many replicas. */
export function alarmText(
  { tasks }: Experiment,
  { kind, level, task, replicas, numReplicas }: Alarm,
): string {
  const words = text.answer.alarm;
  const sentence =
    kind === 'underFitting'
      ? words.underFitting(level + 1, tasks[task ?? -1]?.name ?? '')
      : words[kind](level + 1);
  return `${sentence} ${words.replicas(replicas.length, numReplicas)}`;
}
