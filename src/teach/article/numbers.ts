/** The numbers in the text of the article, computed from recorded runs and the study. */
import { gateMatricesOf } from '../../analysis/gateMatrix.ts';
import { bonferroniLevel, type Interval, LEVEL } from '../../analysis/statistics.ts';
import { mean } from '../../core/lists.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { sum } from '../../models/counts.ts';
import type { ExpertOwner } from '../../models/topology.ts';
import { verdictsOf } from '../../run/report/verdictWords.ts';
import type { Run, StartedRun } from '../../run/run.ts';
import { summaryOf } from '../../run/summary.ts';
import { type ComparedModel, comparedModels } from '../../studies/publicData/comparedModels.ts';
import { largestDifferences, type PaperRun } from '../../studies/publicData/paper.ts';
import {
  asGain,
  differenceOverFiles,
  type PublicFile,
  type Rival,
  rivals,
} from '../../studies/publicData/publicFiles.ts';
import type { ArticleNumbers } from '../../text/en/article.ts';
import { text } from '../../text/text.ts';
import type { Comparison, Conditions } from './conditions.ts';
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
  readonly conditions: Conditions;
  readonly files: readonly PublicFile[];
  readonly paper: PaperRun;
}

/** Values of the hands that are recorded besides where they start. */
export const alsoRecorded: Readonly<Partial<Record<FigureId, readonly number[]>>> = {
  share: [0, -0.95],
  labels: [10_000],
};

export function articleNumbersOf(evidence: ArticleEvidence): ArticleNumbers {
  const { runOf, inside, paper } = evidence;
  const { tasks, overall } = verdictIn(runOf('harm', 0));
  const ofOwn = sharesByOwner(runOf('own', 0.9), 0);
  const gatesOf = ({ experts }: RowGate) => experts.flatMap(({ gate }) => gate ?? []);
  return {
    numFigures: articleFigures.length,
    level: LEVEL,
    share: {
      rows: runOf('share', 0.95).experiment.data.numTrainRows,
      correlation: 0.95,
      alike: gainIn(runOf('share', 0.95)),
      unrelated: gainIn(runOf('share', 0)),
      opposite: gainIn(runOf('share', -0.95)),
    },
    harm: { tasks: tasks.map(({ gain }) => gain), overall: overall.gain },
    labels: {
      ...{ few: 300, many: 10_000 },
      atFew: gainIn(runOf('labels', 300)),
      atMany: gainIn(runOf('labels', 10_000)),
    },
    experts: expertNumbers(runOf('experts', 0.9)),
    fences: fenceNumbers(runOf('fences', 0.9)),
    own: { own: ofOwn(0), alike: ofOwn(1), others: [2, 3].map(ofOwn) },
    inside: {
      left: gatesOf(inside.left),
      right: gatesOf(inside.right),
      native: sum(inside.left.experts.map(({ native }) => native ?? 0)),
    },
    conditions: conditionNumbers(evidence),
    files: fileNumbers(evidence),
    paper: largestDifferences(paper),
  };
}

function verdictIn(run: StartedRun) {
  const summary = summaryOf(run.experiment, run);
  const [verdict] = summary === null ? [] : verdictsOf(summary);
  if (verdict === undefined) throw new Error('A recorded run of the article has no verdict.');
  return verdict;
}

const gainIn = (run: StartedRun): Interval => verdictIn(run).overall.gain;

/** Recorded, or in training. */
export interface RunOfFigure extends Pick<Run, 'networks'> {
  readonly experiment: Experiment;
}

/** Weights of the first network's last level, in one repetition or as means over all. */
function lastLevelOf({ experiment, networks }: RunOfFigure, replica: number | 'mean') {
  const [card] = experiment.cards;
  const topology = card === undefined ? null : topologyOfCard(card, experiment);
  if (card === undefined || topology === null) throw new Error('The network of a figure cannot be built.');
  const gates = networks.get(card.id)?.history.at(-1)?.gates ?? null;
  const cells = gateMatricesOf(topology, gates, replica).at(-1) ?? [];
  return { cells, level: topology.levels.at(-1) };
}

/** Shares of what a task's last level puts out, by expert. */
export function expertShares(run: RunOfFigure, task: number) {
  const { cells, level } = lastLevelOf(run, 'mean');
  const unit = level?.units.findIndex(({ owner }) => owner === task) ?? -1;
  return (cells[unit] ?? []).flatMap(({ weights: { contribution } }, expert) => {
    const owner = level?.experts[expert]?.owner;
    return contribution === null || owner === undefined ? [] : [{ expert, owner, share: contribution.mean }];
  });
}

const sharesByOwner = (run: RunOfFigure, task: number) => (owner: ExpertOwner) =>
  sum(expertShares(run, task).flatMap((one) => (one.owner === owner ? [one.share] : [])));

function expertNumbers(run: StartedRun): ArticleNumbers['experts'] {
  const replicas = [...Array(run.experiment.training.numReplicas).keys()];
  const rows = replicas.flatMap((replica) => lastLevelOf(run, replica).cells);
  const weights = rows.flat().map(({ weights: { gate } }) => gate?.mean ?? Number.NaN);
  return {
    even: 1 / (rows[0]?.length ?? 1),
    least: Math.min(...weights),
    most: Math.max(...weights),
    deviation: mean(rows.flat().map(({ gateStd }) => gateStd)),
  };
}

function fenceNumbers(run: StartedRun): ArticleNumbers['fences'] {
  const shares = run.experiment.tasks.map((_, task) => [task, sharesByOwner(run, task)] as const);
  return {
    own: mean(shares.map(([task, of]) => of(task))),
    shared: mean(shares.map(([, of]) => of('shared'))),
  };
}

const simpleModels: readonly ComparedModel[] = ['sharedBottom', 'singleTask'];

function conditionNumbers({ conditions }: ArticleEvidence): ArticleNumbers['conditions'] {
  const { comparisons, labels, best, numExperiments, numExplored, numSizes, numSteps, numTasks } = conditions;
  const { atEqualParameters } = comparisonIn(conditions, 'sharedBottom', 'adattSp');
  const { withWeightDecay } = comparisonIn(conditions, 'singleTask', 'adattSp');
  if (atEqualParameters === undefined || withWeightDecay === undefined)
    throw new Error('The recorded conditions lack what the article says.');
  return {
    ...{ numExperiments, numExplored, numSizes, numSteps, numTasks },
    ...{ fewest: labels[0], most: labels[1] },
    numModels: comparedModels.length,
    manyLabels: comparisonIn(conditions, 'adattSp', 'ple').labels[0],
    best: comparedModels
      .map((model) => [text.models.label[model], best[model]] as const)
      .toSorted(([, a], [, b]) => b - a),
    numSimpleBest: sum(simpleModels.map((model) => best[model])),
    numComparisons: comparisons.length,
    numConfirmed: comparisons.filter(({ isConfirmed }) => isConfirmed).length,
    ...{ atEqualParameters, withWeightDecay },
  };
}

function comparisonIn({ comparisons }: Conditions, better: ComparedModel, than: ComparedModel): Comparison {
  const found = comparisons.find((one) => one.better === better && one.than === than);
  if (found === undefined) throw new Error(`No comparison is about ${better} and ${than}.`);
  return found;
}

function fileNumbers({ files }: ArticleEvidence): ArticleNumbers['files'] {
  const over = (rival: Rival) => asGain(differenceOverFiles(files, rival, bonferroniLevel(rivals.length)));
  return {
    count: files.length,
    overPle: over('ple'),
    overSharedBottom: over('sharedBottom'),
    overSingle: over('singleTask'),
    overTrees: over('trees'),
  };
}
