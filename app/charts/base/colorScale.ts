/** Colour scales for numbers, blue for positive and orange for negative, with colours for both themes. */

export interface ScaleRange {
  /** 0, or `-high` if some values are negative. */
  readonly low: number;
  readonly high: number;
}

type Rgb = readonly [red: number, green: number, blue: number];

// The middle is nearly the surface: 0 looks like nothing.
const DIVERGING_LIGHT = [
  '#8f3d05',
  '#c9661c',
  '#e69a56',
  '#f4cfa8',
  '#f3f2ee',
  '#b8d2ec',
  '#6fa5da',
  '#2c70b8',
  '#0b4383',
];
const DIVERGING_DARK = [
  '#ffb77d',
  '#dd8440',
  '#9a5a2b',
  '#573b28',
  '#2a2d33',
  '#233f5e',
  '#2a649f',
  '#4f96de',
  '#a0cdff',
];
const DARK_INK = '#14161a';
const LIGHT_INK = '#ffffff';

export function rgbOf(hex: string): Rgb {
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function hexOf(rgb: Rgb): string {
  return `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`;
}

function interpolatedColor(stops: readonly string[], share: number): string {
  const place = Math.min(1, Math.max(0, share)) * (stops.length - 1);
  const at = Math.min(Math.floor(place), stops.length - 2);
  const [from, to] = [rgbOf(stops[at] ?? DARK_INK), rgbOf(stops[at + 1] ?? DARK_INK)];
  const mix = (c: 0 | 1 | 2) => from[c] + (place - at) * (to[c] - from[c]);
  return hexOf([mix(0), mix(1), mix(2)]);
}

/** Relative luminance of WCAG 2. */
export function luminance(rgb: Rgb): number {
  const linear = (channel: number) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(rgb[0]) + 0.7152 * linear(rgb[1]) + 0.0722 * linear(rgb[2]);
}

/** Contrast of WCAG 2, 1 to 21. */
export function contrastRatio(a: string, b: string): number {
  const [x, y] = [luminance(rgbOf(a)), luminance(rgbOf(b))];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

export function inkColorOn(fill: string): string {
  return contrastRatio(fill, DARK_INK) >= contrastRatio(fill, LIGHT_INK) ? DARK_INK : LIGHT_INK;
}

interface ThemedColor {
  readonly fill: string;
  readonly ink: string;
}

export interface ColorScale extends ScaleRange {
  readonly paintOf: (value: number) => ThemedColor;
}

function themedColorScale(
  low: number,
  high: number,
  light: readonly string[],
  dark: readonly string[],
): ColorScale {
  const paintOf = (value: number): ThemedColor => {
    const share = (value - low) / (high - low);
    const [onLight, onDark] = [interpolatedColor(light, share), interpolatedColor(dark, share)];
    return {
      fill: `light-dark(${onLight}, ${onDark})`,
      ink: `light-dark(${inkColorOn(onLight)}, ${inkColorOn(onDark)})`,
    };
  };
  return { low, high, paintOf };
}

export function divergingScale(limit: number): ColorScale {
  return themedColorScale(-limit, limit, DIVERGING_LIGHT, DIVERGING_DARK);
}

export function colorScaleFor({ low, high }: ScaleRange): ColorScale {
  return low < 0
    ? divergingScale(high)
    : themedColorScale(0, high, upperHalfOfStops(DIVERGING_LIGHT), upperHalfOfStops(DIVERGING_DARK));
}

const upperHalfOfStops = (stops: readonly string[]): readonly string[] => stops.slice((stops.length - 1) / 2);
