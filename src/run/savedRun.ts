/** Writes a finished run as a small text with rounded curves and gate statistics. */

import type { FunnelLosses, KnownFunnel, LevelGates } from '../analysis/produced/evaluation.ts';
import { nothingChosen, type ReportableLosses } from '../analysis/reported.ts';
import { UserError } from '../core/errors.ts';
import { populations } from '../data/funnel.ts';
import { linkOf } from '../experiment/link/link.ts';
import { formatCount } from '../text/format.ts';
import { text } from '../text/text.ts';
import { BYTES, CHOSEN, LOSSES, packBins, packedFacts, STATISTICS } from './packedFacts.ts';
import { FOUR_DIGITS, packFloats, packRows } from './packing.ts';
import { readSavedRun } from './readSavedRun.ts';
import type { NetworkRun, StartedRun } from './run.ts';

type SavableRun = Omit<StartedRun, 'step' | 'networksAtCheckpoint'>;

// Several times what the largest histories take.
const MAX_LENGTH = 30e6;

/** JSON with one network per line; `experiment` is the user's, not that of `trainedExperimentOf`. */
export function savedRunText({ experiment, ranOn, networks, ...rest }: SavableRun): string {
  const packed = {
    config: linkOf(experiment),
    ...ranOn,
    // Validation and test null losses, irreducible loss.
    knownLosses: packFloats([rest.knownLosses.validation, rest.knownLosses.test, rest.knownLosses.floor]),
    ...packedFacts(rest.knownLosses),
    ...(rest.knownLosses.funnel && packedKnownFunnel(rest.knownLosses.funnel)),
    // Null if unknown: JSON has no NaN.
    measuredCorrelation: rest.measuredCorrelation,
    networks: [...networks].map(packedNetwork),
  };
  return `${JSON.stringify(packed).replaceAll('{"id"', '\n{"id"')}\n`;
}

function packedNetwork([id, network]: readonly [string, NetworkRun]) {
  const { history, reportable, diverged } = network;
  const losses = history.map(({ loss }) => loss);
  const levels = history[0]?.gates.levels ?? [];
  return {
    id,
    losses: { steps: losses.map(({ step }) => step), ...packedLists(LOSSES, losses, FOUR_DIGITS) },
    // Not of the first step, which has none.
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

/** Lists at the best and last steps, `[2, R * T]`; then the scores of early steps. */
const packedReportable = ({ best, last, early, own }: ReportableLosses) => ({
  ...packedLists(CHOSEN, [best ?? nothingChosen, last ?? nothingChosen]),
  early: packFloats([early]),
  ...(own && { own: packFloats([own.scores, own.test]) }),
  // Areas within groups at both steps, then bins at the best ones.
  ...(best?.gauc && last?.gauc && { gauc: packFloats([best.gauc, last.gauc]) }),
  ...(best?.calibration?.some(Boolean) && { calibration: packBins(best.calibration) }),
  // Losses and predictions in funnels at both steps, per population; see `FunnelLosses`.
  ...(best?.ofRows && last?.ofRows && { ofRows: packFloats([best.ofRows, last.ofRows].flatMap(rowLists)) }),
});

const rowLists = (ofRows: FunnelLosses['ofRows']): readonly (readonly number[])[] =>
  populations.flatMap((population) => [ofRows[population].losses, ofRows[population].predicted]);

/** Validation losses, then null losses and true probabilities per population. */
const packedKnownFunnel = ({ validation, ofRows }: KnownFunnel) => {
  const givenPath = populations.flatMap((population) => [ofRows[population].truthGivenPath ?? []]);
  return {
    knownFunnel: packFloats([
      validation,
      ...populations.flatMap((population) => [ofRows[population].nullLosses, ofRows[population].truth]),
    ]),
    // True probabilities per population given the preceding tasks, where they differ.
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

/** Throws a UserError that says what is wrong. */
export function savedRunOf(written: string): StartedRun {
  return readSavedRun(jsonOf(written));
}

function jsonOf(written: string): unknown {
  try {
    if (written.length <= MAX_LENGTH) return JSON.parse(written);
  } catch {
    // Reported below.
  }
  throw new UserError(text.savedRuns.notJson(formatCount(written.length)));
}
