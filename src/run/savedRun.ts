/**
 * A finished run as a small text, to be shown before anything was trained. Losses that are reported keep the precision of
 * float32, those of curves four digits; gate statistics are rounded to a 65,535th of the largest difference in them, what is
 * said of experts to a 255th. Knows no page.
 */
import { nothingChosen, type ReportableLosses } from '../analysis/reported.ts';
import { UserError } from '../core/errors.ts';
import { populations } from '../data/funnel.ts';
import { linkOf } from '../experiment/link/link.ts';
import { formatCount } from '../text/format.ts';
import { text } from '../text/text.ts';
import { BYTES, CHOSEN, LOSSES, packBins, packedFacts, STATISTICS } from './packedFacts.ts';
import { FOUR_DIGITS, packFloats, packRows } from './packing.ts';
import type { FunnelLosses, KnownFunnel, LevelGates } from '../analysis/produced/evaluation.ts';
import { readSavedRun } from './readSavedRun.ts';
import type { NetworkRun, StartedRun } from './run.ts';

/** The part of a run that is written. */
type SavableRun = Omit<StartedRun, 'step' | 'networksAtCheckpoint'>;

/** Characters of the longest run that is read: several times what the largest histories take. */
const MAX_LENGTH = 30e6;

/** A finished run as JSON, one network a line; its experiment is the user's, not that of `trainedExperimentOf`. */
export function savedRunText({ experiment, ranOn, networks, ...rest }: SavableRun): string {
  const packed = {
    config: linkOf(experiment),
    ...ranOn,
    // Losses of validation rows, losses of test rows, the floor.
    knownLosses: packFloats([rest.knownLosses.validation, rest.knownLosses.test, rest.knownLosses.floor]),
    ...packedFacts(rest.knownLosses),
    ...(rest.knownLosses.funnel && packedKnownFunnel(rest.knownLosses.funnel)),
    // Null where it is not known: JSON has no NaN.
    measuredCorrelation: rest.measuredCorrelation,
    networks: [...networks].map(packedNetwork),
  };
  return `${JSON.stringify(packed).replaceAll('{"id"', '\n{"id"')}\n`;
}

/** Losses are float32 `[steps, R * T]`, list by list. */
function packedNetwork([id, network]: readonly [string, NetworkRun]) {
  const { history, reportable, diverged } = network;
  const losses = history.map(({ loss }) => loss);
  const levels = history[0]?.gates.levels ?? [];
  return {
    id,
    losses: { steps: losses.map(({ step }) => step), ...packedLists(LOSSES, losses, FOUR_DIGITS) },
    // Training losses begin after the first step, which has none.
    train: packFloats(
      losses.slice(1).map(({ train, test }) => (train.length > 0 ? train : test.map(() => Number.NaN))),
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
    ...(diverged.length > 0 && { diverged }),
  };
}

/** Losses at the best steps, then at the last, each as `[2, R * T]`; then the scores of early steps. */
const packedReportable = ({ best, last, early, own }: ReportableLosses) => ({
  ...packedLists(CHOSEN, [best ?? nothingChosen, last ?? nothingChosen]),
  early: packFloats([early]),
  ...(own && { own: packFloats([own.scores, own.test]) }),
  // Areas within groups at both steps, then bins at the best ones.
  ...(best?.gauc && last?.gauc && { gauc: packFloats([best.gauc, last.gauc]) }),
  ...(best?.calibration?.some(Boolean) && { calibration: packBins(best.calibration) }),
  // Losses and predictions of tasks after others at both steps, of each population; see `FunnelLosses`.
  ...(best?.ofRows && last?.ofRows && { ofRows: packFloats([best.ofRows, last.ofRows].flatMap(rowLists)) }),
});

const rowLists = (ofRows: FunnelLosses['ofRows']): readonly (readonly number[])[] =>
  populations.flatMap((population) => [ofRows[population].losses, ofRows[population].predicted]);

/** Losses of validation rows, then null losses and true probabilities of each population. */
const packedKnownFunnel = ({ validation, ofRows }: KnownFunnel) => {
  const givenPath = populations.flatMap((population) => [ofRows[population].truthGivenPath ?? []]);
  return {
    knownFunnel: packFloats([
      validation,
      ...populations.flatMap((population) => [ofRows[population].nullLosses, ofRows[population].truth]),
    ]),
    // True probabilities of each population given what came before, where they differ.
    ...(ofRows.all.truthGivenPath && { knownGivenPath: packFloats(givenPath) }),
  };
};

function packedLists<K extends string>(
  keys: readonly K[],
  records: readonly Readonly<Record<K, readonly number[]>>[],
  mask?: number,
): Readonly<Record<K, string>> {
  const packed = (key: K) =>
    packFloats(
      records.map((record) => record[key]),
      mask,
    );
  return Object.fromEntries(keys.map((key) => [key, packed(key)])) as Record<K, string>;
}

const packedLevel = (moments: readonly (LevelGates | undefined)[]) => {
  const ofKey = (key: keyof LevelGates) =>
    packRows(
      moments.flatMap((level) => (level === undefined ? [] : [level[key]])),
      BYTES[key],
    );
  return Object.fromEntries(STATISTICS.map((key) => [key, ofKey(key)]));
};

/**
 * Reads a text of any origin as a run that `savedRunText` wrote. Throws a UserError that says what is wrong where it is none.
 */
export function savedRunOf(written: string): StartedRun {
  return readSavedRun(jsonOf(written));
}

function jsonOf(written: string): unknown {
  try {
    if (written.length <= MAX_LENGTH) return JSON.parse(written);
  } catch {
    // Said below.
  }
  throw new UserError(text.savedRuns.notJson(formatCount(written.length)));
}
