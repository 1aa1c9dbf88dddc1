/** Where the marks of a seesaw plot lie: one task's gain against another's. Knows no drawing. */
import type { SeriesStyle } from '../base/palette.ts';
/** Gains as shares: 0.1 for a loss 10 % lower. */
export interface GainPoint {
  readonly x: number;
  readonly y: number;
}

/** One replica. */
export interface SeesawDot extends GainPoint {
  /** Far from the other replicas: drawn as a ring. */
  readonly isFar: boolean;
}

/** One architecture: its replicas, and their mean. */
export interface SeesawSeries extends SeriesStyle {
  /** Written at the mean. */
  readonly letter: string;
  /** In the order of replicas; not finite where one diverged. */
  readonly dots: readonly SeesawDot[];
  readonly mean: GainPoint;
}

export const isShown = ({ x, y }: GainPoint): boolean => Number.isFinite(x) && Number.isFinite(y);
