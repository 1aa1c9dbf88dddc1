/**
 * Codes a finished run in a few thousand link letters, with as many digits as print the verdict unchanged.
 * Format: version letter; digest of experiment, fingerprint and numbers; numbers as bits. The digest detects
 * damage, not forgery.
 */
import { type Fingerprint, fingerprintText } from '../../analysis/fingerprint.ts';
import {
  type GateStatistic,
  levelGatesFrom,
  numValuesOfStatistic,
  undivergedReplicas,
} from '../../analysis/gateWeights.ts';
import { type BackendName, type BackendUsed, backendNames } from '../../analysis/produced/backend.ts';
import type { Evaluation, KnownLosses, LevelGates, LossPoint } from '../../analysis/produced/evaluation.ts';
import {
  type ChosenLosses,
  emptyReportableLosses,
  type ReportableLosses,
  reportedOf,
} from '../../analysis/reported.ts';
import { bytesOfLetters, HASH_LENGTH, linkLettersOf, shortHash } from '../../core/base64.ts';
import { mean } from '../../core/lists.ts';
import { resplitsRows, sharesRows } from '../../data/rows.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { linkOfAll } from '../../experiment/link/link.ts';
import type { LevelSpec } from '../../models/topology.ts';
import { MAX_LINK_POINTS, pointSteps } from '../history.ts';
import { evaluationSizeOf, finalStepOf } from '../reportable.ts';
import { type NetworkRun, networkOf, type StartedRun } from '../run.ts';
import { pickedNetworks, summaryOf } from '../summary.ts';
import { BitReader, BitWriter, TooManyBits, UnreadableBits } from './bits.ts';
import { booleanCodec, recordCodec, wholeNumbers } from './codec.ts';
import { roundedFormat } from './numbers.ts';
import { printedSummary } from './printed.ts';
import { type RunFormats, readRun, runSizesOf, writeRun } from './runCodec.ts';

const VERSION = 'C';

interface DetailLevel {
  readonly numPoints: number;
  readonly curveBits: number;
  readonly hasValidation: boolean;
  readonly hasTrain: boolean;
  /** Number of points on the curves that have gates, including the first and the last. */
  readonly numMoments: number;
  readonly gateBits: number;
  readonly isMean: boolean;
  /** True if gates' deviation between rows and experts' share of zero outputs are written. */
  readonly hasHealth: boolean;
}

const fullDetail: DetailLevel = {
  numPoints: MAX_LINK_POINTS,
  curveBits: 8,
  hasValidation: true,
  hasTrain: true,
  numMoments: 15,
  gateBits: 8,
  isMean: false,
  hasHealth: true,
};

// From everything to the verdict alone.
const detailLevels: readonly DetailLevel[] = decreasingDetails([
  {},
  { numPoints: 12, numMoments: 6, hasHealth: false },
  { numPoints: 10, numMoments: 4 },
  { numPoints: 8, numMoments: 3, hasTrain: false },
  { hasValidation: false },
  { curveBits: 7, numMoments: 2 },
  { gateBits: 7 },
  { numPoints: 6, curveBits: 6, gateBits: 6 },
  { numPoints: 8, isMean: true, gateBits: 8, numMoments: 3 },
  { numPoints: 6, gateBits: 7, numMoments: 2 },
  { numPoints: 5, curveBits: 5, gateBits: 6 },
  { numPoints: 4 },
  { numPoints: 3, gateBits: 5 },
  { numPoints: 2 },
  { numPoints: 1, curveBits: 4, numMoments: 1 },
  { numPoints: 2, numMoments: 0 },
  { numPoints: 1 },
  { numPoints: 0 },
]);

function decreasingDetails(changes: readonly Partial<DetailLevel>[]): readonly DetailLevel[] {
  let detail = fullDetail;
  return changes.map((less) => {
    detail = { ...detail, ...less };
    return detail;
  });
}

const healthStatistics: readonly GateStatistic[] = ['gateStd', 'sparsity', 'deadFraction'];

const verdictOnlyDetail: DetailLevel = detailLevels.at(-1) ?? fullDetail;

// Range tried; the fewest bits that print the verdict unchanged are used.
const minVerdictBits = 10;
const maxVerdictBits = 28;

type DigitCounts = Pick<DetailLevel, 'curveBits' | 'gateBits' | 'isMean'> & { readonly verdictBits: number };

const BIT_COUNT_BITS = 5;
// Few bits suffice for scores, see `shortReportable`.
const SCORE_BITS = 2;
const CORRELATION_BITS = 11;

function formatsOf({ verdictBits, curveBits, gateBits, isMean }: DigitCounts): RunFormats {
  const linear = (numBits: number) => roundedFormat({ numBits, steps: 'linear', endBits: 20 });
  const logarithmic = (numBits: number) => roundedFormat({ numBits, steps: 'logarithmic', endBits: 20 });
  return {
    losses: logarithmic(verdictBits),
    areas: linear(verdictBits),
    scores: logarithmic(SCORE_BITS),
    curves: logarithmic(curveBits),
    correlations: linear(CORRELATION_BITS),
    gates: {
      statistics: {
        gateMean: linear(gateBits),
        native: linear(gateBits),
        expertRms: logarithmic(gateBits),
        gateStd: linear(gateBits),
        sparsity: linear(gateBits),
        deadFraction: linear(gateBits),
      },
      isShort: true,
      isMean,
    },
  };
}

interface SentRun {
  readonly run: StartedRun;
  readonly experiment: Experiment;
  readonly fingerprint: Fingerprint;
  /** Step that the sender looked at; always kept. */
  readonly keptStep: number | null;
}

/** Null if even the verdict alone is too long, or there is none. */
export function linkResultOf(sent: SentRun, maxLength: number): string | null {
  const maxBytes = Math.floor(((maxLength - VERSION.length - HASH_LENGTH) * 6) / 8);
  const verdictBits = bitsOfVerdict(sent, maxBytes);
  if (verdictBits === null) return null;
  const { experiment, fingerprint } = sent;
  for (const detail of detailLevels) {
    const bytes = writtenBits(shortenedRun(sent, detail), { ...detail, verdictBits }, maxBytes);
    if (bytes === null) continue;
    const numbers = linkLettersOf(bytes);
    return VERSION + digestOf(experiment, fingerprint, numbers) + numbers;
  }
  return null;
}

function writtenBits(run: StartedRun, digits: DigitCounts, maxBytes: number): Uint8Array | null {
  const to = new BitWriter(maxBytes);
  try {
    digitsCodec.write(to, [digits]);
    writeRun(to, run, formatsOf(digits));
    return to.bytes;
  } catch (error) {
    if (error instanceof TooManyBits) return null;
    throw error;
  }
}

function readBits(bytes: Uint8Array, experiment: Experiment, ranOn: BackendUsed): StartedRun {
  const from = new BitReader(bytes);
  const [digits] = digitsCodec.read(from, 1);
  if (digits === undefined) throw new UnreadableBits('There are no digits.');
  return readRun(from, experiment, ranOn, formatsOf(digits));
}

const digitsCodec = recordCodec<DigitCounts>({
  verdictBits: wholeNumbers(BIT_COUNT_BITS),
  curveBits: wholeNumbers(BIT_COUNT_BITS),
  gateBits: wholeNumbers(BIT_COUNT_BITS),
  isMean: booleanCodec,
});

/** Fewest bits that print the verdict unchanged; null if none do within `maxBytes`, or without a verdict. */
function bitsOfVerdict(sent: SentRun, maxBytes: number): number | null {
  const { experiment, run, fingerprint } = sent;
  const [summary, ranOn] = [summaryOf(experiment, run), ranOnOf(fingerprint)];
  if (summary === null || summary.isProvisional || ranOn === null) return null;
  const printed = printedSummary(summary);
  const short = shortenedRun(sent, verdictOnlyDetail);
  for (let verdictBits = minVerdictBits; verdictBits <= maxVerdictBits; verdictBits++) {
    const bytes = writtenBits(short, { ...verdictOnlyDetail, verdictBits }, maxBytes);
    if (bytes === null) return null;
    const again = summaryOf(experiment, readBits(bytes, experiment, ranOn));
    if (again !== null && printedSummary(again) === printed) return verdictBits;
  }
  return null;
}

/** Leaves out what `detail` excludes, what the reporting rule does not read, and networks that are not shown. */
function shortenedRun({ experiment, run, keptStep }: SentRun, detail: DetailLevel): StartedRun {
  const picked = pickedNetworks(experiment, run.networks);
  const lastStep = finalStepOf(experiment, run.networks);
  const [first] = experiment.cards;
  const { history: planned } = networkOf(run, picked.get(first?.id ?? '') ?? '');
  const steps = pointSteps(
    planned.map(({ loss }) => loss.step).filter((step) => step <= lastStep),
    detail.numPoints,
    keptStep,
  );
  const withGates = steps.filter(
    (step, place) => step === keptStep || keepsGates(place, steps.length, detail.numMoments),
  );
  const isShown = (cardId: string) => experiment.cards.some(({ id }) => id === cardId);
  const levels = new Map(runSizesOf(experiment).networks.map((network) => [network.id, network.levels]));
  const networks = [...picked].map(([cardId, id]): [string, NetworkRun] => {
    const { history, reportable, diverged } = networkOf(run, id);
    const points = history.filter(({ loss }) => isShown(cardId) && steps.includes(loss.step));
    const short = points.map(({ loss, gates }): Evaluation => {
      const own = withGates.includes(loss.step) ? (levels.get(id) ?? []) : [];
      return {
        loss: shortPoint(loss, detail),
        gates: { ...gates, levels: own.map((level, at) => shortGates(level, gates.levels[at], detail)) },
      };
    });
    return [id, { history: short, reportable: shortReportable(reportable, experiment), diverged }];
  });
  const knownLosses = shortKnown(run.knownLosses, experiment, [...picked.values()], detail);
  return { ...run, experiment, knownLosses, networks: new Map(networks) };
}

// Evenly spaced, including first and last; a single one is the last.
const keepsGates = (place: number, numPoints: number, numMoments: number): boolean =>
  Array.from({ length: numMoments }, (_, i) =>
    Math.round((numPoints - 1) * (numMoments === 1 ? 1 : i / (numMoments - 1))),
  ).includes(place);

const shortPoint = ({ step, test, validation, train }: LossPoint, detail: DetailLevel): LossPoint => ({
  ...{ step, test, auc: [] },
  validation: detail.hasValidation ? validation : [],
  train: detail.hasTrain ? train : [],
});

function shortGates(
  level: LevelSpec,
  gates: LevelGates | undefined,
  { isMean, hasHealth }: DetailLevel,
): LevelGates {
  const alive = isMean && gates !== undefined ? undivergedReplicas(level, gates) : [];
  return levelGatesFrom((statistic) => {
    const isCarried = hasHealth || !healthStatistics.includes(statistic);
    const values = (isCarried && gates?.[statistic]) || new Float32Array();
    if (!isMean) return values;
    const length = numValuesOfStatistic(level, statistic);
    const meanOf = (cell: number) =>
      mean(alive.map((replica) => values[replica * length + cell] ?? Number.NaN));
    const before = gates?.[statistic].map(() => Number.NaN) ?? [];
    return Float32Array.of(...before, ...Array.from({ length }, (_, cell) => meanOf(cell)));
  });
}

/** Shortens scores, of which a reader needs only whether they are finite and which replicas still improve. */
function shortReportable(reportable: ReportableLosses, experiment: Experiment): ReportableLosses {
  const { best, last } = reportable;
  if (best === null || last === null) return emptyReportableLosses;
  const { reportingRule } = experiment.comparison;
  const { isStillImproving } = reportedOf(reportable, evaluationSizeOf(experiment), reportingRule);
  const scores = last.scores.map((score) => (Number.isFinite(score) ? 1 : Number.NaN));
  const losses = ({ test, auc, gauc }: ChosenLosses) => ({ scores, test, auc, ...(gauc && { gauc }) });
  const none = { scores, test: [], auc: [] };
  const isFinal = reportingRule === 'finalStep';
  return {
    best: { steps: best.steps, ...(isFinal ? none : losses(best)) },
    last: { steps: last.steps, ...(isFinal ? losses(last) : none) },
    early: isStillImproving.map((is) => (is ? 2 : Number.NaN)),
  };
}

function shortKnown(
  { validation, test, floor, numPositive, numNegative }: KnownLosses,
  { data }: Experiment,
  _ids: readonly string[],
  { hasValidation }: DetailLevel,
): KnownLosses {
  const hasCounts = sharesRows(data) && !resplitsRows(data);
  return {
    ...{ test, floor },
    validation: hasValidation ? validation : [],
    ...(hasCounts && numPositive && numNegative && { numPositive, numNegative }),
  };
}

const LINK_RESULT_PATTERN = new RegExp(`^${VERSION}([A-Za-z0-9_-]{${HASH_LENGTH}})([A-Za-z0-9_-]*)$`);

/** Null unless written for this experiment and fingerprint. Never throws. */
export function runOfLinkResult(
  written: string,
  experiment: Experiment,
  fingerprint: Fingerprint,
): StartedRun | null {
  const [, digest, numbers] = LINK_RESULT_PATTERN.exec(written) ?? [];
  const ranOn = ranOnOf(fingerprint);
  if (numbers === undefined || ranOn === null || digest !== digestOf(experiment, fingerprint, numbers))
    return null;
  // No sequence of bytes has this number of base-64 letters.
  if (numbers.length % 4 === 1) return null;
  try {
    return readBits(bytesOfLetters(numbers), experiment, ranOn);
  } catch (error) {
    if (error instanceof UnreadableBits) return null;
    throw error;
  }
}

function ranOnOf({ backend, build }: Fingerprint): BackendUsed | null {
  const isBackend = (name: string): name is BackendName => backendNames.some((one) => one === name);
  return isBackend(backend) ? { backend, build } : null;
}

/** Ignores names, colours and the backend, which do not affect results. */
const digestOf = (experiment: Experiment, fingerprint: Fingerprint | null, numbers: string): string =>
  shortHash(
    [linkOfAll(withoutNames(experiment)), fingerprint && fingerprintText(fingerprint), numbers].join(' '),
  );

const withoutNames = (experiment: Experiment): Experiment => ({
  ...experiment,
  tasks: experiment.tasks.map((task) => ({ ...task, name: '-' })),
  cards: experiment.cards.map((card) => ({ ...card, name: '-', color: 0 })),
  training: { ...experiment.training, backend: 'auto' },
});
