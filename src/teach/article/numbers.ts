/** The numbers in the text of the article, and the right guesses: computed from recorded runs and the study. */
import { type GateMatrix, gateMatricesOf } from '../../analysis/gateMatrix.ts';
import { bonferroniLevel, type Interval } from '../../analysis/statistics.ts';
import type { PairComparison } from '../../analysis/verdict.ts';
import { groupedBy, mean } from '../../core/lists.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import { sizeFactors } from '../../experiment/derived/sizes.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { readLink } from '../../experiment/link/link.ts';
import { sum } from '../../models/counts.ts';
import type { ExpertOwner, Topology } from '../../models/topology.ts';
import { verdictsOf } from '../../run/report/verdictWords.ts';
import type { Run, StartedRun } from '../../run/run.ts';
import { summaryOf } from '../../run/summary.ts';
import { populationRanges } from '../../studies/map/circumstances.ts';
import { type Contestant, contestants } from '../../studies/map/contestants.ts';
import { asGain, contestantNames } from '../../studies/map/mapWords.ts';
import { largestDifferences, type PaperRun } from '../../studies/map/paper.ts';
import { differenceOverFiles, type PublicFile, rivals } from '../../studies/map/publicFiles.ts';
import { advantageIn, readingsOf, type SetUpReading } from '../../studies/map/readings.ts';
import type { RecordedMap } from '../../studies/map/recordedMap.ts';
import { isExplored, type OtherFindings, testedSentences } from '../../studies/map/sentences.ts';
import type { ArticleNumbers } from '../../text/en/article.ts';
import { articleFigures, type FigureId } from './figures.ts';

/** Weights of one gate for one row. */
interface RowGate {
  readonly experts: readonly { readonly gate: number | null; readonly native: number | null }[];
}

export interface ArticleEvidence {
  /** The recorded run of a figure where its hand is at a value. */
  readonly runOf: (id: FigureId, value: number) => StartedRun;
  /** The gate of the figure `inside` with its row at either end. */
  readonly inside: { readonly left: RowGate; readonly right: RowGate };
  readonly map: RecordedMap;
  readonly otherWays: OtherFindings;
  readonly files: readonly PublicFile[];
  readonly paper: PaperRun;
}

/** Values of the hands that are recorded: the first is where a hand starts. */
export const recordedValues: Readonly<Record<FigureId, readonly number[]>> = {
  share: [0.95, 0, -0.95],
  harm: [0],
  labels: [300, 10_000],
  experts: [0.9],
  fences: [0.9],
  own: [0.9],
  inside: [],
  map: [3000],
};

export const articleNumbersOf = (evidence: ArticleEvidence): ArticleNumbers => ({
  numFigures: articleFigures.length,
  share: shareNumbers(evidence),
  harm: harmNumbers(evidence),
  labels: labelNumbers(evidence),
  experts: expertNumbers(evidence),
  fences: fenceNumbers(evidence),
  own: ownNumbers(evidence),
  inside: insideNumbers(evidence),
  map: mapNumbers(evidence),
  files: fileNumbers(evidence),
  paper: largestDifferences(evidence.paper),
});

/** Index of the right one among the answers of a figure's text. */
export function rightAnswers(evidence: ArticleEvidence): Readonly<Record<FigureId, number>> {
  const { harm, own, inside, map, experts } = articleNumbersOf(evidence);
  const numBetter = harm.tasks.filter(({ low }) => low > 0).length;
  const best = ['sharedBottom', 'singleTask', 'ple', 'adattSp'] as const;
  const mostBorrowed = Math.max(own.alike, ...own.others);
  const haveMoved = inside.left.some((weight, expert) => weight !== inside.right[expert]);
  const ple = topologyOf(evidence.runOf('fences', 0.9));
  return {
    share: answerOf(verdictIn(evidence.runOf('share', 0.95)).overall),
    harm: numBetter === harm.tasks.length ? 0 : numBetter > 0 ? 1 : 2,
    labels: answerOf(verdictIn(evidence.runOf('labels', 300)).overall),
    experts: experts.most > 0.5 ? 0 : 2,
    fences: seesExpertsOf(ple, 0, 1) ? 0 : seesExpertsOf(ple, 0, 'shared') ? 1 : 2,
    own: mostBorrowed === own.alike ? 0 : 1 + own.others.indexOf(mostBorrowed),
    inside: haveMoved ? 0 : 1,
    map: best.findIndex((one) => contestantNames[one] === map.best[0]?.[0]),
  };
}

/** Better, worse, neither. */
const answerOf = ({ conclusion }: PairComparison): number =>
  conclusion === 'better' ? 0 : conclusion === 'worse' ? 1 : 2;

function verdictIn(run: StartedRun) {
  const summary = summaryOf(run.experiment, run);
  const [verdict] = summary === null ? [] : verdictsOf(summary);
  if (verdict === undefined) throw new Error('A recorded run of the article has no verdict.');
  return verdict;
}

const gainIn = (run: StartedRun): Interval => verdictIn(run).overall.gain;

const shareNumbers = ({ runOf }: ArticleEvidence): ArticleNumbers['share'] => {
  const [correlation = Number.NaN, none = 0, opposite = Number.NaN] = recordedValues.share;
  const alike = runOf('share', correlation);
  return {
    rows: alike.experiment.data.numTrainRows,
    correlation,
    alike: gainIn(alike),
    unrelated: gainIn(runOf('share', none)),
    opposite: gainIn(runOf('share', opposite)),
  };
};

const harmNumbers = ({ runOf }: ArticleEvidence): ArticleNumbers['harm'] => {
  const { tasks, overall } = verdictIn(runOf('harm', 0));
  return { tasks: tasks.map(({ gain }) => gain), overall: overall.gain };
};

const labelNumbers = ({ runOf }: ArticleEvidence): ArticleNumbers['labels'] => {
  const [few = Number.NaN, many = Number.NaN] = recordedValues.labels;
  return { few, many, atFew: gainIn(runOf('labels', few)), atMany: gainIn(runOf('labels', many)) };
};

/** Recorded, or in training. */
export interface RunOfFigure extends Pick<Run, 'networks'> {
  readonly experiment: Experiment;
}

function topologyOf({ experiment }: Pick<RunOfFigure, 'experiment'>): Topology {
  const [card] = experiment.cards;
  const topology = card === undefined ? null : topologyOfCard(card, experiment);
  if (topology === null) throw new Error('The network of a figure cannot be built.');
  return topology;
}

const seesExpertsOf = ({ levels }: Topology, task: number, owner: number | 'shared'): boolean =>
  levels.some(({ units, experts }) =>
    units.some((unit) => unit.owner === task && unit.gate?.sees.some((one) => experts[one]?.owner === owner)),
  );

/** Weights of the last level in one repetition, or as means over all. */
function lastLevelOf(run: RunOfFigure, replica: number | 'mean') {
  const topology = topologyOf(run);
  const [card] = run.experiment.cards;
  const gates = run.networks.get(card?.id ?? '')?.history.at(-1)?.gates ?? null;
  const cells: GateMatrix = gateMatricesOf(topology, gates, replica).at(-1) ?? [];
  return { cells, level: topology.levels.at(-1) };
}

/** Shares of what a task's last level puts out, by expert: in the first network, over all repetitions. */
export function expertShares(run: RunOfFigure, task: number) {
  const { cells, level } = lastLevelOf(run, 'mean');
  const unit = level?.units.findIndex(({ owner }) => owner === task) ?? -1;
  return (cells[unit] ?? []).flatMap(({ weights: { contribution } }, expert) => {
    const owner = level?.experts[expert]?.owner;
    return contribution === null || owner === undefined ? [] : [{ expert, owner, share: contribution.mean }];
  });
}

function expertNumbers({ runOf }: ArticleEvidence): ArticleNumbers['experts'] {
  const run = runOf('experts', 0.9);
  const replicas = [...Array(run.experiment.training.numReplicas).keys()];
  const cells = replicas.flatMap((replica) => lastLevelOf(run, replica).cells.flat());
  const weights = cells.map(({ weights: { gate } }) => gate?.mean ?? Number.NaN);
  return {
    even: 1 / (lastLevelOf(run, 'mean').level?.experts.length ?? 1),
    least: Math.min(...weights),
    most: Math.max(...weights),
    deviation: mean(cells.map(({ gateStd }) => gateStd)),
  };
}

const sharesByOwner = (run: RunOfFigure, task: number) => (owner: ExpertOwner) =>
  sum(expertShares(run, task).flatMap((one) => (one.owner === owner ? [one.share] : [])));

function fenceNumbers({ runOf }: ArticleEvidence): ArticleNumbers['fences'] {
  const run = runOf('fences', 0.9);
  const tasks = [...run.experiment.tasks.keys()];
  const shareOf = (owner: (task: number) => number | 'shared') =>
    mean(tasks.map((task) => sharesByOwner(run, task)(owner(task))));
  return { own: shareOf((task) => task), shared: shareOf(() => 'shared') };
}

function ownNumbers({ runOf }: ArticleEvidence): ArticleNumbers['own'] {
  const shareOf = sharesByOwner(runOf('own', 0.9), 0);
  return { own: shareOf(0), alike: shareOf(1), others: [2, 3].map(shareOf) };
}

function insideNumbers({ inside: { left, right } }: ArticleEvidence): ArticleNumbers['inside'] {
  const weightsOf = ({ experts }: RowGate) => experts.flatMap(({ gate }) => gate ?? []);
  const [native = Number.NaN] = left.experts.flatMap((expert) => expert.native ?? []);
  return { left: weightsOf(left), right: weightsOf(right), native };
}

function bestCounts(readings: readonly SetUpReading[]): ArticleNumbers['map']['best'] {
  const bestOf = (setUp: SetUpReading): Contestant =>
    contestants.reduce((best, one) => (advantageIn(setUp, one, best) > 0 ? one : best));
  return [...groupedBy(readings, bestOf)]
    .map(([one, setUps]) => [contestantNames[one], setUps.length] as const)
    .toSorted(([, a], [, b]) => b - a);
}

function mapNumbers({ map, otherWays }: ArticleEvidence): ArticleNumbers['map'] {
  const readings = readingsOf(map);
  const best = bestCounts(readings);
  const simple: readonly string[] = [contestantNames.sharedBottom, contestantNames.singleTask];
  const tested = testedSentences(readings);
  const foundOf = (one: Contestant, other: Contestant) =>
    tested.findIndex(({ sentence }) => sentence.one === one && sentence.other === other);
  const gainOf = (one: Contestant, other: Contestant): Interval => {
    const found = tested[foundOf(one, other)];
    if (found === undefined) throw new Error(`No sentence of the map is about ${one} and ${other}.`);
    return asGain(found.confirming);
  };
  const decay = otherWays.weightDecay[foundOf('singleTask', 'adattSp')];
  if (decay === undefined) throw new Error('The map was not compared with weight decay.');
  const [first] = readings;
  const many = tested.find(({ sentence: { one } }) => one === 'adattSp')?.sentence.where.labels ?? [];
  const [fewest = Number.NaN, most = Number.NaN] = populationRanges.labels;
  return {
    numSetUps: readings.length,
    numExplored: readings.filter(isExplored).length,
    numContestants: contestants.length,
    numSizes: sizeFactors.length,
    numRates: new Set(map.setUps.flatMap(({ best }) => best.flat().map(({ rate }) => rate))).size,
    numSteps: first === undefined ? 0 : readLink(first.config).experiment.training.numSteps,
    numTasks: populationRanges.numTasks,
    fewest,
    most,
    manyLabels: Math.min(...many.map(Number)),
    best,
    numSimpleBest: sum(best.flatMap(([name, count]) => (simple.includes(name) ? [count] : []))),
    numSentences: tested.length,
    numConfirmed: tested.filter(({ status }) => status === 'confirmed').length,
    overSharedBottom: gainOf('sharedBottom', 'adattSp'),
    overCrossStitch: gainOf('crossStitch', 'adattSp'),
    overPle: gainOf('adattSp', 'ple'),
    overMmoe: gainOf('adattSp', 'mmoe'),
    overAdatt: gainOf('adattSp', 'adatt'),
    singleAtFew: gainOf('singleTask', 'adattSp'),
    singleWithDecay: asGain(decay),
  };
}

function fileNumbers({ files }: ArticleEvidence): ArticleNumbers['files'] {
  const over = (rival: (typeof rivals)[number]) =>
    asGain(differenceOverFiles(files, rival, bonferroniLevel(rivals.length)));
  return {
    count: files.length,
    overPle: over('ple'),
    overSharedBottom: over('sharedBottom'),
    overSingle: over('singleTask'),
    overTrees: over('trees'),
  };
}
