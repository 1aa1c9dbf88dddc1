/** Words how linear models compare with networks on the same rows. */
import { MIN_REPLICAS } from '../../analysis/pairs.ts';
import type { Interval } from '../../analysis/statistics.ts';
import { resplitsRows } from '../../data/rows.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { capitalised, formatAmount, formatCount, formatLevel, formatValue } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import type { LinearComparison } from '../linearComparison.ts';
import type { CardSummary, LinearSummary, RunSummary } from '../summary.ts';
import { linearName, metricIntervalOf } from './outcomes.ts';
import { spokenNameOf } from './verdictWords.ts';

const words = text.linear;

/** `torn`: behind one network in ranking but ahead of it in probabilities, or vice versa. */
type LinearStanding = 'ahead' | 'torn' | 'open' | 'behind';

// `score`: R² or area under the ROC curve; `loss`: log loss.
const linearMeasures = ['score', 'loss'] as const;
type LinearMeasureName = (typeof linearMeasures)[number];

interface LinearFinding {
  readonly standing: LinearStanding;
  readonly task: number;
  readonly cardId: string;
  readonly measures: readonly LinearMeasureName[];
}

/** Leaves out unfinished runs, unlearned tasks and differences without intervals. */
export function linearFindingsOf({
  linear,
  cards,
  isProvisional,
  rules,
}: RunSummary): readonly LinearFinding[] {
  if (linear === null || isProvisional) return [];
  const isOpenEnded = rules.reportingRule === 'bestValidation' && cards.some(couldStillImprove);
  return [...linear.tasks.keys()].flatMap((task) => {
    if ([linear, ...cards].every(({ tasks }) => tasks[task]?.hasLearnedNothing)) return [];
    const finding = linearFindingOn(task, linear.against);
    return finding === null || (isOpenEnded && finding.standing !== 'behind') ? [] : [finding];
  });
}

const couldStillImprove = ({ numStillImproving, numDiverged, reported, tasks }: CardSummary): boolean =>
  numStillImproving > 0 && numStillImproving + numDiverged === reported.losses.length / tasks.length;

function linearFindingOn(task: number, against: readonly LinearComparison[]): LinearFinding | null {
  const networks = against.map(({ cardId, tasks }) => {
    const of = (measure: LinearMeasureName) => tasks[task]?.[measure] ?? null;
    const known = linearMeasures.filter((measure) => isClearOfZero(of(measure)));
    return {
      cardId,
      known,
      lowOf: (measure: LinearMeasureName) => of(measure)?.low ?? Number.NaN,
      highOf: (measure: LinearMeasureName) => of(measure)?.high ?? Number.NaN,
      better: known.filter((measure) => (of(measure)?.high ?? 0) < 0),
      worse: known.filter((measure) => (of(measure)?.low ?? 0) > 0),
    };
  });
  type Network = (typeof networks)[number];
  const found = (
    standing: LinearStanding,
    by: readonly LinearMeasureName[],
    some: readonly Network[],
    key: (network: Network, measure: LinearMeasureName) => number,
  ): LinearFinding | null => {
    const [measure] = by;
    if (measure === undefined) return null;
    const [first] = some.toSorted((a, b) => key(a, measure) - key(b, measure));
    return first === undefined ? null : { standing, task, cardId: first.cardId, measures: by };
  };
  const high = (network: Network, measure: LinearMeasureName) => network.highOf(measure);
  const low = (network: Network, measure: LinearMeasureName) => network.lowOf(measure);
  for (const measure of linearMeasures) {
    const winners = networks.filter(({ better, worse }) => better.includes(measure) && worse.length === 0);
    if (winners.length > 0) return found('behind', [measure], winners, high);
  }
  const torn = networks.filter(({ better, worse }) => better.length > 0 && worse.length > 0);
  if (torn.length > 0) return found('torn', linearMeasures, torn, high);
  if (networks.length === 0) return null;
  const ahead = linearMeasures.filter((measure) => networks.every(({ worse }) => worse.includes(measure)));
  const sure = linearMeasures.filter((measure) => networks.every(({ known }) => known.includes(measure)));
  return found('ahead', ahead.slice(0, 1), networks, low) ?? found('open', sure.slice(0, 1), networks, high);
}

const isClearOfZero = (interval: Interval | null): boolean =>
  interval !== null && interval.n >= MIN_REPLICAS && Number.isFinite(interval.low);

export function linearSentences(experiment: Experiment, summary: RunSummary): readonly string[] {
  const { linear, numReplicas, isProvisional } = summary;
  if (linear === null || isProvisional || linear.against.length === 0 || numReplicas < MIN_REPLICAS)
    return [];
  const findings = linearFindingsOf(summary);
  if (
    !linear.against.some(({ tasks }) =>
      tasks.some((one) => linearMeasures.some((of) => isClearOfZero(one[of]))),
    )
  )
    return [words.notCompared];
  const standings: readonly LinearStanding[] = ['ahead', 'torn', 'open', 'behind'];
  const sentences = standings.flatMap((standing) =>
    (['binary', 'regression'] as const).flatMap((kind) => {
      const own = findings.filter(
        (one) => one.standing === standing && experiment.tasks[one.task]?.kind === kind,
      );
      return own.length === 0 ? [] : [linearSentence(experiment, summary, linear, own)];
    }),
  );
  const last = sentences.at(-1);
  return last === undefined
    ? []
    : [
        ...sentences.slice(0, -1),
        text.punctuation.sentences([last, linearMethodName(experiment, linear, findings)]),
      ];
}

function linearSentence(
  experiment: Experiment,
  summary: RunSummary,
  linear: LinearSummary,
  findings: readonly LinearFinding[],
): string {
  const { tasks } = experiment;
  const standing = findings[0]?.standing ?? 'open';
  const own = findings.flatMap(({ task }) => tasks[task] ?? []);
  const numbers = findings.map((finding) => {
    const onTask = tasks.length > 1 && findings.length > 1 ? (tasks[finding.task]?.name ?? '') : null;
    const network = spokenNameOf(experiment, finding.cardId);
    const said = finding.measures.map((measure) =>
      linearNumbersText(summary, linear, finding, { measure, network }),
    );
    return words.numbers(said, onTask);
  });
  const name = linearName(own).toLowerCase();
  const isAll = own.length === tasks.length;
  const where = tasks.length === 1 ? '' : words.where(isAll ? null : own.map((task) => task.name));
  return capitalised(`${where}${words[standing](name, numbers)}`);
}

function linearNumbersText(
  { cards }: RunSummary,
  linear: LinearSummary,
  { standing, task, cardId }: LinearFinding,
  { measure, network }: { readonly measure: LinearMeasureName; readonly network: string },
): string {
  const reports = [linear, cards.find((card) => card.cardId === cardId)].flatMap(
    (card) => card?.tasks[task] ?? [],
  );
  const metrics = reports.map((report) => metricIntervalOf(report, measure));
  const interval = linear.against.find((one) => one.cardId === cardId)?.tasks[task]?.[measure];
  const [low, high] = [interval?.low ?? Number.NaN, interval?.high ?? Number.NaN];
  const [own = '', other = ''] = metrics.map(({ value }) => formatValue(value.mean));
  const ofNetwork = words.of(other, network);
  const name = metrics[0]?.name ?? '';
  const ends = [low, high].map(Math.abs).toSorted((a, b) => a - b);
  // For loss, lower is better, so the sign of network minus linear model is reversed.
  const apartFrom = measure === 'loss' ? [low, high] : [-high, -low];
  const [least = '', most = ''] = (low > 0 || high < 0 ? ends : apartFrom).map(formatAmount);
  const apart = low > 0 ? 'worse' : high < 0 ? 'better' : 'open';
  // Signs are dropped where the sentence says who is better.
  const side = standing === 'ahead' || standing === 'behind' ? 'clear' : apart;
  const values = standing === 'ahead' ? ([own, ofNetwork] as const) : ([ofNetwork, own] as const);
  return words.values(name, values, words.apart[side](least, most));
}

function linearMethodName(
  { data }: Experiment,
  { rows, level }: LinearSummary,
  findings: readonly LinearFinding[],
): string {
  if (resplitsRows(data) || rows === null) return words.bySplit(formatLevel(level));
  const of = (list: readonly number[]) => {
    const own = [...new Set(findings.map(({ task }) => list[task] ?? 0))].toSorted((a, b) => a - b);
    return words.range([...new Set([own[0] ?? 0, own.at(-1) ?? 0])].map(formatCount));
  };
  return words.byRow(of(rows.numCompared), of(rows.numRows), formatLevel(level));
}
