/** Codes a verdict's losses in a link. */

import type {
  KnownLosses,
  LinearLosses,
  NetworkRowVariances,
  RowVariances,
} from '../../analysis/produced/evaluation.ts';
import { type ChosenLosses, type ReportableLosses, reportedOf } from '../../analysis/reported.ts';
import { resplits, sharesRows } from '../../data/copies.ts';
import { evaluationSizeOf } from '../reportable.ts';
import { type AnswerShape, padded } from './answerShape.ts';
import { bitsFor, type Coder, marks, yesOrNo } from './coder.ts';
import { rounded, roundedByTask, type ScaleSteps } from './scale.ts';

// These scores are not displayed.
const SCORE_BITS = 8;
// Used if validation curves are carried.
const VALIDATION_BITS = 12;
const COUNT_BITS = 22;

export interface LossDetail {
  readonly verdictBits: number;
  readonly hasValidation: boolean;
}

/** `given`: null when reading. */
export function codedKnown(
  coder: Coder,
  { numTasks, numLosses, experiment }: AnswerShape,
  { verdictBits, hasValidation }: LossDetail,
  given: KnownLosses | null,
): KnownLosses {
  const list = (values: readonly number[] | undefined, numBits: number, steps: ScaleSteps = 'logarithmic') =>
    roundedByTask(coder, padded(values, numLosses), numTasks, { steps, numBits });
  const test = list(given?.test, verdictBits);
  const floor = list(given?.floor, verdictBits);
  const validation = hasValidation ? list(given?.validation, VALIDATION_BITS) : padded([], numLosses);
  const hasCounts = sharesRows(experiment.data) && !resplits(experiment.data);
  const counts = hasCounts && codedCounts(coder, numTasks, numLosses, given);
  const linear = codedLinear(list, verdictBits, coder, numLosses, given?.linear);
  return { validation, test, floor, ...(counts && counts), ...(linear && { linear }) };
}

/** Class counts, if all replicas share test rows. */
function codedCounts(
  coder: Coder,
  numTasks: number,
  numLosses: number,
  given: KnownLosses | null,
): Pick<KnownLosses, 'numPositive' | 'numNegative'> | null {
  if (!yesOrNo(coder, given?.numPositive !== undefined)) return null;
  const ofAll = (list: readonly number[] | undefined) => {
    const ofOne = padded(list, numTasks).map((count) =>
      coder.whole(COUNT_BITS, Number.isFinite(count) ? count : 0),
    );
    return Array.from({ length: numLosses }, (_, index) => ofOne[index % numTasks] ?? 0);
  };
  return { numPositive: ofAll(given?.numPositive), numNegative: ofAll(given?.numNegative) };
}

function codedLinear(
  list: (values: readonly number[] | undefined, numBits: number, steps?: ScaleSteps) => readonly number[],
  verdictBits: number,
  coder: Coder,
  numLosses: number,
  given: LinearLosses | undefined,
): LinearLosses | null {
  if (!yesOrNo(coder, given !== undefined)) return null;
  const unknown = padded([], numLosses);
  const test = list(given?.test, verdictBits);
  const auc = list(given?.auc, verdictBits, 'linear');
  const hasGroups = yesOrNo(coder, given?.gauc !== undefined);
  return {
    penalty: unknown,
    validation: unknown,
    test,
    auc,
    ...(hasGroups && { gauc: list(given?.gauc, verdictBits, 'linear') }),
    calibration: unknown.map(() => null),
  };
}

/** Row counts, and variances of networks compared at their reported steps. */
export function codedRows(
  coder: Coder,
  { numTasks, numLosses, experiment }: AnswerShape,
  verdictBits: number,
  networks: readonly (readonly [id: string, reported: ReportableLosses])[],
  given: RowVariances | undefined,
): RowVariances | null {
  if (!yesOrNo(coder, given !== undefined)) return null;
  const counts = (list: readonly number[] | undefined) =>
    padded(list, numTasks).map((count) => coder.whole(COUNT_BITS, Number.isFinite(count) ? count : 0));
  const variances = (list: readonly number[] | undefined) =>
    rounded(coder, padded(list, numTasks), 'logarithmic', verdictBits);
  const [numRows, numCompared] = [counts(given?.numRows), counts(given?.numCompared)];
  const size = evaluationSizeOf(experiment);
  const read = networks.map(([id, reportable]): [string, NetworkRowVariances] => {
    const { steps } = reportedOf(reportable, size, experiment.comparison.reportingRule);
    const own = given?.networks[id];
    const isOfThese = own?.steps.every((step, index) => Object.is(step, steps[index])) === true;
    const [losses, areas] = [variances(own?.losses), variances(own?.areas)];
    const isKnown = yesOrNo(coder, isOfThese);
    return [id, { steps: isKnown ? steps : padded([], numLosses), losses, areas }];
  });
  return { numRows, numCompared, networks: Object.fromEntries(read) };
}

/** Codes only the losses of the experiment's reporting rule; `given`: null when reading. */
export function codedReportables(
  coder: Coder,
  shape: AnswerShape,
  verdictBits: number,
  lastStep: number,
  given: readonly (ReportableLosses | null)[],
): readonly ReportableLosses[] {
  const { numTasks, numLosses, experiment } = shape;
  const isFinal = experiment.comparison.reportingRule === 'finalStep';
  const chosen = given.map((one) => (isFinal ? one?.last : one?.best) ?? null);
  const isBinary = experiment.tasks.some(({ kind }) => kind === 'binary');
  const isGrouped = chosen.some((one) => one?.gauc !== undefined);
  const hasGroups = isBinary && yesOrNo(coder, isGrouped);
  /** Lists of all networks, on one scale per task. */
  const all = (listOf: (one: ChosenLosses | null) => readonly number[] | undefined, steps: ScaleSteps) => {
    const lists = chosen.flatMap((one) => padded(listOf(one), numLosses));
    const read = roundedByTask(coder, lists, numTasks, { steps, numBits: verdictBits });
    return given.map((_, network) => read.slice(network * numLosses, (network + 1) * numLosses));
  };
  const unknown = padded([], numLosses);
  const test = all((one) => one?.test, 'logarithmic');
  const auc = isBinary ? all((one) => one?.auc, 'linear') : [];
  const gauc = hasGroups ? all((one) => one?.gauc, 'linear') : null;
  return given.map((one, network) => {
    const measured = {
      test: test[network] ?? unknown,
      auc: auc[network] ?? unknown,
      ...(gauc && { gauc: gauc[network] ?? unknown }),
    };
    return codedReportable(coder, shape, { lastStep, isFinal, measured }, one);
  });
}

interface Measured {
  readonly lastStep: number;
  /** Losses at the last step instead of the best. */
  readonly isFinal: boolean;
  readonly measured: Pick<ChosenLosses, 'test' | 'auc' | 'gauc'>;
}

function codedReportable(
  coder: Coder,
  shape: AnswerShape,
  { lastStep, isFinal, measured }: Measured,
  given: ReportableLosses | null,
): ReportableLosses {
  const { numTasks, numLosses } = shape;
  const isDead = marks(
    coder,
    padded(given?.last?.scores, numLosses).map((score) => given !== null && !Number.isFinite(score)),
  );
  const places = Array.from({ length: numLosses }, (_, index) => index);
  // All tasks of a replica share its step and score.
  const counted = places.filter((index) => index % numTasks === 0);
  const spread = (values: readonly number[]): readonly number[] =>
    places.map((index) => values[Math.floor(index / numTasks)] ?? Number.NaN);
  const givenSteps = counted.map((index) => given?.best?.steps[index]);
  const steps = spread(codedSteps(coder, shape, givenSteps));
  const chosen = isFinal ? given?.last : given?.best;
  const givenScores = counted.map((index) => chosen?.scores[index] ?? Number.NaN);
  const scale = { steps: 'logarithmic', numBits: SCORE_BITS } as const;
  const scores = spread(roundedByTask(coder, givenScores, 1, scale));
  const isImproving = marks(coder, isStillImproving(given, numLosses));
  const unknown = padded([], numLosses);
  const lastSteps = places.map(() => lastStep);
  // The last score matters only if it is the best, or missing.
  const alive = scores.map((score, index) =>
    isDead[index] ? Number.NaN : Number.isFinite(score) ? score : 1,
  );
  const other = { scores: alive, test: unknown, auc: unknown };
  return {
    best: { steps, ...(isFinal ? other : { scores, ...measured }) },
    last: { steps: lastSteps, ...(isFinal ? { scores: alive, ...measured } : other) },
    // Infinity is above any score; NaN means unknown.
    early: isImproving.map((is) => (is ? Number.POSITIVE_INFINITY : Number.NaN)),
  };
}

const isStillImproving = (given: ReportableLosses | null, numLosses: number): readonly boolean[] =>
  Array.from({ length: numLosses }, (_, index) => {
    const score = given?.last?.scores[index] ?? Number.NaN;
    const isBest = given?.best?.steps[index] === given?.last?.steps[index];
    return isBest && score < 0.99 * (given?.early[index] ?? Number.NaN);
  });

/** Steps coded by their number in the schedule; NaN if missing. */
function codedSteps(
  coder: Coder,
  { experiment: { training } }: AnswerShape,
  given: readonly (number | undefined)[],
): readonly number[] {
  const { numSteps, evalEvery } = training;
  const numBits = bitsFor(Math.ceil(numSteps / evalEvery) + 2);
  return given.map((step = Number.NaN) => {
    const code = coder.whole(numBits, Number.isFinite(step) ? 1 + Math.ceil(step / evalEvery) : 0);
    return code === 0 ? Number.NaN : Math.min((code - 1) * evalEvery, numSteps);
  });
}
