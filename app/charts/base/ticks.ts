/** Round numbers for axes. */

function roundTickStep(range: number, count: number): number {
  const rough = range / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * 0.999) ?? 10;
  return factor * power;
}

/** About `count` multiples of a round step, at least three if `count` is three or more. */
export function linearTicks(low: number, high: number, count: number): readonly number[] {
  if (!(high > low)) return [low];
  const step = roundTickStep(high - low, count);
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const digits = Math.max(0, Math.ceil(-Math.log10(step)));
  if (last - first + 1 < Math.min(3, count)) return linearTicks(low, high, 2 * count);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(digits)));
}

/** Powers of ten, subdivided until there are `count`; linear for short ranges. */
export function logTicks(low: number, high: number, count: number): readonly number[] {
  const inside = (digits: readonly number[]) => {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++) {
      for (const digit of digits) ticks.push(Number(`${digit}e${power}`));
    }
    return ticks.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
  };
  const candidates = [[1], [1, 3], [1, 2, 5], [1, 2, 3, 5, 7]].map(inside);
  return candidates.find((ticks) => ticks.length >= count) ?? linearTicks(low, high, count);
}

export interface GainAxis {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly at: (value: number) => number;
}

const AXIS_MARGIN_SHARE = 0.12;
// Shortest axis: tiny differences must not fill the whole picture.
const MIN_GAIN_RANGE = 0.02;

export function gainAxis(
  values: readonly number[],
  [start, end]: readonly [start: number, end: number],
  numTicks: number,
): GainAxis {
  const least = Math.min(0, ...values);
  const most = Math.max(0, ...values);
  const range = Math.max(MIN_GAIN_RANGE, most - least);
  const centre = (least + most) / 2;
  const half = range * (0.5 + AXIS_MARGIN_SHARE);
  const [low, high] = [centre - half, centre + half];
  return {
    low,
    high,
    ticks: linearTicks(low, high, numTicks),
    at: (value) => start + ((value - low) / (high - low)) * (end - start),
  };
}
