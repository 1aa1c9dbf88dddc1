/** Colours and dash patterns by index. Knows the names of the tokens, not their values. */
import type { Owner } from '../../../src/models/topology.ts';

/** Identifies an architecture in every picture: colour and dash pattern come from `color`. */
export interface SeriesStyle {
  /** Unique and stable. Of an architecture its letter, which pictures show where names stand nearby. */
  readonly id: string;
  readonly name: string;
  /** Index into the palette, any whole number from 0; wraps after 8. */
  readonly color: number;
  /** It is of another run than the one shown: a thin line without a band. */
  readonly isOverlay?: true;
}

const NUM_COLORS = 8;

/** One pattern per architecture: their tones are quiet and much alike. Stroke-dasharray for a 2 px line; the first is solid. */
const DASHES = ['none', '7 3', '2 3', '9 3 2 3', '12 4', '5 2 1 2', '4 4', '9 3 2 3 2 3'] as const;

export const toneToken = (color: number): string => `--series-${(color % NUM_COLORS) + 1}`;

export function seriesColor(color: number): string {
  return `var(${toneToken(color)})`;
}

export function seriesDash(color: number): string {
  return DASHES[color % NUM_COLORS] ?? 'none';
}

export const OVERLAY_DASH = '2 2';

export function ownerColor(owner: Owner): string {
  return owner === 'shared' ? 'var(--shared)' : `var(--task-${(owner % NUM_COLORS) + 1})`;
}
