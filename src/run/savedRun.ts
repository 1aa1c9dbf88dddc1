/**
 * A finished run as a small text, to be shown before anything was trained. Losses that are reported keep the precision of
 * float32, those of curves four digits; gate statistics are rounded to a 65,535th of the largest difference in them, what is
 * said of experts to a 255th. Knows no page.
 */
import type { ChosenLosses, ReportableLosses } from '../analysis/reported.ts';
import { UserError } from '../core/errors.ts';
import { byPopulation, populations } from '../data/funnel.ts';
import { linkOf, readLink } from '../experiment/link/link.ts';
import { text } from '../text/text.ts';
import { endOf } from './earlyStop.ts';
import { factsOf, type PackedFacts, packBins, packedFacts, unpackBins } from './packedFacts.ts';
import { FOUR_DIGITS, type PackedRows, packFloats, packRows, unpackFloats, unpackRows } from './packing.ts';
import type { RanOn } from './produced/backend.ts';
import type { Evaluation, FunnelLosses, KnownFunnel, LevelGates } from './produced/evaluation.ts';
import type { NetworkRun, StartedRun } from './run.ts';

/** The part of a run that is written. */
type SavableRun = Omit<StartedRun, 'step' | 'networksAtCheckpoint'>;

/** Lists of numbers by name, each packed over several records that have them. */
type Packed<K extends string> = Readonly<Record<K, string>>;

const LOSSES = ['validation', 'test', 'auc'] as const;
const CHOSEN = ['steps', 'scores', 'test', 'auc'] as const;
const nothingChosen: ChosenLosses = { steps: [], scores: [], test: [], auc: [] };

interface PackedNetwork {
  readonly id: string;
  /** Losses of several steps, each as float32 `[steps, R * T]`. */
  readonly losses: Packed<(typeof LOSSES)[number]> & { readonly steps: readonly number[] };
  /** Training losses of the steps after the first, which has none. */
  readonly train: string;
  /** Learned weights of the losses; absent where there are none. */
  readonly weights?: string;
  readonly levels: readonly Readonly<Record<keyof LevelGates, PackedRows>>[];
  /** Losses at the best steps, then at the last, each as `[2, R * T]`; then the scores of early steps. */
  readonly kept: Packed<(typeof CHOSEN)[number] | 'early'> & {
    /** Losses and predictions of tasks after others at both steps, of each population; see `FunnelLosses`. Absent: there are none. */
    readonly ofRows?: string;
    /** Areas within groups at both steps, then bins at the best ones; absent: none were measured. */
    readonly gauc?: string;
    readonly calibration?: string;
  };
}

/** A run as it is written. */
interface PackedRun extends RanOn, PackedFacts {
  readonly config: string;
  /** Losses of validation rows, then of test rows, then the floor. */
  readonly knownLosses: string;
  /** Those of tasks after others: of validation rows, then null losses and true probabilities of each population. */
  readonly knownFunnel?: string;
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
    ...packedFacts(rest.knownLosses),
    ...(rest.knownLosses.funnel && { knownFunnel: packedKnownFunnel(rest.knownLosses.funnel) }),
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
    losses: { steps: losses.map(({ step }) => step), ...packedLists(LOSSES, losses, FOUR_DIGITS) },
    train: packFloats(
      losses.map(({ train }) => train),
      FOUR_DIGITS,
    ),
    ...(losses.some(({ weights }) => weights !== undefined) && {
      weights: packFloats(
        losses.map(({ weights = [] }) => weights),
        FOUR_DIGITS,
      ),
    }),
    levels: levels.map((_, level) => packedLevel(history.map(({ gates }) => gates.levels[level]))),
    kept: packedReportable(reportable),
  };
}

const packedReportable = ({ best, last, early }: ReportableLosses): PackedNetwork['kept'] => ({
  ...packedLists(CHOSEN, [best ?? nothingChosen, last ?? nothingChosen]),
  early: packFloats([early]),
  ...(best?.gauc && last?.gauc && { gauc: packFloats([best.gauc, last.gauc]) }),
  ...(best?.calibration?.some(Boolean) && { calibration: packBins(best.calibration) }),
  ...(best?.ofRows && last?.ofRows && { ofRows: packFloats([best.ofRows, last.ofRows].flatMap(rowLists)) }),
});

const rowLists = (ofRows: FunnelLosses['ofRows']): readonly (readonly number[])[] =>
  populations.flatMap((population) => [ofRows[population].losses, ofRows[population].predicted]);

const packedKnownFunnel = ({ validation, ofRows }: KnownFunnel): string =>
  packFloats([
    validation,
    ...populations.flatMap((population) => [ofRows[population].nullLosses, ofRows[population].truth]),
  ]);

/** Lists in twos, a pair of each population from the `first` list on. */
const pairsOf = (lists: readonly (readonly number[])[], first: number) =>
  byPopulation((population) => {
    const at = first + 2 * populations.indexOf(population);
    return [lists[at] ?? [], lists[at + 1] ?? []] as const;
  });

function knownFunnelOf(packed: string): KnownFunnel {
  const lists = unpackFloats(packed, 1 + 2 * populations.length);
  const pairs = pairsOf(lists, 1);
  return {
    validation: lists[0] ?? [],
    ofRows: byPopulation((population) => {
      const [nullLosses, truth] = pairs[population];
      return { nullLosses, truth };
    }),
  };
}

function rowsLossesOf(packed: string, first: number): FunnelLosses['ofRows'] {
  const pairs = pairsOf(unpackFloats(packed, 4 * populations.length), first);
  return byPopulation((population) => {
    const [losses, predicted] = pairs[population];
    return { losses, predicted };
  });
}

function packedLists<K extends string>(
  keys: readonly K[],
  records: readonly Readonly<Record<K, readonly number[]>>[],
  mask?: number,
): Packed<K> {
  const packed = (key: K) =>
    packFloats(
      records.map((record) => record[key]),
      mask,
    );
  return Object.fromEntries(keys.map((key) => [key, packed(key)])) as Packed<K>;
}

/** The records that `packedLists` was given. */
function unpackedLists<K extends string>(
  keys: readonly K[],
  packed: Packed<K>,
  numRecords: number,
): readonly Readonly<Record<K, readonly number[]>>[] {
  const lists = keys.map((key) => [key, unpackFloats(packed[key], numRecords)] as const);
  const record = (index: number) => Object.fromEntries(lists.map(([key, rows]) => [key, rows[index] ?? []]));
  return Array.from({ length: numRecords }, (_, index) => record(index) as Record<K, readonly number[]>);
}

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
    step: endOf(experiment, networks),
    ranOn: { backend: packed.backend, build: packed.build },
    knownLosses: {
      ...{ validation, test, floor },
      ...factsOf(packed),
      ...(packed.knownFunnel !== undefined && { funnel: knownFunnelOf(packed.knownFunnel) }),
    },
    measuredCorrelation: packed.measuredCorrelation,
    networks,
    networksAtCheckpoint: networks,
  };
}

function networkEntry({
  id,
  losses,
  train,
  weights,
  levels,
  kept,
}: PackedNetwork): readonly [id: string, network: NetworkRun] {
  const { length } = losses.steps;
  const points = unpackedLists(LOSSES, losses, length);
  const trainLosses = unpackFloats(train, length - 1);
  const lossWeights = weights === undefined ? [] : unpackFloats(weights, length);
  const unpacked = levels.map((level) => levelsOf(level, length));
  const history = losses.steps.map((step, index): Evaluation => {
    const point = points[index] ?? { validation: [], test: [], auc: [] };
    const gates = unpacked.flatMap((moments) => moments[index] ?? []);
    const learned = lossWeights[index] && { weights: lossWeights[index] };
    const loss = { step, ...point, train: trainLosses[index - 1] ?? [], ...learned };
    return { loss, gates: { step, levels: gates } };
  });
  return [id, { history, reportable: reportableOf(kept), diverged: [] }];
}

function reportableOf(packed: PackedNetwork['kept']): ReportableLosses {
  const { ofRows, calibration } = packed;
  const areas = packed.gauc === undefined ? [] : unpackFloats(packed.gauc, 2);
  const [best = null, last = null] = unpackedLists(CHOSEN, packed, 2).map(
    (chosen, index): ChosenLosses => ({
      ...chosen,
      ...(areas[index] && { gauc: areas[index] }),
      ...(ofRows && { ofRows: rowsLossesOf(ofRows, 2 * populations.length * index) }),
    }),
  );
  const bins = calibration && best && { calibration: unpackBins(calibration, best.test.length) };
  return { best: best && { ...best, ...bins }, last, early: unpackFloats(packed.early, 1)[0] ?? [] };
}

/** One level at each of `numSteps` steps. */
function levelsOf(level: PackedNetwork['levels'][number], numSteps: number): readonly LevelGates[] {
  const rows = STATISTICS.map((key) => [key, unpackRows(level[key], numSteps)] as const);
  return Array.from(
    { length: numSteps },
    (_, step) => Object.fromEntries(rows.map(([key, ofKey]) => [key, ofKey[step]])) as unknown as LevelGates,
  );
}
