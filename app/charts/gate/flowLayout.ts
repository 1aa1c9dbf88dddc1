/** Geometry, in pixels, of the picture of a gate. */

export interface FlowBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type FlowRange = readonly [low: number, high: number];

// Widths, each with the gap behind it; negative: shares of the room that is left.
const SPANS = {
  inputs: [24, -0.16],
  logits: [-0.2, 8],
  weights: [-0.22, 10],
  outputs: [-0.24, -0.18],
  mixed: [24, 22],
  tower: [22, 30],
  answer: [16, 4],
} as const;

export type FlowPart = keyof typeof SPANS;
export const flowParts = Object.keys(SPANS) as readonly FlowPart[];

export const FLOW_TOP = 22;
const LEAST_HEIGHT = 216;
const MOST_WIDTH = 740;
export const LINE_HEIGHT = 15;

/** Boxes of whole columns, and the top and height of each expert's line. */
export function flowLayoutOf(available: number, numExperts: number) {
  const width = Math.min(available, MOST_WIDTH);
  const sizes = Object.values(SPANS).flat();
  const free = width - sizes.reduce((sum, size) => sum + Math.max(0, size), 0);
  const pixels = sizes.map((size) => (size < 0 ? -size * free : size));
  const pitch = Math.min(54, Math.max(9, LEAST_HEIGHT / numExperts));
  const height = Math.max(LEAST_HEIGHT, pitch * numExperts);
  const columns = flowParts.map((part, index): readonly [FlowPart, FlowBox] => {
    const x = pixels.slice(0, 2 * index).reduce((sum, size) => sum + size, 0);
    return [part, { x, width: pixels[2 * index] ?? 0, y: FLOW_TOP, height }];
  });
  return {
    width,
    height: FLOW_TOP + height + 2,
    columns: Object.fromEntries(columns) as Readonly<Record<FlowPart, FlowBox>>,
    lineOf: (place: number) => ({
      y: FLOW_TOP + (height - pitch * numExperts) / 2 + pitch * place,
      height: pitch,
    }),
  };
}

export type FlowLayout = ReturnType<typeof flowLayoutOf>;

/** Range around 0 that ends at multiples of `step`, so that a dragged row seldom changes the scale. */
export function rangeOf(values: readonly number[], step: number): FlowRange {
  const [low, high] = [Math.min(0, ...values), Math.max(step, ...values)];
  return [Math.floor(low / step) * step, Math.ceil(high / step) * step];
}

export const shareOfRange = (value: number, [low, high]: FlowRange): number =>
  Math.min(1, Math.max(0, (value - low) / (high - low)));

/** Bars of all values from a common base line, in one path. */
export function barsPath(
  values: readonly number[],
  box: FlowBox,
  range: FlowRange,
  isLying: boolean,
): string {
  const pitch = (isLying ? box.height : box.width) / values.length;
  const thick = Math.max(0.6, pitch * 0.8);
  const zero = shareOfRange(0, range);
  return values
    .map((value, place) => {
      const size = shareOfRange(value, range) - zero;
      const along = (place + 0.1) * pitch;
      if (!Number.isFinite(size)) return '';
      return isLying
        ? `M${px(box.x + zero * box.width)} ${px(box.y + along)}h${px(size * box.width)}v${px(thick)}h${px(-size * box.width)}z`
        : `M${px(box.x + along)} ${px(box.y + (1 - zero) * box.height)}v${px(-size * box.height)}h${px(thick)}v${px(size * box.height)}z`;
    })
    .join('');
}

const px = (pixels: number): string => pixels.toFixed(1);

/** A ribbon between two upright edges. */
export function ribbonPath(from: Omit<FlowBox, 'width'>, to: Omit<FlowBox, 'width'>): string {
  const middle = px((from.x + to.x) / 2);
  const curve = (start: number, x: number, y: number) =>
    `C${middle} ${px(start)} ${middle} ${px(y)} ${px(x)} ${px(y)}`;
  const ends = [from.y + from.height, to.y + to.height] as const;
  return `M${px(from.x)} ${px(from.y)}${curve(from.y, to.x, to.y)}V${px(ends[1])}${curve(ends[1], from.x, ends[0])}z`;
}
