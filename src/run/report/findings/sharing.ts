/** Says what the reference gains or loses by sharing, against one network per task. */
import { gainOf, pairedRatios } from '../../../analysis/pairs.ts';
import type { Interval } from '../../../analysis/statistics.ts';
import { equalityLevel, liesWithinMargin } from '../../../analysis/verdict.ts';
import { formatGain, formatPercent } from '../../../text/format.ts';
import { text } from '../../../text/text.ts';
import { baselineOf, type CardSummary } from '../../summary.ts';
import { transferDirectionOf } from '../outcomes.ts';
import { spokenNameOf } from '../verdictWords.ts';
import type { FindingRule, SpokenRun } from './finding.ts';

const words = text.findings.sharing;

export const sharingRule: FindingRule = (run) => {
  const { experiment, summary } = run;
  const { referenceId, numReplicas, rules } = summary;
  const tasks = [...experiment.tasks.keys()];
  const transfers = tasks.map((task) => transferOnTask(run, task));
  if (transfers.includes(null) || numReplicas === 1 || tasks.every((task) => hasLearnedNothingOn(run, task)))
    return null;
  const ofKind = (kind: Transfer) => transfers.flatMap((one, task) => (one === kind ? [task] : []));
  const name = (task: number) => experiment.tasks[task]?.name ?? '';
  const changed = (task: number) => words.onTask(name(task), gainTextOn(run, task));
  const [gains, losses] = [ofKind('positive'), ofKind('negative')];
  const [equal, unclear] = [ofKind('equal'), ofKind('unclear')];
  const overall = overallTransferOf(run, 'losses');
  const ofAll = overall?.transfer ?? null;
  const equalOverall = overall !== null && ofAll === 'equal' ? words.where(overall.isOfSome) : null;
  const clear = [
    ...(gains.length === 0 ? [] : [words.gains(gains.map(changed))]),
    ...(losses.length === 0 ? [] : [words.loses(losses.map(changed))]),
    ...(equal.length === 0 && equalOverall === null
      ? []
      : [words.equal(equal.map(name), equalOverall, formatPercent(rules.margin))]),
    ...(overall === null || (ofAll !== 'positive' && ofAll !== 'negative')
      ? []
      : [words.overall[ofAll](formatGain(overall.gain.mean), intervalText(overall.gain), overall.isOfSome)]),
  ];
  const card = spokenNameOf(experiment, referenceId);
  const rule = words.rule[rules.reportingRule];
  const rest = unclear.length === 0 ? null : words.unclear(unclear.map(name));
  const said =
    clear.length === 0 ? words.none(card, rule, overall !== null) : words.sentence(card, rule, clear, rest);
  const task = gains[0] ?? losses[0] ?? equal[0] ?? (clear.length === 0 ? 0 : null);
  return {
    sentence: text.punctuation.sentences([said, ...sentencesAtOwnSteps(run, overall)]),
    evidence: { kind: 'results', cardId: referenceId, task },
  };
};

/** `equal`: no sign is sure, and no difference is beyond the margin. */
type Transfer = 'positive' | 'negative' | 'equal' | 'unclear';

export function transferOnTask(run: SpokenRun, task: number): Transfer | null {
  if (referenceCardOf(run)?.gains?.tasks[task] === undefined) return null;
  return hasLearnedNothingOn(run, task)
    ? 'unclear'
    : (resultOnTask(run, task, 'losses')?.transfer ?? 'unclear');
}

type TransferResult = ReturnType<typeof transferResultOf>;

/** Classifies log ratios, with the same intervals as verdicts. */
function transferResultOf({ summary: { rules } }: SpokenRun, ratios: readonly number[], level: number) {
  const gain = gainOf(ratios, level, rules.overlap);
  const isEqual = liesWithinMargin(gainOf(ratios, equalityLevel(level), rules.overlap), rules.margin);
  const transfer: Transfer = transferDirectionOf(gain) ?? (isEqual ? 'equal' : 'unclear');
  return { gain, transfer };
}

function resultOnTask(run: SpokenRun, task: number, key: 'losses' | 'own') {
  const reference = referenceCardOf(run);
  const losses = reference?.reported[key];
  const others = reference && baselineOf(run.summary, reference)?.reported[key];
  const level = reference?.gains?.tasks[task]?.level;
  if (!losses || !others || level === undefined) return null;
  return transferResultOf(
    run,
    pairedRatios(losses, others, run.experiment.tasks.length).perTask[task] ?? [],
    level,
  );
}

const referenceCardOf = ({ summary: { cards, referenceId } }: SpokenRun): CardSummary | undefined =>
  cards.find(({ cardId }) => cardId === referenceId);

const hasLearnedNothingOn = (run: SpokenRun, task: number): boolean => {
  const reference = referenceCardOf(run);
  return [reference, reference && baselineOf(run.summary, reference)].every(
    (card) => card?.tasks[task]?.hasLearnedNothing === true,
  );
};

/** Over learned tasks; null if fewer than two, or unknown. */
function overallTransferOf(run: SpokenRun, key: 'losses' | 'own') {
  const numTasks = run.experiment.tasks.length;
  const reference = referenceCardOf(run);
  const losses = reference?.reported[key];
  const others = reference && baselineOf(run.summary, reference)?.reported[key];
  const isLearned = Array.from({ length: numTasks }, (_, task) => !hasLearnedNothingOn(run, task));
  const numLearned = isLearned.filter(Boolean).length;
  if (!reference?.gains || !losses || !others || numLearned < 2) return null;
  const ofLearned = (values: readonly number[]) => values.filter((_, index) => isLearned[index % numTasks]);
  const { overall } = pairedRatios(ofLearned(losses), ofLearned(others), numLearned);
  return {
    ...transferResultOf(run, overall, reference.gains.overall.level),
    isOfSome: numLearned < numTasks,
  };
}

function sentencesAtOwnSteps(run: SpokenRun, overall: TransferResult | null): readonly string[] {
  if (!referenceCardOf(run)?.ownGains) return [];
  const { margin } = run.summary.rules;
  const otherwise = (
    where: string,
    before: TransferResult | null,
    own: TransferResult | null,
  ): readonly string[] => {
    if (before === null || own === null || !Number.isFinite(own.gain.mean)) return [];
    const { gain, transfer } = own;
    const isClear = transfer === 'positive' || transfer === 'negative';
    const isOther =
      transfer !== before.transfer || (isClear && Math.abs(gain.mean - before.gain.mean) > margin);
    return isOther ? [words.own(where, formatGain(gain.mean), words.is[transfer])] : [];
  };
  const found = [
    ...otherwise(text.answer.overall, overall, overallTransferOf(run, 'own')),
    ...run.experiment.tasks.flatMap(({ name }, task) =>
      hasLearnedNothingOn(run, task)
        ? []
        : otherwise(name, resultOnTask(run, task, 'losses'), resultOnTask(run, task, 'own')),
    ),
  ];
  return found.length === 0 ? [] : [words.atOwnSteps(found)];
}

const intervalText = ({ low, high }: Interval): string => text.answer.interval(low, high);

const gainTextOn = (run: SpokenRun, task: number): string =>
  formatGain(referenceCardOf(run)?.gains?.tasks[task]?.gain.mean ?? 0);
