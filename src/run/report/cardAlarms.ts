/** Gate alarms of one card at the end of a run. */
import { type Alarm, alarmsOf, hasOnlyKnownAlarms } from '../../analysis/gateAlarms.ts';
import { budgetOf } from '../../experiment/derived/budget.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import { withBaselines } from '../../experiment/derived/trained.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { text } from '../../text/text.ts';
import { evaluationAt } from '../history.ts';
import { networkOf } from '../run.ts';
import { type CardSummary, hasLearned } from '../summary.ts';
import type { SpokenRun } from './findings/finding.ts';

export function alarmsOfCard({ experiment, run }: SpokenRun, summary: CardSummary): readonly Alarm[] | null {
  const { cardId, trainedId } = summary;
  if (!hasLearned(summary)) return null;
  const card = budgetOf(withBaselines(experiment)).cards.find((one) => one.card.id === cardId)?.card;
  const topology = card === undefined ? null : topologyOfCard(card, experiment);
  const { history } = networkOf(run, trainedId);
  const levels = history.at(-1)?.gates.levels;
  if (topology === null || levels === undefined || !hasOnlyKnownAlarms(topology, levels)) return null;
  return alarmsOf(topology, levels, evaluationAt(history, 0)?.gates.levels ?? []);
}

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
