/** The sizes that a network is laid out with. */

/** Sizes of parts and distances between them, in pixels. */
export interface Sizes {
  /** Left of the columns, for the names of levels. */
  readonly gutter: number;
  /** Room above the towers. */
  readonly output: number;
  readonly tower: { readonly width: number; readonly widest: number; readonly height: number };
  readonly input: number;
  readonly expert: number;
  /** A unit with gate and native, and one with either. */
  readonly unit: { readonly full: number; readonly single: number };
  /** Distance from one level's band to the next. */
  readonly streamGap: number;
  /** Distance from circles to their sum. */
  readonly plusRise: number;
  /** Distance from experts to circles: room for the edges between. */
  readonly fan: { readonly least: number; readonly perUnit: number; readonly most: number };
  readonly levelPad: number;
  /** Room below the input. */
  readonly foot: number;
}

const wholeSizes: Sizes = {
  gutter: 62,
  output: 24,
  tower: { width: 46, widest: 62, height: 22 },
  input: 28,
  expert: 24,
  unit: { full: 62, single: 26 },
  streamGap: 34,
  plusRise: 27,
  fan: { least: 56, perUnit: 5, most: 100 },
  levelPad: 10,
  foot: 10,
};

/** Two networks side by side, above the fold. */
const stageSizes: Sizes = {
  gutter: 52,
  output: 36,
  tower: { width: 46, widest: 62, height: 16 },
  input: 16,
  expert: 20,
  unit: { full: 48, single: 22 },
  streamGap: 16,
  plusRise: 18,
  fan: { least: 28, perUnit: 1, most: 36 },
  levelPad: 5,
  foot: 2,
};

/** The way a network is laid out. */
export interface LayoutStyle {
  readonly sizes: Sizes;
  readonly textScale: number;
  /** Room between columns. */
  readonly columnGap: number;
}

/** The style with room for everything. */
export const wholeStyle: LayoutStyle = { sizes: wholeSizes, textScale: 1, columnGap: 20 };

/** Low, with room for a sparkline above each tower. */
export const stageStyle: LayoutStyle = { sizes: stageSizes, textScale: 1, columnGap: 6 };
