/** Colours and dash patterns by index, as names of CSS tokens. */
import type { ExpertOwner } from '../../../src/models/topology.ts';

export interface SeriesStyle {
  readonly id: string;
  readonly name: string;
  /** Index into the palette, from 0; wraps after 10. */
  readonly color: number;
  readonly isOverlay?: true;
}

const NUM_COLORS = 10;
const NUM_TASK_COLORS = 8;

// Colours alone are too similar to tell 2 px lines apart.
const DASH_PATTERNS = [
  'none',
  '7 3',
  '2 3',
  '9 3 2 3',
  '12 4',
  '5 2 1 2',
  '4 4',
  '9 3 2 3 2 3',
  '14 3 5 3',
  '1 4',
] as const;

export const seriesColorToken = (color: number): string => `--series-${(color % NUM_COLORS) + 1}`;

export function seriesColor(color: number): string {
  return `var(${seriesColorToken(color)})`;
}

export function seriesDash(color: number): string {
  return DASH_PATTERNS[color % NUM_COLORS] ?? 'none';
}

export const OVERLAY_DASH = '2 2';

export function ownerColor(owner: ExpertOwner): string {
  return owner === 'shared' ? 'var(--shared)' : `var(--task-${(owner % NUM_TASK_COLORS) + 1})`;
}
