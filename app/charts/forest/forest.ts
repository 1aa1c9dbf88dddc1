/** What all forest plots share: a row per rival of the reference, on one axis of gains. Knows no drawing. */
import { type GainAxis, gainAxis } from '../base/gainAxis.ts';
import type { IntervalTone } from '../base/IntervalBar.tsx';
import type { SeriesStyle } from '../base/palette.ts';

/** A rival, with a line of words above its marks. */
export interface ForestRival extends SeriesStyle {
  /** In few words: "+1.4 % · no clear difference". */
  readonly short: string;
  readonly tone: IntervalTone;
}

export interface ForestRow<Rival extends ForestRival, Mark> {
  readonly rival: Rival;
  readonly top: number;
  /** What can be pointed at. */
  readonly marks: readonly Mark[];
}

export interface ForestLayout<Row> {
  readonly axis: GainAxis;
  /** Gains beyond are drawn at the edge. */
  readonly at: (gain: number) => number;
  readonly rows: readonly Row[];
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly height: number;
}

/** A mark by the places of its row and of itself in the row. */
export interface Place {
  readonly row: number;
  readonly mark: number;
}

/** Below the top of a row: the base line of its name. */
export const NAME_Y = 11;
export const AXIS_HEIGHT = 30;

const SIDE = 8;
const PIXELS_PER_TICK = 64;

/**
 * @param gains all that there is to show; what is not finite is left out
 * @param limit gains farther from 0 than this do not stretch the axis
 * @param pitch height of a row, in pixels
 * @param rowOf a row from its top and from where a gain lies
 */
export function forestLayout<Rival, Row>(
  rivals: readonly Rival[],
  {
    gains,
    limit,
    width,
    pitch,
  }: {
    readonly gains: readonly number[];
    readonly limit: number;
    readonly width: number;
    readonly pitch: number;
  },
  rowOf: (rival: Rival, top: number, at: (gain: number) => number) => Row,
): ForestLayout<Row> {
  const [left, right] = [SIDE, width - SIDE];
  const clipped = gains.filter(Number.isFinite).map((gain) => Math.max(-limit, Math.min(limit, gain)));
  const axis = gainAxis(clipped, [left, right], Math.max(2, Math.floor((right - left) / PIXELS_PER_TICK)));
  const at = (gain: number): number => Math.max(left, Math.min(right, axis.at(gain)));
  const bottom = rivals.length * pitch;
  const rows = rivals.map((rival, row) => rowOf(rival, row * pitch, at));
  return { axis, at, rows, left, right, bottom, height: bottom + AXIS_HEIGHT };
}
