/** The map in words and numbers: its bins, effects and sentences, and where an experiment stands. */
import type { Interval } from '../../analysis/statistics.ts';
import { expm1 } from '../../core/math.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { formatGain, formatShare } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { BIN_LEVEL, type BinOutcome, EQUAL_MARGIN, type MapBin, MIN_SET_UPS } from './bins.ts';
import { circumstancesOf } from './circumstances.ts';
import { type Contestant, contestants } from './contestants.ts';
import { EFFECT_LEVEL, type MapEffect } from './effects.ts';
import { levelOn, levelsOfAxes, type MapAxisId, mapAxisIds, type Where } from './levels.ts';
import { advantageIn, advantageOver, type SetUpReading } from './readings.ts';
import { type OtherFindings, otherWays, type TestedSentence } from './sentences.ts';

const words = text.map;

export const contestantNames = text.models.label;

export const mapAxisName = (axis: MapAxisId): string => words.circumstances[axis].name;

export function levelName(axis: MapAxisId, level: string): string {
  const names: Readonly<Record<string, string>> = words.circumstances[axis].levels;
  return names[level] ?? level;
}

/** "pairs or one outsider"; "3,000–30,000" where ranges meet. */
function levelNames(axis: MapAxisId, levels: readonly string[]): string {
  const names = levels.map((level) => levelName(axis, level));
  const ends = names.map((name) => name.split('–'));
  const isOneRange = ends.every(([, end], index) => end && (ends[index + 1]?.[0] ?? end) === end);
  return isOneRange ? `${ends[0]?.[0]}–${ends.at(-1)?.[1]}` : words.anyOf(names);
}

/** "labels per task: 300–1,000; noise: low"; empty for all set-ups. */
export const whereText = (where: Where): string =>
  words.whole(
    mapAxisIds.flatMap((axis) => {
      const levels = where[axis];
      return levels === undefined ? [] : [words.at(mapAxisName(axis), levelNames(axis, levels))];
    }),
  );

/** A log ratio as a relative reduction of the loss. */
export function asGain({ mean, low, high, ...counts }: Interval): Interval {
  const gain = (ratio: number): number => -expm1(-ratio) + 0;
  return { mean: gain(mean), low: gain(low), high: gain(high), ...counts };
}

export const outcomeText = (outcome: BinOutcome): string =>
  outcome.kind === 'won'
    ? words.outcomes.won(contestantNames[outcome.winner])
    : outcome.kind === 'equal'
      ? words.outcomes.equal(EQUAL_MARGIN)
      : words.outcomes[outcome.kind];

/** Of AdaTT-sp over the rival, as a gain. */
export const advantageInBin = ({ setUps }: MapBin, rival: Contestant): Interval =>
  asGain(advantageOver(setUps, 'adattSp', rival, BIN_LEVEL));

export function binText(bin: MapBin, rival: Contestant): string {
  const over = words.at(words.over(contestantNames[rival]), estimateText(advantageInBin(bin, rival)));
  const parts = bin.outcome.kind === 'tooFew' ? [words.numSetUps(bin.setUps.length)] : [over];
  return words.ofBin(whereText(bin.where), outcomeText(bin.outcome), parts);
}

export function mapAnswer(bins: readonly MapBin[]): string {
  const judged = bins.filter(({ outcome }) => outcome.kind !== 'tooFew');
  const numWon = (one: Contestant): number =>
    judged.filter(({ outcome }) => outcome.kind === 'won' && outcome.winner === one).length;
  const won = contestants.map((one) => [contestantNames[one], numWon(one)] as const);
  const winners = won.filter(([name, count]) => count > 0 || name === contestantNames.adattSp);
  const numOpen = judged.length - won.reduce((sum, [, count]) => sum + count, 0);
  return words.answer(judged.length, winners, numOpen, MIN_SET_UPS);
}

export const sentenceText = ({ sentence: { where, one, other, least } }: TestedSentence): string =>
  words.sentence(whereText(where), contestantNames[one], contestantNames[other], formatShare(-expm1(-least)));

export const halvesText = ({ explored, confirming }: TestedSentence): string =>
  words.halves(estimateText(asGain(explored)), estimateText(asGain(confirming)));

/** Estimates for a sentence in other ways, without those that make both networks the same; with `most`, those up to it. */
export function otherWaysText(
  findings: OtherFindings,
  index: number,
  most = Number.POSITIVE_INFINITY,
): string {
  const parts = otherWays.flatMap((way) => {
    const found = findings[way][index];
    if (found === undefined || found.low === found.high || found.mean > most) return [];
    return [words.at(words.otherWays[way], estimateText(asGain(found)))];
  });
  return words.whole(parts);
}

/** "+1.2 % (−0.3 % to +2.7 %, 16 set-ups)" */
export const estimateText = (gain: Interval): string =>
  Number.isFinite(gain.low)
    ? words.estimate(formatGain(gain.mean), text.answer.interval(gain.low, gain.high), gain.n)
    : text.app.ui.noValue;

export const contrastText = ({ contrast: { axis, at, ratherThan } }: MapEffect): string => {
  return words.effects.contrast(mapAxisName(axis), levelNames(axis, at), levelNames(axis, ratherThan));
};

export const effectText = (effect: MapEffect): string =>
  words.at(contrastText(effect), estimateText(asGain(effect.difference)));

type NumberRows = readonly (readonly (string | number)[])[];

const numbersOf = ({ mean, low, high, n }: Interval, level: number) => [mean, low, high, level, n];

/** A row per bin, header first, unrounded. */
export const mapNumbers = (bins: readonly MapBin[], rival: Contestant): NumberRows => [
  [words.bin, words.outcome, words.over(contestantNames[rival]), ...words.numbersHeader.slice(1)],
  ...bins.map((bin) => [
    whereText(bin.where),
    outcomeText(bin.outcome),
    ...numbersOf(advantageInBin(bin, rival), BIN_LEVEL),
  ]),
];

export const effectNumbers = (effects: readonly MapEffect[]): NumberRows => [
  [words.circumstance, ...words.numbersHeader],
  ...effects.map((effect) => [contrastText(effect), ...numbersOf(asGain(effect.difference), EFFECT_LEVEL)]),
];

/** AdaTT-sp's gain over the rival in a set-up and its levels on axes, as cells of a table. */
export const setUpCells = (setUp: SetUpReading, axes: readonly MapAxisId[], rival: Contestant) => [
  formatGain(-expm1(-advantageIn(setUp, 'adattSp', rival))),
  ...axes.map((axis) => {
    const level = levelOn(axis, setUp.circumstances);
    return level === null ? text.app.ui.noValue : levelName(axis, level);
  }),
];

/** Row and column of the experiment's bin, or a sentence that says why it has none. */
export function placeOnMap(experiment: Experiment, x: MapAxisId, y: MapAxisId) {
  const placement = circumstancesOf(experiment);
  if (!placement.isInside) return { place: null, reason: placement.reason };
  const [column, row] = [x, y].map((axis) => {
    const level = levelOn(axis, placement.circumstances);
    const levels: readonly string[] = levelsOfAxes[axis];
    return level === null ? -1 : levels.indexOf(level);
  });
  if (column === undefined || row === undefined || column < 0 || row < 0)
    return { place: null, reason: words.outside.noLevel };
  return { place: { row, column }, reason: null };
}
