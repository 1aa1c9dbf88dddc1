/** Tasks on which the reference gains or loses by sharing: against one network per task. */

import { baselineOf } from '../../run/summary.ts';
import { formatGain } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { transferOf } from '../outcomes.ts';
import { spokenNameOf } from '../verdictWords.ts';
import type { Rule, SpokenRun } from './finding.ts';

const words = text.findings.sharing;

export const sharing: Rule = (run) => {
  const { experiment, summary } = run;
  const { referenceId, numReplicas } = summary;
  const tasks = [...experiment.tasks.keys()];
  const transfers = tasks.map((task) => transferOnTask(run, task));
  if (transfers.includes(null) || numReplicas === 1 || tasks.every((task) => isEmpty(run, task))) return null;
  const ofKind = (kind: Transfer) => transfers.flatMap((one, task) => (one === kind ? [task] : []));
  const name = (task: number) => experiment.tasks[task]?.name ?? '';
  const changed = (task: number) => words.onTask(name(task), gainOn(run, task));
  const [gains, losses, unclear] = [ofKind('positive'), ofKind('negative'), ofKind('unclear')];
  const clear = [
    ...(gains.length === 0 ? [] : [words.gains(gains.map(changed))]),
    ...(losses.length === 0 ? [] : [words.loses(losses.map(changed))]),
  ];
  const card = spokenNameOf(experiment, referenceId);
  const rest = unclear.length === 0 ? null : words.unclear(unclear.map(name));
  return {
    sentence: clear.length === 0 ? words.none(card) : words.sentence(card, clear, rest),
    evidence: { kind: 'results', cardId: referenceId, task: gains[0] ?? losses[0] ?? 0 },
  };
};

type Transfer = 'positive' | 'negative' | 'unclear';

/** Sign of the reference's gain on a task, where it is sure; null where there is no baseline to compare it with. */
export function transferOnTask(run: SpokenRun, task: number): Transfer | null {
  const { cards, referenceId } = run.summary;
  const reference = cards.find(({ cardId }) => cardId === referenceId);
  const gain = reference?.gains?.tasks[task]?.gain;
  if (gain === undefined) return null;
  return isEmpty(run, task) ? 'unclear' : (transferOf(gain) ?? 'unclear');
}

/** Neither the reference nor the baseline learned anything on a task: none of them has learned more. */
const isEmpty = ({ summary }: SpokenRun, task: number): boolean => {
  const reference = summary.cards.find(({ cardId }) => cardId === summary.referenceId);
  return [reference, reference && baselineOf(summary, reference)].every(
    (card) => card?.tasks[task]?.hasLearnedNothing === true,
  );
};

/** "+4.3 %": plus is better. */
function gainOn({ summary: { cards, referenceId } }: SpokenRun, task: number): string {
  const gain = cards.find(({ cardId }) => cardId === referenceId)?.gains?.tasks[task]?.gain.mean ?? 0;
  return formatGain(gain);
}
