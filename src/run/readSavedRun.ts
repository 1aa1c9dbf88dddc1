/**
 * Reads a saved run of any origin: names, lengths and sizes are checked against its set-up before
 * memory is allocated; numbers are not checked.
 */
import { levelGatesBy, numbersIn } from '../analysis/gateWeights.ts';
import { backendNames } from '../analysis/produced/backend.ts';
import type {
  Evaluation,
  FunnelLosses,
  KnownFunnel,
  KnownLosses,
  LevelGates,
} from '../analysis/produced/evaluation.ts';
import {
  type ChosenLosses,
  isOneStepEach,
  lastStepOf,
  nothingReportable,
  type ReportableLosses,
} from '../analysis/reported.ts';
import { UserError } from '../core/errors.ts';
import { byPopulation, isFunnel, populations } from '../data/funnel.ts';
import { topologyOfCard } from '../experiment/derived/cardTopology.ts';
import { trainingsOf, withBaselines } from '../experiment/derived/trained.ts';
import type { Experiment } from '../experiment/experiment.ts';
import { readLink } from '../experiment/link/link.ts';
import type { LevelSpec } from '../models/topology.ts';
import { formatCount } from '../text/format.ts';
import { text } from '../text/text.ts';
import { CHOSEN, factsOf, LOSSES, STATISTICS, unpackBins } from './packedFacts.ts';
import { endOf, reportableAfter } from './reportable.ts';
import type { Divergence, NetworkRun, StartedRun } from './run.ts';
import { SavedPart } from './savedPart.ts';

const words = text.savedRuns;

/** Limits of link and build name, in characters. */
const LINK_LENGTH = 40_000;
const BUILD_LENGTH = 60;
/** Above what a history keeps, as moments and as gate statistics of all networks. */
const MAX_MOMENTS = 1100;
const MAX_STATISTICS = 8e6;
const MAX_STEP = 1e9;

type RunSizes = ReturnType<typeof sizesOf>;

/** Throws a UserError with the problem, the value and the remedy. */
export function readSavedRun(given: unknown): StartedRun {
  const run = new SavedPart(given, words.place);
  const experiment = experimentIn(run.at('config').text(LINK_LENGTH));
  const sizes = sizesOf(experiment);
  const { numValues } = sizes;
  const [validation = [], test = [], floor = []] = run.at('knownLosses').floats(3, numValues);
  const funnel = run.at('knownFunnel');
  const knownLosses = {
    ...{ validation, test, floor },
    ...factsOf(run, numValues, experiment.tasks.length),
    ...(funnel.isThere && { funnel: knownFunnelIn(funnel, run.at('knownGivenPath'), numValues) }),
  };
  const read = networksIn(run.at('networks'), sizes);
  const networks = new Map(
    [...read].map(([id, network]) => [id, withOneStep(network, experiment, knownLosses)]),
  );
  // Uses the saved reports: re-chosen steps could make the run look stopped.
  const step = endOf(experiment, read);
  assertFinished(networks, step);
  return {
    experiment,
    step,
    ranOn: { backend: run.at('backend').oneOf(backendNames), build: run.at('build').text(BUILD_LENGTH) },
    knownLosses,
    measuredCorrelation: correlationIn(run.at('measuredCorrelation'), experiment.tasks.length),
    networks,
    networksAtCheckpoint: networks,
  };
}

/**
 * Networks that share nothing had a step per task in older runs: one is chosen from the curves,
 * which lack the losses that choose steps in funnels.
 */
function withOneStep(network: NetworkRun, experiment: Experiment, knownLosses: KnownLosses): NetworkRun {
  const { tasks } = experiment;
  if (isFunnel(tasks) || isOneStepEach(network.reportable.best?.steps ?? [], tasks.length)) return network;
  const reportable = network.history.reduce(
    (kept, { loss }) => reportableAfter(kept, loss, { experiment, knownLosses }),
    nothingReportable,
  );
  return { ...network, reportable };
}

function experimentIn(config: string): Experiment {
  const { experiment, problems } = readLink(config);
  if (problems.length > 0) throw new UserError(words.setUp(problems));
  return experiment;
}

/** `numValues` of an evaluation, `[R * T]`; levels by network id. */
function sizesOf(experiment: Experiment) {
  const { numReplicas } = experiment.training;
  const { cards } = withBaselines(experiment);
  const levels = trainingsOf(experiment).flatMap(({ cardId, trained }) => {
    const card = cards.find(({ id }) => id === cardId);
    const topology = card && topologyOfCard(card, experiment);
    if (!topology) throw new UserError(words.notTrainable(cardId));
    return trained.map(({ id }) => [id, topology.levels] as const);
  });
  return { numReplicas, numValues: numReplicas * experiment.tasks.length, levels: new Map(levels) };
}

/** `[T, T]`; NaN if unknown. */
const correlationIn = (matrix: SavedPart, numTasks: number): readonly (readonly number[])[] =>
  matrix
    .listOf(numTasks)
    .map((row) => row.listOf(numTasks).map((cell) => (cell.isNull ? Number.NaN : cell.number(-1.01, 1.01))));

/** Each network of the set-up once, in its order. */
function networksIn(list: SavedPart, sizes: RunSizes): ReadonlyMap<string, NetworkRun> {
  const parts = list.listOf(sizes.levels.size);
  let numStatistics = 0;
  const networks = [...sizes.levels].map(([id, levels], index) => {
    const part = parts[index];
    if (part === undefined) throw list.refused(words.list(sizes.levels.size));
    part.at('id').oneOf([id]);
    const steps = stepsIn(part.at('losses').at('steps'));
    numStatistics += steps.length * sizes.numReplicas * statisticsOf(levels);
    if (numStatistics > MAX_STATISTICS)
      throw new UserError(words.tooLarge(formatCount(numStatistics), formatCount(MAX_STATISTICS)));
    return [id, networkIn(part.named(id), steps, levels, sizes)] as const;
  });
  return new Map(networks);
}

const statisticsOf = (levels: readonly LevelSpec[]): number =>
  levels.reduce((sum, { units, experts }) => sum + 3 * (units.length + 1) * experts.length, 0);

function stepsIn(list: SavedPart): readonly number[] {
  const parts = list.list(MAX_MOMENTS);
  if (parts.length === 0) throw list.refused(words.listFrom(1, MAX_MOMENTS));
  let last = 0;
  return parts.map((part) => {
    const step = part.whole(0, MAX_STEP);
    if (step < last) throw part.refused(words.order);
    last = step;
    return step;
  });
}

function networkIn(
  part: SavedPart,
  steps: readonly number[],
  levels: readonly LevelSpec[],
  { numReplicas, numValues }: RunSizes,
): NetworkRun {
  const { length } = steps;
  const losses = listsIn(LOSSES, part.at('losses'), length, numValues);
  const train = part.at('train').floats(length - 1, numValues);
  const weights = part.at('weights');
  const lossWeights = weights.isThere ? weights.floats(length, numValues) : [];
  const ofLevels = part.at('levels').listOf(levels.length);
  const unpacked = levels.map((level, index) => levelsIn(ofLevels[index], level, numReplicas, length));
  const history = steps.map((step, index): Evaluation => {
    const learned = lossWeights[index] && { weights: lossWeights[index] };
    const point = { validation: [], test: [], auc: [], ...losses[index] };
    return {
      loss: { step, ...point, train: train[index - 1] ?? [], ...learned },
      gates: { step, levels: unpacked.flatMap((moments) => moments[index] ?? []) },
    };
  });
  const diverged = part.at('diverged');
  return {
    history,
    reportable: reportableIn(part.at('kept'), numValues),
    diverged: diverged.isThere ? diverged.list(numReplicas).map((one) => divergenceIn(one, numReplicas)) : [],
  };
}

const divergenceIn = (part: SavedPart, numReplicas: number): Divergence => ({
  replica: part.at('replica').whole(0, numReplicas - 1),
  step: part.at('step').whole(0, MAX_STEP),
});

/** One level at each of `numSteps` steps. */
function levelsIn(
  part: SavedPart | undefined,
  level: LevelSpec,
  numReplicas: number,
  numSteps: number,
): readonly LevelGates[] {
  if (part === undefined) return [];
  const rows = new Map(
    STATISTICS.map((key) => [key, part.at(key).rows(numSteps, numReplicas * numbersIn(level, key))]),
  );
  return Array.from({ length: numSteps }, (_, step) =>
    levelGatesBy((key) => rows.get(key)?.[step] ?? new Float32Array()),
  );
}

function listsIn<K extends string>(
  keys: readonly K[],
  part: SavedPart,
  numRecords: number,
  numValues: number,
): readonly Readonly<Record<K, readonly number[]>>[] {
  const lists = keys.map((key) => [key, part.at(key).floats(numRecords, numValues)] as const);
  const record = (index: number) => Object.fromEntries(lists.map(([key, rows]) => [key, rows[index] ?? []]));
  return Array.from({ length: numRecords }, (_, index) => record(index) as Record<K, readonly number[]>);
}

function reportableIn(kept: SavedPart, numValues: number): ReportableLosses {
  const [ofRows, gauc, calibration] = [kept.at('ofRows'), kept.at('gauc'), kept.at('calibration')];
  const own = kept.at('own');
  const [scores = [], test = []] = own.isThere ? own.floats(2, numValues) : [];
  const areas = gauc.isThere ? gauc.floats(2, numValues) : [];
  const chosenSteps = kept.at('steps');
  const [best = null, last = null] = listsIn(CHOSEN, kept, 2, numValues).map(
    (chosen, index): ChosenLosses => ({
      ...chosen,
      ...(areas[index] && { gauc: areas[index] }),
      ...(ofRows.isThere && { ofRows: rowsLossesIn(ofRows, numValues, index) }),
    }),
  );
  const isStep = (step: number) => Number.isNaN(step) || (Number.isInteger(step) && step >= 0);
  if (![...(best?.steps ?? []), ...(last?.steps ?? [])].every(isStep))
    throw chosenSteps.refused(words.whole(0, MAX_STEP));
  const bins = calibration.isThere && { calibration: unpackBins(calibration, numValues) };
  return {
    best: best && { ...best, ...bins },
    last,
    early: kept.at('early').floats(1, numValues)[0] ?? [],
    ...(own.isThere && { own: { scores, test } }),
  };
}

/** Pairs of lists per population, from index `first`. */
const pairsOf = (lists: readonly (readonly number[])[], first: number) =>
  byPopulation((population) => {
    const at = first + 2 * populations.indexOf(population);
    return [lists[at] ?? [], lists[at + 1] ?? []] as const;
  });

function knownFunnelIn(part: SavedPart, givenPath: SavedPart, numValues: number): KnownFunnel {
  const lists = part.floats(1 + 2 * populations.length, numValues);
  const given = givenPath.isThere ? givenPath.floats(populations.length, numValues) : [];
  const pairs = pairsOf(lists, 1);
  return {
    validation: lists[0] ?? [],
    ofRows: byPopulation((population) => {
      const [nullLosses, truth] = pairs[population];
      const truthGivenPath = given[populations.indexOf(population)];
      return { nullLosses, truth, ...(truthGivenPath && { truthGivenPath }) };
    }),
  };
}

/** `index`: 0 best steps, 1 last. */
function rowsLossesIn(part: SavedPart, numValues: number, index: number): FunnelLosses['ofRows'] {
  const pairs = pairsOf(part.floats(4 * populations.length, numValues), 2 * populations.length * index);
  return byPopulation((population) => {
    const [losses, predicted] = pairs[population];
    return { losses, predicted };
  });
}

/** Throws unless every network was evaluated at the end. */
function assertFinished(networks: ReadonlyMap<string, NetworkRun>, end: number): void {
  for (const [id, { reportable }] of networks) {
    const step = lastStepOf(reportable);
    if (step !== end) throw new UserError(words.notFinished(id, formatCount(step ?? 0), formatCount(end)));
  }
}
