/**
 * A finished run as a small text, to be shown before anything was trained. Losses that are reported keep the precision of
 * float32, those of curves four digits; gate statistics are rounded to a 65,535th of the largest difference in them, what is
 * said of experts to a 255th. Knows no page.
 */
import type { ChosenLosses, EvaluationPoint, ReportableLosses } from '../analysis/reported.ts';
import { UserError } from '../core/errors.ts';
import { linkOf, readLink } from '../experiment/link/link.ts';
import { text } from '../text/text.ts';
import { FOUR_DIGITS, type PackedRows, packFloats, packRows, unpackFloats, unpackRows } from './packing.ts';
import type { RanOn } from './produced/backend.ts';
import type { Evaluation, LevelGates, LossPoint } from './produced/evaluation.ts';
import type { NetworkRun, StartedRun } from './run.ts';

/** The part of a run that is written. */
type SavableRun = Omit<StartedRun, 'step' | 'networksAtCheckpoint'>;

/** Losses of several steps, each as float32 `[steps, R * T]`. */
interface PackedLosses {
  readonly steps: readonly number[];
  readonly validation: string;
  readonly test: string;
  readonly auc: string;
}

interface PackedNetwork {
  readonly id: string;
  readonly losses: PackedLosses;
  /** Training losses of the steps after the first, which has none. */
  readonly train: string;
  readonly levels: readonly Readonly<Record<keyof LevelGates, PackedRows>>[];
  /** Losses at the best steps, then at the last, each as `[2, R * T]`; then the scores of early steps. */
  readonly kept: Readonly<Record<keyof ChosenLosses | 'early', string>>;
}

/** A run as it is written. */
interface PackedRun extends RanOn {
  readonly config: string;
  /** Losses of validation rows, then of test rows. */
  readonly knownLosses: string;
  readonly measuredCorrelation: readonly (readonly number[])[];
  readonly networks: readonly PackedNetwork[];
}

/** Which statistics may be read off as numbers, and so keep more digits. */
const BYTES: Readonly<Record<keyof LevelGates, 1 | 2>> = {
  gateMean: 2,
  gateStd: 1,
  native: 2,
  expertRms: 1,
  sparsity: 1,
  deadFraction: 1,
};
const STATISTICS = Object.keys(BYTES) as readonly (keyof LevelGates)[];

/** A finished run as JSON, one network a line; its experiment is the user's, not that of `trainedExperimentOf`. */
export function savedRunText({ experiment, ranOn, networks, ...rest }: SavableRun): string {
  const packed: PackedRun = {
    config: linkOf(experiment),
    ...ranOn,
    knownLosses: packFloats([rest.knownLosses.validation, rest.knownLosses.test, rest.knownLosses.floor]),
    measuredCorrelation: rest.measuredCorrelation,
    networks: [...networks].map(packedNetwork),
  };
  return `${JSON.stringify(packed).replaceAll('{"id"', '\n{"id"')}\n`;
}

function packedNetwork([id, { history, reportable }]: readonly [string, NetworkRun]): PackedNetwork {
  const losses = history.map(({ loss }) => loss);
  const levels = history[0]?.gates.levels ?? [];
  return {
    id,
    losses: packedLosses(losses, FOUR_DIGITS),
    train: packFloats(
      losses.map(({ train }) => train),
      FOUR_DIGITS,
    ),
    levels: levels.map((_, level) => packedLevel(history.map(({ gates }) => gates.levels[level]))),
    kept: packedReportable(reportable),
  };
}

const packedReportable = ({ best, last, early }: ReportableLosses): PackedNetwork['kept'] => {
  const packed = (key: keyof ChosenLosses) => packFloats([best?.[key] ?? [], last?.[key] ?? []]);
  return {
    steps: packed('steps'),
    scores: packed('scores'),
    test: packed('test'),
    auc: packed('auc'),
    early: packFloats([early]),
  };
};

const packedLosses = (points: readonly EvaluationPoint[], mask: number): PackedLosses => {
  const packed = (key: 'validation' | 'test' | 'auc') =>
    packFloats(
      points.map((point) => point[key]),
      mask,
    );
  const steps = points.map(({ step }) => step);
  return { steps, validation: packed('validation'), test: packed('test'), auc: packed('auc') };
};

const packedLevel = (moments: readonly (LevelGates | undefined)[]): PackedNetwork['levels'][number] => {
  const ofKey = (key: keyof LevelGates) =>
    packRows(
      moments.flatMap((level) => (level === undefined ? [] : [level[key]])),
      BYTES[key],
    );
  return Object.fromEntries(STATISTICS.map((key) => [key, ofKey(key)])) as PackedNetwork['levels'][number];
};

/**
 * Reads what `savedRunText` wrote, which nobody else may have touched: only its configuration is checked. Throws a UserError
 * when that is not read as it was written.
 */
export function savedRunOf(written: string): StartedRun {
  const packed: PackedRun = JSON.parse(written);
  const { experiment, problems } = readLink(packed.config);
  if (problems.length > 0) throw new UserError(text.answer.recorded.unreadable(problems));
  const [validation = [], test = [], floor = []] = unpackFloats(packed.knownLosses, 3);
  const networks = new Map(packed.networks.map(networkEntry));
  return {
    experiment,
    step: experiment.training.numSteps,
    ranOn: { backend: packed.backend, build: packed.build },
    knownLosses: { validation, test, floor },
    measuredCorrelation: packed.measuredCorrelation,
    networks,
    networksAtCheckpoint: networks,
  };
}

function networkEntry({
  id,
  losses,
  train,
  levels,
  kept,
}: PackedNetwork): readonly [id: string, network: NetworkRun] {
  const points = pointsOf(losses);
  const { length } = points;
  const trainLosses = unpackFloats(train, length - 1);
  const unpacked = levels.map((level) => levelsOf(level, length));
  const history = points.map((point, index): Evaluation => {
    const loss: LossPoint = { ...point, train: trainLosses[index - 1] ?? [] };
    const gates = unpacked.flatMap((moments) => moments[index] ?? []);
    return { loss, gates: { step: point.step, levels: gates } };
  });
  return [id, { history, reportable: reportableOf(kept), diverged: [] }];
}

function reportableOf(packed: PackedNetwork['kept']): ReportableLosses {
  const [steps, scores, test, auc] = [packed.steps, packed.scores, packed.test, packed.auc].map((values) =>
    unpackFloats(values, 2),
  );
  const chosen = (place: 0 | 1): ChosenLosses => ({
    steps: steps?.[place] ?? [],
    scores: scores?.[place] ?? [],
    test: test?.[place] ?? [],
    auc: auc?.[place] ?? [],
  });
  return { best: chosen(0), last: chosen(1), early: unpackFloats(packed.early, 1)[0] ?? [] };
}

function pointsOf({ steps, validation, test, auc }: PackedLosses): readonly EvaluationPoint[] {
  const [ofValidation = [], ofTest = [], ofAuc = []] = [validation, test, auc].map((packed) =>
    unpackFloats(packed, steps.length),
  );
  return steps.map((step, index) => ({
    step,
    validation: ofValidation[index] ?? [],
    test: ofTest[index] ?? [],
    auc: ofAuc[index] ?? [],
  }));
}

/** One level at each of `numSteps` steps. */
function levelsOf(level: PackedNetwork['levels'][number], numSteps: number): readonly LevelGates[] {
  const rows = STATISTICS.map((key) => [key, unpackRows(level[key], numSteps)] as const);
  return Array.from(
    { length: numSteps },
    (_, step) => Object.fromEntries(rows.map(([key, ofKey]) => [key, ofKey[step]])) as unknown as LevelGates,
  );
}
