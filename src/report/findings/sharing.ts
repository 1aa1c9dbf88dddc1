/**
 * Tasks on which the reference gains or loses by sharing, and whether it does overall: against one network per task. Clear is what is clear
 * with one step for all tasks of a network; what is otherwise with a step for each task is said besides.
 */
import { gainOf, pairedRatios } from '../../analysis/pairs.ts';
import type { Interval } from '../../analysis/statistics.ts';
import { baselineOf, type CardSummary } from '../../run/summary.ts';
import { formatGain } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { transferOf } from '../outcomes.ts';
import { spokenNameOf } from '../verdictWords.ts';
import type { Rule, SpokenRun } from './finding.ts';

const words = text.findings.sharing;

export const sharing: Rule = (run) => {
  const { experiment, summary } = run;
  const { referenceId, numReplicas, rules } = summary;
  const tasks = [...experiment.tasks.keys()];
  const transfers = tasks.map((task) => transferOnTask(run, task));
  if (transfers.includes(null) || numReplicas === 1 || tasks.every((task) => isEmpty(run, task))) return null;
  const ofKind = (kind: Transfer) => transfers.flatMap((one, task) => (one === kind ? [task] : []));
  const name = (task: number) => experiment.tasks[task]?.name ?? '';
  const changed = (task: number) => words.onTask(name(task), gainOn(run, task));
  const [gains, losses, unclear] = [ofKind('positive'), ofKind('negative'), ofKind('unclear')];
  const overall = overallOf(run, 'losses');
  const ofAll = overall && transferOf(overall.gain);
  const clear = [
    ...(gains.length === 0 ? [] : [words.gains(gains.map(changed))]),
    ...(losses.length === 0 ? [] : [words.loses(losses.map(changed))]),
    ...(overall === null || ofAll === null
      ? []
      : [words.overall[ofAll](formatGain(overall.gain.mean), intervalOf(overall.gain), overall.isOfSome)]),
  ];
  const card = spokenNameOf(experiment, referenceId);
  const rule = words.rule[rules.reportingRule];
  const rest = unclear.length === 0 ? null : words.unclear(unclear.map(name));
  const said =
    clear.length === 0 ? words.none(card, rule, overall !== null) : words.sentence(card, rule, clear, rest);
  const task = gains[0] ?? losses[0] ?? (clear.length === 0 ? 0 : null);
  return {
    sentence: text.punctuation.sentences([said, ...atOwnSteps(run, overall?.gain ?? null)]),
    evidence: { kind: 'results', cardId: referenceId, task },
  };
};

type Transfer = 'positive' | 'negative' | 'unclear';

/** Sign of the reference's gain on a task, where it is sure; null where there is no baseline to compare it with. */
export function transferOnTask(run: SpokenRun, task: number): Transfer | null {
  const gain = referenceIn(run)?.gains?.tasks[task]?.gain;
  if (gain === undefined) return null;
  return isEmpty(run, task) ? 'unclear' : (transferOf(gain) ?? 'unclear');
}

const referenceIn = ({ summary: { cards, referenceId } }: SpokenRun): CardSummary | undefined =>
  cards.find(({ cardId }) => cardId === referenceId);

/** Neither the reference nor the baseline learned anything on a task: none of them has learned more. */
const isEmpty = (run: SpokenRun, task: number): boolean => {
  const reference = referenceIn(run);
  return [reference, reference && baselineOf(run.summary, reference)].every(
    (card) => card?.tasks[task]?.hasLearnedNothing === true,
  );
};

/** The gain over the tasks that were learned; null where these are fewer than two, or not known so. */
function overallOf(run: SpokenRun, key: 'losses' | 'own') {
  const numTasks = run.experiment.tasks.length;
  const reference = referenceIn(run);
  const losses = reference?.reported[key];
  const others = reference && baselineOf(run.summary, reference)?.reported[key];
  const isLearned = Array.from({ length: numTasks }, (_, task) => !isEmpty(run, task));
  const numLearned = isLearned.filter(Boolean).length;
  if (!reference?.gains || !losses || !others || numLearned < 2) return null;
  const ofLearned = (values: readonly number[]) => values.filter((_, index) => isLearned[index % numTasks]);
  const { overall } = pairedRatios(ofLearned(losses), ofLearned(others), numLearned);
  const gain = gainOf(overall, reference.gains.overall.level, run.summary.rules.overlap);
  return { gain, isOfSome: numLearned < numTasks };
}

/** A sentence on what is otherwise with each task at its own best step: the conclusion, or a clear gain by more than the margin. */
function atOwnSteps(run: SpokenRun, overall: Interval | null): readonly string[] {
  const { gains, ownGains } = referenceIn(run) ?? {};
  if (!gains || !ownGains) return [];
  const { margin } = run.summary.rules;
  const otherwise = (where: string, gain: Interval | null, own: Interval | null): readonly string[] => {
    if (gain === null || own === null || !Number.isFinite(own.mean)) return [];
    const [before, after] = [transferOf(gain), transferOf(own)];
    const isOther = before !== after || (after !== null && Math.abs(own.mean - gain.mean) > margin);
    return isOther ? [words.own(where, formatGain(own.mean), words.is[after ?? 'unclear'])] : [];
  };
  const found = [
    ...otherwise(text.answer.overall, overall, overallOf(run, 'own')?.gain ?? null),
    ...run.experiment.tasks.flatMap(({ name }, task) =>
      isEmpty(run, task)
        ? []
        : otherwise(name, gains.tasks[task]?.gain ?? null, ownGains.tasks[task]?.gain ?? null),
    ),
  ];
  return found.length === 0 ? [] : [words.atOwnSteps(found)];
}

const intervalOf = ({ low, high }: Interval): string => text.answer.interval(low, high);

/** "+4.3 %": plus is better. */
const gainOn = (run: SpokenRun, task: number): string =>
  formatGain(referenceIn(run)?.gains?.tasks[task]?.gain.mean ?? 0);
