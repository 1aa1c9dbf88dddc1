/** The map in words and numbers: its bins, effects and sentences, and where an experiment stands. */
import type { Interval } from '../../analysis/statistics.ts';
import { expm1 } from '../../core/math.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { formatGain } from '../../text/format.ts';
import { text } from '../../text/text.ts';
import { BIN_LEVEL, type BinOutcome, EQUAL_MARGIN, type MapBin, MIN_SET_UPS } from './bins.ts';
import { circumstancesOf } from './circumstances.ts';
import { type Contestant, contestants } from './contestants.ts';
import { EFFECT_LEVEL, type MapEffect } from './effects.ts';
import { levelOn, levelsOfAxes, type MapAxisId, mapAxisIds, type Where } from './levels.ts';
import { advantageIn, advantageOver, type SetUpReading } from './readings.ts';
import type { TestedSentence } from './sentences.ts';

const words = text.map;

export const mapAxisName = (axis: MapAxisId): string => words.circumstances[axis].name;

export function levelName(axis: MapAxisId, level: string): string {
  const names: Readonly<Record<string, string>> = words.circumstances[axis].levels;
  return names[level] ?? level;
}

/** "labels per task: 300–1,000; noise: low"; empty for all set-ups. */
export const whereText = (where: Where): string =>
  words.whole(
    mapAxisIds.flatMap((axis) => {
      const levels = where[axis]?.map((level) => levelName(axis, level)) ?? [];
      return levels.length === 0 ? [] : [words.at(mapAxisName(axis), words.anyOf(levels))];
    }),
  );

/** A log ratio as a relative reduction of the loss. */
export function asGain({ mean, low, high, ...counts }: Interval): Interval {
  const gain = (ratio: number): number => -expm1(-ratio) + 0;
  return { mean: gain(mean), low: gain(low), high: gain(high), ...counts };
}

const intervalText = ({ low, high }: Interval): string => text.answer.interval(low, high);

export const outcomeText = (outcome: BinOutcome): string =>
  outcome.kind === 'won'
    ? words.outcomes.won(words.contestants[outcome.winner])
    : outcome.kind === 'equal'
      ? words.outcomes.equal(EQUAL_MARGIN)
      : words.outcomes[outcome.kind];

/** Of AdaTT-sp over the rival, as a gain. */
export const advantageInBin = ({ setUps }: MapBin, rival: Contestant): Interval =>
  asGain(advantageOver(setUps, 'adattSp', rival, BIN_LEVEL));

export function binText(bin: MapBin, rival: Contestant): string {
  const gain = advantageInBin(bin, rival);
  const over = words.over(words.contestants[rival], formatGain(gain.mean), intervalText(gain));
  const parts = [words.numSetUps(bin.setUps.length), ...(bin.outcome.kind === 'tooFew' ? [] : [over])];
  return words.bin(whereText(bin.where), outcomeText(bin.outcome), parts);
}

/** "Of 12 bins with ten set-ups or more, PLE wins 2 and 10 have no winner." */
export function mapAnswer(bins: readonly MapBin[]): string {
  const judged = bins.filter(({ outcome }) => outcome.kind !== 'tooFew');
  const numWon = (one: Contestant): number =>
    judged.filter(({ outcome }) => outcome.kind === 'won' && outcome.winner === one).length;
  const won = contestants.map((one) => [words.contestants[one], numWon(one)] as const);
  const winners = won.filter(([name, count]) => count > 0 || name === words.contestants.adattSp);
  const numOpen = judged.length - won.reduce((sum, [, count]) => sum + count, 0);
  return words.answer(judged.length, winners, numOpen, MIN_SET_UPS);
}

export const sentenceText = ({ sentence: { where, one, other, least } }: TestedSentence): string =>
  words.sentence(
    whereText(where),
    words.contestants[one],
    words.contestants[other],
    formatGain(-expm1(-least)).replace('+', ''),
  );

/** What both halves say of a sentence. */
export function halvesText({ explored, confirming }: TestedSentence): string {
  const said = (interval: Interval): string => {
    const gain = asGain(interval);
    return gain.n === 0
      ? text.app.ui.noValue
      : words.estimate(formatGain(gain.mean), intervalText(gain), gain.n);
  };
  return words.halves(said(explored), said(confirming));
}

export const contrastText = ({ contrast: { axis, at, ratherThan } }: MapEffect): string => {
  const named = (levels: readonly string[]): string => rangeOf(levels.map((level) => levelName(axis, level)));
  return words.effects.contrast(mapAxisName(axis), named(at), named(ratherThan));
};

/** "3,000–30,000" of "3,000–10,000" and "10,000–30,000". */
const rangeOf = (names: readonly string[]): string => {
  const [first = '', last = ''] = [names[0], names.at(-1)];
  return names.length < 2 ? first : `${first.split('–')[0]}–${last.split('–')[1]}`;
};

export const effectText = (effect: MapEffect): string => {
  const gain = asGain(effect.difference);
  return words.effects.said(contrastText(effect), formatGain(gain.mean), intervalText(gain), gain.n);
};

/** "+1.2 % (−0.3 % to +2.7 %)" */
export const gainAndInterval = (gain: Interval): string =>
  Number.isFinite(gain.low)
    ? words.effects.effect(formatGain(gain.mean), intervalText(gain))
    : text.app.ui.noValue;

/** A row per bin, header first, unrounded. */
export const mapNumbers = (
  bins: readonly MapBin[],
  rival: Contestant,
): readonly (readonly (string | number)[])[] => [
  words.header,
  ...bins.map((bin) => {
    const { mean, low, high, n } = advantageInBin(bin, rival);
    const [x = '', y = ''] = Object.values(bin.where).flat();
    return [
      ...[x, y, bin.setUps.length, outcomeText(bin.outcome)],
      bin.outcome.kind === 'won' ? words.contestants[bin.outcome.winner] : '',
      ...[words.contestants[rival], mean, low, high, BIN_LEVEL, n],
    ];
  }),
];

export const effectNumbers = (effects: readonly MapEffect[]): readonly (readonly (string | number)[])[] => [
  words.effectsHeader,
  ...effects.map(({ contrast: { axis, at, ratherThan }, difference }) => {
    const { mean, low, high, n } = asGain(difference);
    const named = words.at(mapAxisName(axis), at.join(' '));
    return [named, ratherThan.join(' '), mean, low, high, EFFECT_LEVEL, n];
  }),
];

/** Levels of a set-up on all axes, as cells of a table, and AdaTT-sp's gain over the rival in it. */
export const setUpCells = (setUp: SetUpReading, axes: readonly MapAxisId[], rival: Contestant) => [
  ...axes.map((axis) => {
    const level = levelOn(axis, setUp.circumstances);
    return level === null ? text.app.ui.noValue : levelName(axis, level);
  }),
  formatGain(-expm1(-advantageIn(setUp, 'adattSp', rival))),
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
