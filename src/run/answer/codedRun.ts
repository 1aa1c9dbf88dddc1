/** Codes a finished run as bits, with the same lines for writing and reading. */

import type { RanOn } from '../../analysis/produced/backend.ts';
import type { Evaluation } from '../../analysis/produced/evaluation.ts';
import { nothingReportable, type ReportableLosses } from '../../analysis/reported.ts';
import type { Matrix } from '../../data/types.ts';
import { endOf } from '../reportable.ts';
import { type Divergence, type NetworkRun, networkOf, type StartedRun } from '../run.ts';
import { pickedNetworks } from '../summary.ts';
import { type AnswerShape, padded } from './answerShape.ts';
import { type CurveDetail, codedPoints, codedSteps, pointSteps, STEP_BITS } from './codedCurves.ts';
import { codedGates, type GateDetail } from './codedGates.ts';
import { codedKnown, codedReportables, codedRows } from './codedLosses.ts';
import { bitsFor, type Coder, UnreadableText, yesOrNo } from './coder.ts';
import { rounded } from './scale.ts';

export interface AnswerDetail extends CurveDetail, GateDetail {
  /** Including the first and last point. */
  readonly numMoments: number;
}

export interface WrittenRun {
  readonly run: StartedRun;
  readonly keptStep: number | null;
}

const BITS_BITS = 5;
const CORRELATION_BITS = 11;

/**
 * Returns the run as a reader gets it. `written`: null when reading, else `detail` and `verdictBits` apply.
 * Throws `UnreadableText`.
 */
export function codedRun(
  coder: Coder,
  shape: AnswerShape,
  ranOn: RanOn,
  given: { readonly detail: AnswerDetail; readonly verdictBits: number; readonly written: WrittenRun | null },
): StartedRun {
  const { experiment } = shape;
  const run = given.written?.run ?? null;
  const verdictBits = coder.whole(BITS_BITS, given.verdictBits);
  const detail = codedDetail(coder, given.detail);
  // Single steps may continue a finished run.
  const lastStep = coder.whole(STEP_BITS, run === null ? 0 : endOf(experiment, run.networks));
  const knownLosses = codedKnown(coder, shape, { ...detail, verdictBits }, run?.knownLosses ?? null);
  const measuredCorrelation = codedCorrelation(coder, shape.numTasks, run?.measuredCorrelation ?? []);
  const picked = codedPicks(coder, shape, run);
  const reported = codedReportables(
    coder,
    shape,
    verdictBits,
    lastStep,
    picked.map((id) => run && networkOf(run, id).reportable),
  );
  const diverged = picked.map((id) => codedDivergences(coder, run ? networkOf(run, id).diverged : []));
  const histories = codedHistories(coder, shape, { ...given, detail, picked, lastStep });
  const shown = picked.map((id, card): readonly [string, NetworkRun] => [
    id,
    {
      history: histories[card] ?? [],
      reportable: reported[card] ?? nothingReportable,
      diverged: diverged[card] ?? [],
    },
  ]);
  const networks = new Map([...networksNotPicked(shape, picked, lastStep), ...shown]);
  const { linear } = knownLosses;
  // Last, to keep old links without linear models readable.
  const byRow =
    linear &&
    codedRows(
      coder,
      shape,
      verdictBits,
      shown.map(([id, { reportable }]) => [id, reportable]),
      run?.knownLosses.linear?.byRow,
    );
  if (lastStep !== endOf(experiment, networks)) throw new UnreadableText('The run is not finished.');
  return {
    ...{ experiment, ranOn, measuredCorrelation, networks },
    knownLosses: linear && byRow ? { ...knownLosses, linear: { ...linear, byRow } } : knownLosses,
    step: lastStep,
    networksAtCheckpoint: networks,
  };
}

/** The lists themselves carry the rest. */
function codedDetail(coder: Coder, given: AnswerDetail): AnswerDetail {
  return {
    ...given,
    curveBits: coder.whole(BITS_BITS, given.curveBits),
    gateBits: coder.whole(BITS_BITS, given.gateBits),
    hasValidation: yesOrNo(coder, given.hasValidation),
    hasTrain: yesOrNo(coder, given.hasTrain),
    isMean: yesOrNo(coder, given.isMean),
    hasHealth: yesOrNo(coder, given.hasHealth),
  };
}

/** `[T, T]`, from the cells above the diagonal. */
function codedCorrelation(coder: Coder, numTasks: number, given: Matrix): Matrix {
  const places = Array.from({ length: numTasks }, (_, index) => index);
  const cells = places.flatMap((row) => places.slice(row + 1).map((column) => [row, column] as const));
  const values = rounded(
    coder,
    cells.map(([row, column]) => given[row]?.[column] ?? Number.NaN),
    'linear',
    CORRELATION_BITS,
  );
  const between = (a: number, b: number): number => {
    const at = cells.findIndex(([row, column]) => row === Math.min(a, b) && column === Math.max(a, b));
    return at < 0 ? 1 : (values[at] ?? Number.NaN);
  };
  return places.map((row) => places.map((column) => between(row, column)));
}

function codedPicks(coder: Coder, { trainings, experiment }: AnswerShape, run: StartedRun | null) {
  const picks = run && pickedNetworks(experiment, run.networks);
  return trainings.map(({ cardId, trained }) => {
    const given = trained.findIndex(({ id }) => id === picks?.get(cardId));
    const network = trained[coder.whole(bitsFor(trained.length), Math.max(0, given))];
    if (network === undefined) throw new UnreadableText('There is no such network.');
    return network.id;
  });
}

/** Unpicked learning rates: known only to have been trained. */
function networksNotPicked(
  { trainings, numLosses }: AnswerShape,
  picked: readonly string[],
  lastStep: number,
): readonly (readonly [string, NetworkRun])[] {
  const unknown = padded([], numLosses);
  const last = { steps: unknown.map(() => lastStep), scores: unknown, test: unknown, auc: unknown };
  const reportable: ReportableLosses = { ...nothingReportable, last };
  return trainings
    .flatMap(({ trained }) => trained)
    .filter(({ id }) => !picked.includes(id))
    .map(({ id }) => [id, { history: [], reportable, diverged: [] }]);
}

const REPLICA_BITS = 5;

function codedDivergences(coder: Coder, given: readonly Divergence[]): readonly Divergence[] {
  const count = coder.whole(REPLICA_BITS, given.length);
  return Array.from({ length: count }, (_, index) => ({
    replica: coder.whole(REPLICA_BITS, given[index]?.replica ?? 0),
    step: coder.whole(STEP_BITS, given[index]?.step ?? 0),
  }));
}

interface Histories {
  readonly detail: AnswerDetail;
  readonly picked: readonly string[];
  readonly lastStep: number;
  readonly written: WrittenRun | null;
}

function codedHistories(
  coder: Coder,
  shape: AnswerShape,
  { detail, picked, lastStep, written }: Histories,
): readonly (readonly Evaluation[])[] {
  const { experiment, levels, numReplicas } = shape;
  const given = experiment.cards.map((_, card): readonly Evaluation[] =>
    written === null ? [] : networkOf(written.run, picked[card] ?? '').history,
  );
  const planned = (given[0] ?? []).filter(({ loss }) => loss.step <= lastStep);
  const chosen = pointSteps(planned, detail.numPoints, written?.keptStep ?? null);
  const steps = codedSteps(coder, chosen, lastStep);
  const points = codedPoints(coder, shape, detail, steps, given);
  const hasGates = steps.map((step, place) =>
    yesOrNo(coder, step === written?.keptStep || isMoment(place, steps.length, detail.numMoments)),
  );
  const places = experiment.cards.flatMap(({ id }, card) =>
    steps.flatMap((step, place) => {
      const gates = given[card]?.find(({ loss }) => loss.step === step)?.gates;
      const own = hasGates[place] === true ? (levels.get(id) ?? []) : [];
      return own.map((level, at) => ({ card, place, level, gates: gates?.levels[at] ?? null }));
    }),
  );
  const read = codedGates(coder, detail, numReplicas, places);
  return points.map((ofCard, card) =>
    ofCard.map((loss, place): Evaluation => {
      const own = read.filter((_, at) => places[at]?.card === card && places[at]?.place === place);
      return { loss, gates: { step: loss.step, levels: own } };
    }),
  );
}

// Evenly spaced, including first and last; a single one is the last.
const isMoment = (place: number, numPoints: number, numMoments: number): boolean =>
  Array.from({ length: numMoments }, (_, i) =>
    Math.round((numPoints - 1) * (numMoments === 1 ? 1 : i / (numMoments - 1))),
  ).includes(place);
