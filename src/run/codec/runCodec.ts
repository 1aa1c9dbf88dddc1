/** Declares the parts of a finished run once, for files (all digits) and links (few). */
import type { BackendUsed } from '../../analysis/produced/backend.ts';
import type {
  CalibrationBins,
  Evaluation,
  FunnelLosses,
  KnownFunnel,
  KnownLosses,
  LossPoint,
  PopulationLosses,
} from '../../analysis/produced/evaluation.ts';
import {
  type ChosenLosses,
  emptyReportableLosses,
  type OwnLosses,
  type ReportableLosses,
} from '../../analysis/reported.ts';
import { memoise } from '../../core/memoise.ts';
import type { RecordByPopulation } from '../../data/funnel.ts';
import { topologyOfCard } from '../../experiment/derived/cardTopology.ts';
import { trainedExperimentOf } from '../../experiment/derived/trained.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { matrixOfTriangle, numUpperCellsOf, upperTriangleOf } from '../../experiment/matrix.ts';
import { momentsOf } from '../history.ts';
import { finalStepOf } from '../reportable.ts';
import { type Divergence, type NetworkRun, networkOf, type StartedRun } from '../run.ts';
import { type BitReader, type BitWriter, UnreadableBits } from './bits.ts';
import {
  booleanCodec,
  type Codec,
  emptyOrListCodec,
  fixedListCodec,
  listCodec,
  mappedCodec,
  nullableCodec,
  optionalCodec,
  recordCodec,
  splitByLengths,
  tupleCodec,
  wholeNumbers,
} from './codec.ts';
import { type GateFormats, levelCodec } from './gates.ts';
import { floatCodec, type NumberFormat, numberListCodec, roundedFormat } from './numbers.ts';

export interface RunFormats {
  readonly losses: NumberFormat;
  readonly areas: NumberFormat;
  readonly scores: NumberFormat;
  readonly curves: NumberFormat;
  readonly correlations: NumberFormat;
  readonly gates: GateFormats;
}

const exactFormat: NumberFormat = () => floatCodec(32);
const twoByteFormat = roundedFormat({ numBits: 16, steps: 'linear', endBits: 32 });
const oneByteFormat = roundedFormat({ numBits: 8, steps: 'linear', endBits: 32 });

/** Formats of files. Curves keep four digits; statistics shown as numbers keep more. */
export const fileFormats: RunFormats = {
  losses: exactFormat,
  areas: exactFormat,
  scores: exactFormat,
  curves: () => floatCodec(20),
  correlations: () => floatCodec(64),
  gates: {
    statistics: {
      gateMean: twoByteFormat,
      native: twoByteFormat,
      expertRms: oneByteFormat,
      gateStd: oneByteFormat,
      sparsity: oneByteFormat,
      deadFraction: oneByteFormat,
    },
    isShort: false,
    isMean: false,
  },
};

const STEP_BITS = 17;
// Enough bits for a history's 512 evaluations and an experiment's 100 replicas.
const MOMENT_BITS = 11;
const REPLICA_BITS = 7;
const BIN_BITS = 7;

type RunSizes = ReturnType<typeof runSizesOf>;

export const runSizesOf = memoise((experiment: Experiment) => {
  const trained = trainedExperimentOf(experiment);
  const [numTasks, { numReplicas }] = [experiment.tasks.length, experiment.training];
  return {
    experiment,
    numTasks,
    numReplicas,
    numLosses: numReplicas * numTasks,
    networks: trained.cards.map((card) => ({
      id: card.id,
      levels: topologyOfCard(card, trained)?.levels ?? [],
    })),
  };
});

/** What is written of a run, by network in the order of training. */
interface CodedRun extends Pick<StartedRun, 'step' | 'knownLosses' | 'measuredCorrelation'> {
  /** Null for a network that is only known to have been trained. */
  readonly reportables: readonly (CodedReportable | null)[];
  readonly diverged: readonly (readonly Divergence[])[];
  readonly histories: readonly (readonly Evaluation[])[];
}

interface CodedReportable extends Pick<ReportableLosses, 'early' | 'own'> {
  readonly best: ChosenLosses;
  readonly last: Omit<ChosenLosses, 'steps' | 'calibration'>;
}

function codedRunCodec(sizes: RunSizes, formats: RunFormats): Codec<CodedRun> {
  const { numTasks, numReplicas, networks } = sizes;
  return recordCodec<CodedRun>({
    step: wholeNumbers(STEP_BITS),
    knownLosses: knownLossesCodec(sizes, formats),
    measuredCorrelation: mappedCodec(
      numberListCodec(formats.correlations, numUpperCellsOf(numTasks)),
      upperTriangleOf,
      (cells) => matrixOfTriangle(cells, numTasks),
    ),
    reportables: fixedListCodec(networks.length, nullableCodec(reportableCodec(sizes, formats))),
    diverged: fixedListCodec(
      networks.length,
      listCodec(
        recordCodec<Divergence>({ replica: wholeNumbers(REPLICA_BITS), step: wholeNumbers(STEP_BITS) }),
        REPLICA_BITS,
      ),
    ),
    histories: historiesCodec(
      pointCodec(sizes, formats),
      networks.map(({ levels }) =>
        emptyOrListCodec(tupleCodec(levels.map((level) => levelCodec(level, numReplicas, formats.gates)))),
      ),
    ),
  });
}

const populationCodec = <V>(codec: Codec<V>): Codec<RecordByPopulation<V>> =>
  recordCodec<RecordByPopulation<V>>({ clicked: codec, unclicked: codec, all: codec });

const isAnyKnown = (values: readonly unknown[]): boolean => values.some(Boolean);

const calibrationBinsCodec = (numLosses: number) => {
  const ofBins = listCodec(floatCodec(32), BIN_BITS);
  return fixedListCodec(
    numLosses,
    nullableCodec(recordCodec<CalibrationBins>({ count: ofBins, numYes: ofBins, predicted: ofBins })),
  );
};

function knownLossesCodec(sizes: RunSizes, formats: RunFormats): Codec<KnownLosses> {
  const { numLosses, numTasks } = sizes;
  const losses = numberListCodec(formats.losses, numLosses, numTasks);
  const rows = recordCodec<KnownFunnel['ofRows']['all']>({
    nullLosses: losses,
    truth: losses,
    truthGivenPath: optionalCodec(losses),
  });
  return recordCodec<KnownLosses & FormerLinear>({
    validation: losses,
    test: losses,
    floor: losses,
    numPositive: optionalCodec(losses, isAnyKnown),
    numNegative: optionalCodec(losses, isAnyKnown),
    trainRate: optionalCodec(losses, isAnyKnown),
    funnel: optionalCodec(recordCodec<KnownFunnel>({ validation: losses, ofRows: populationCodec(rows) })),
    linear: formerLinearCodec(sizes, formats),
  });
}

interface FormerLinear {
  readonly linear?: undefined;
}

/** Reads past the linear models that runs on files once had beside them; writes none. */
function formerLinearCodec(
  sizes: RunSizes,
  { losses: format, areas: ofAreas }: RunFormats,
): Codec<undefined> {
  const { numLosses, numTasks, networks } = sizes;
  const losses = numberListCodec(format, numLosses, numTasks);
  const areas = numberListCodec(ofAreas, numLosses, numTasks);
  const ofTasks = numberListCodec(format, numTasks, numTasks);
  const variances = recordCodec({ steps: stepsCodec(sizes), losses: ofTasks, areas: ofTasks });
  const byRow = recordCodec({
    ...{ numRows: ofTasks, numCompared: ofTasks },
    networks: fixedListCodec(networks.length, optionalCodec(variances)),
  });
  const linear = recordCodec({
    ...{ penalty: losses, validation: losses, test: losses, auc: areas, gauc: optionalCodec(areas) },
    calibration: calibrationBinsCodec(numLosses),
    byRow: optionalCodec(byRow),
  });
  return mappedCodec(
    optionalCodec(linear),
    () => undefined,
    () => undefined,
  );
}

/** `[R * T]` from `[R]`: the tasks of a replica share a step and a score. */
const replicaCodec = (codec: Codec<readonly number[]>, { numTasks }: RunSizes): Codec<readonly number[]> =>
  mappedCodec(
    codec,
    (values) => values.filter((_, index) => index % numTasks === 0),
    (read) => read.flatMap((value) => new Array<number>(numTasks).fill(value)),
  );

const stepsCodec = (sizes: RunSizes): Codec<readonly number[]> => {
  const { numSteps, evalEvery } = sizes.experiment.training;
  const numBits = 32 - Math.clz32(1 + Math.ceil(numSteps / evalEvery));
  const step = mappedCodec(
    wholeNumbers(numBits),
    (value: number) => (Number.isFinite(value) ? 1 + Math.ceil(value / evalEvery) : 0),
    (code) => (code === 0 ? Number.NaN : Math.min((code - 1) * evalEvery, numSteps)),
  );
  return replicaCodec(fixedListCodec(sizes.numReplicas, step), sizes);
};

function reportableCodec(sizes: RunSizes, formats: RunFormats): Codec<CodedReportable> {
  const { numLosses, numTasks, numReplicas } = sizes;
  const losses = numberListCodec(formats.losses, numLosses, numTasks);
  const areas = numberListCodec(formats.areas, numLosses, numTasks);
  const scores = replicaCodec(numberListCodec(formats.scores, numReplicas), sizes);
  const last = {
    scores,
    test: losses,
    auc: areas,
    gauc: optionalCodec(areas),
    ofRows: optionalCodec(
      populationCodec(recordCodec<PopulationLosses>({ losses, predicted: losses })) satisfies Codec<
        FunnelLosses['ofRows']
      >,
    ),
  };
  return recordCodec<CodedReportable>({
    best: recordCodec<ChosenLosses>({
      steps: stepsCodec(sizes),
      ...last,
      calibration: optionalCodec(calibrationBinsCodec(numLosses), isAnyKnown),
    }),
    last: recordCodec<CodedReportable['last']>(last),
    early: scores,
    own: optionalCodec(recordCodec<OwnLosses>({ scores: losses, test: losses })),
  });
}

type CodedPoint = Omit<LossPoint, 'step' | 'gauc' | 'calibration' | 'funnel'>;

function pointCodec({ numLosses, numTasks }: RunSizes, { curves }: RunFormats): Codec<CodedPoint> {
  const losses = numberListCodec(curves, numLosses, numTasks);
  return recordCodec<CodedPoint>({
    train: emptyOrListCodec(losses),
    validation: emptyOrListCodec(losses),
    test: losses,
    auc: emptyOrListCodec(losses),
    weights: optionalCodec(losses),
  });
}

/** Histories of all networks, which usually have the same steps. `snapshots`: codec of gates per network. */
const historiesCodec = (
  points: Codec<CodedPoint>,
  snapshots: readonly Codec<Evaluation['gates']['levels']>[],
): Codec<CodedRun['histories']> => ({
  write: (to, runs) => {
    for (const histories of runs) {
      const steps = momentsOf(histories);
      const byStep = histories.map((history) => new Map(history.map((one) => [one.loss.step, one])));
      const written = byStep.map((own) => steps.flatMap((step) => own.get(step) ?? []));
      listCodec(wholeNumbers(STEP_BITS), MOMENT_BITS).write(to, [steps]);
      booleanCodec.write(
        to,
        byStep.flatMap((own) => steps.map((step) => own.has(step))),
      );
      points.write(
        to,
        written.flat().map(({ loss }) => loss),
      );
      for (const [network, codec] of snapshots.entries())
        codec.write(
          to,
          (written[network] ?? []).map(({ gates }) => gates.levels),
        );
    }
  },
  read: (from, count) =>
    Array.from({ length: count }, () => {
      const [steps = []] = listCodec(wholeNumbers(STEP_BITS), MOMENT_BITS).read(from, 1);
      if (steps.some((step, index) => step <= (steps[index - 1] ?? -1)))
        throw new UnreadableBits('The steps do not increase.');
      const areThere = booleanCodec.read(from, snapshots.length * steps.length);
      const ownSteps = snapshots.map((_, network) =>
        steps.filter((__, index) => areThere[network * steps.length + index]),
      );
      const lengths = ownSteps.map(({ length }) => length);
      const losses = splitByLengths(points.read(from, areThere.filter(Boolean).length), lengths);
      const levels = snapshots.map((codec, network) => codec.read(from, lengths[network] ?? 0));
      return ownSteps.map((own, network) =>
        own.map((step, at): Evaluation => {
          const point = losses[network]?.[at] as CodedPoint;
          return { loss: { step, ...point }, gates: { step, levels: levels[network]?.[at] ?? [] } };
        }),
      );
    }),
});

/** The run's numbers; what identifies it, experiment and `ranOn`, is written beside them. */
export function writeRun(to: BitWriter, run: StartedRun, formats: RunFormats): void {
  const sizes = runSizesOf(run.experiment);
  const networks = sizes.networks.map(({ id }) => networkOf(run, id));
  const coded: CodedRun = {
    ...run,
    step: finalStepOf(run.experiment, run.networks),
    reportables: networks.map(
      ({ reportable: { best, last, ...others } }) => best && last && { ...others, best, last },
    ),
    diverged: networks.map(({ diverged }) => diverged),
    histories: networks.map(({ history }) => history),
  };
  codedRunCodec(sizes, formats).write(to, [coded]);
}

/** Throws `UnreadableBits`. */
export function readRun(
  from: BitReader,
  experiment: Experiment,
  ranOn: BackendUsed,
  formats: RunFormats,
): StartedRun {
  const sizes = runSizesOf(experiment);
  const [coded] = codedRunCodec(sizes, formats).read(from, 1);
  if (coded === undefined) throw new UnreadableBits('There is no run.');
  from.end();
  const { step, knownLosses, measuredCorrelation, reportables, diverged, histories } = coded;
  const unknown = new Array<number>(sizes.numLosses).fill(Number.NaN);
  const steps = unknown.map(() => step);
  const networks = new Map(
    sizes.networks.map(({ id }, index): [string, NetworkRun] => {
      const reportable = reportables[index] ?? {
        ...emptyReportableLosses,
        last: { scores: unknown, test: unknown, auc: unknown },
      };
      return [
        id,
        {
          history: histories[index] ?? [],
          reportable: { ...reportable, last: { ...reportable.last, steps } },
          diverged: diverged[index] ?? [],
        },
      ];
    }),
  );
  if (step !== finalStepOf(experiment, networks)) throw new UnreadableBits('The run is not finished.');
  return {
    experiment,
    ranOn,
    step,
    knownLosses,
    measuredCorrelation,
    networks,
    networksAtCheckpoint: networks,
  };
}
