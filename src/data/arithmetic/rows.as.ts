/** SIMD arithmetic of rows on imported memory, equal to the JavaScript in `arithmetic.ts` to the last bit. */

// 2^20 pi / 2: larger arguments would need more digits of pi.
const largest: f64 = 1647099.3291652855;

// High words of multiples of pi / 4.
const quarterOfPi: i32 = 0x3fe921fb;
const twoQuarters: i32 = 0x3ff921fb;
const threeQuarters: i32 = 0x4002d97c;
const fourQuarters: i32 = 0x400921fb;
const fiveQuarters: i32 = 0x400f6a7a;
const sixQuarters: i32 = 0x4012d97c;
const sevenQuarters: i32 = 0x4015fdbc;
const eightQuarters: i32 = 0x401921fb;
const nineQuarters: i32 = 0x401c463b;

// pi / 2 in parts of 33 bits, each with its remainder.
const half1: f64 = 1.57079632673412561417;
const half1Rest: f64 = 6.07710050650619224932e-11;
const half2: f64 = 6.07710050630396597660e-11;
const half2Rest: f64 = 2.02226624879595063154e-21;
const half3: f64 = 2.02226624871116645580e-21;
const half3Rest: f64 = 8.47842766036889956997e-32;

/**
 * Fills `numPairs` pairs by Marsaglia's polar method (1964) over xoroshiro128+ (Blackman and Vigna 2018); advances the two u64 at `state`.
 */
export function normalPairs(state: usize, to: usize, numPairs: i32): void {
  let first = load<u64>(state);
  let second = load<u64>(state, 8);
  for (; numPairs > 0; numPairs--) {
    let x: f64 = 0;
    let y: f64 = 0;
    let squared: f64 = 0;
    do {
      x = 2 * uniform(first + second) - 1;
      let mixed = first ^ second;
      first = rotl(first, 24) ^ mixed ^ (mixed << 16);
      second = rotl(mixed, 37);
      y = 2 * uniform(first + second) - 1;
      mixed = first ^ second;
      first = rotl(first, 24) ^ mixed ^ (mixed << 16);
      second = rotl(mixed, 37);
      squared = x * x + y * y;
    } while (squared >= 1 || squared == 0);
    const scale = sqrt((-2 * lnBelowOne(squared)) / squared);
    store<f64>(to, x * scale);
    store<f64>(to, y * scale, 8);
    to += 16;
  }
  store<u64>(state, first);
  store<u64>(state, second, 8);
}

/** Turns bits 8 to 31 into a number in [0, 1). */
@inline
function uniform(bits: u64): f64 {
  return <f64>(<u32>bits >> 8) / 0x1000000;
}

/** FDLIBM's logarithm (e_log.c) for normal numbers below 1. */
@inline
function lnBelowOne(x: f64): f64 {
  const bits = reinterpret<i64>(x);
  const high = <i32>(bits >> 32) & 0xfffff;
  // x = 2^k (1 + f), with 1 + f from sqrt(1/2) to sqrt(2).
  const isAbove = (high + 0x95f64) & 0x100000;
  const k = <f64>(<i32>(bits >> 52) - 1023 + (isAbove >> 20));
  const f = reinterpret<f64>((<i64>(high | (isAbove ^ 0x3ff00000)) << 32) | (bits & 0xffffffff)) - 1;
  const kHigh = k * 6.93147180369123816490e-1;
  const kLow = k * 1.90821492927058770002e-10;
  // |f| < 2^-20
  if ((0xfffff & (2 + high)) < 3) return kHigh - (f * f * (0.5 - 0.33333333333333333 * f) - kLow - f);
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const odd = w * (0.3999999999940942 + w * (0.22222198432149784 + w * 0.15313837699209373));
  const even =
    z *
    (0.6666666666666735 + w * (0.2857142874366239 + w * (0.1818357216161805 + w * 0.14798198605116586)));
  const rest = even + odd;
  if (((high - 0x6147a) | (0x6b851 - high)) <= 0) return kHigh - (s * (f - rest) - kLow - f);
  const half = 0.5 * f * f;
  return kHigh - (half - (s * (half + rest) + kLow) - f);
}

/**
 * `to[i][n]`: product of row n with direction i, in index order; four sums of two rows fill the registers. `rows` is `[numRows, rowLength]`
 * in f32, the first `length` count; `directions` is `[length][4]`; `numRows` is even.
 */
export function project(
  directions: usize,
  length: i32,
  rows: usize,
  numRows: i32,
  rowLength: i32,
  to: usize,
): void {
  const rowBytes = <usize>rowLength << 2;
  const toBytes = <usize>numRows << 3;
  for (; numRows > 0; numRows -= 2) {
    unrolled: for (let row = 0; row < 2; row++) {
      let low$row = f64x2.splat(0);
      let high$row = f64x2.splat(0);
      let x$row = rows + row * rowBytes;
    }
    let direction = directions;
    for (let left = length; left > 0; left--) {
      const low = v128.load(direction);
      const high = v128.load(direction, 16);
      direction += 32;
      unrolled: for (let row = 0; row < 2; row++) {
        const factor$row = f64x2.splat(<f64>load<f32>(x$row));
        low$row = f64x2.add(low$row, f64x2.mul(low, factor$row));
        high$row = f64x2.add(high$row, f64x2.mul(high, factor$row));
        x$row += 4;
      }
    }
    unrolled: for (let row = 0; row < 2; row++) {
      v128.store64_lane(to, low$row, 0, row * 8);
      v128.store64_lane(to + toBytes, low$row, 1, row * 8);
      v128.store64_lane(to + 2 * toBytes, high$row, 0, row * 8);
      v128.store64_lane(to + 3 * toBytes, high$row, 1, row * 8);
    }
    rows += 2 * rowBytes;
    to += 16;
  }
}

/** `to = sin(frequency x + phase)`; returns false at a number that is NaN or too large. */
export function sines(x: usize, to: usize, count: i32, frequency: f64, phase: f64): bool {
  for (; count > 0; count--) {
    const angle = frequency * load<f64>(x) + phase;
    // Written as a negation, so that NaN fails too.
    if (!(abs(angle) < largest)) return false;
    store<f64>(to, sine(angle));
    x += 8;
    to += 8;
  }
  return true;
}

@inline
function highWord(x: f64): i32 {
  return <i32>(reinterpret<u64>(x) >> 32);
}

@inline
function exponent(x: f64): i32 {
  return (highWord(x) >> 20) & 0x7ff;
}

/** FDLIBM's sine (s_sin.c, k_sin.c, k_cos.c, e_rem_pio2.c) for arguments below `largest`. */
function sine(x: f64): f64 {
  const size = highWord(x) & 0x7fffffff;
  // Below 2^-26 the sine rounds to its argument.
  if (size < 0x3e500000) return x;
  // x = n pi / 2 + y + rest; one part of pi / 2 is enough unless x is near a multiple.
  const n = multipleOf(x, size);
  let from = x - n * half1;
  let missing = n * half1Rest;
  let y = from - missing;
  if (isNearMultiple(size) && (size >> 20) - exponent(y) > 16) {
    let before = from;
    missing = n * half2;
    from = before - missing;
    missing = n * half2Rest - (before - from - missing);
    y = from - missing;
    if ((size >> 20) - exponent(y) > 49) {
      before = from;
      missing = n * half3;
      from = before - missing;
      missing = n * half3Rest - (before - from - missing);
      y = from - missing;
    }
  }
  const rest = from - y - missing;
  const quadrant = <i32>n;
  const value = quadrant & 1 ? cosineOfSmall(y, rest) : sineOfSmall(y, rest);
  return quadrant & 2 ? -value : value;
}

// Digits may cancel near a multiple of pi / 2; large arguments count as near.
@inline
function isNearMultiple(size: i32): bool {
  const isOneOfFew =
    size == twoQuarters || size == fourQuarters || size == sixQuarters || size == eightQuarters;
  return isOneOfFew || size > nineQuarters;
}

@inline
function multipleOf(x: f64, size: i32): f64 {
  if (isNearMultiple(size)) return floor(x * 6.36619772367581382433e-1 + 0.5);
  const n =
    <i32>(size > quarterOfPi) +
    <i32>(size > threeQuarters) +
    <i32>(size > fiveQuarters) +
    <i32>(size > sevenQuarters);
  return x < 0 ? -n : n;
}

/** Sine of `x + rest`, at most pi / 4 in size. */
function sineOfSmall(x: f64, rest: f64): f64 {
  const z = x * x;
  const r =
    8.33333333332248946124e-3 +
    z * (-1.98412698298579493134e-4 + z * 2.75573137070700676789e-6) +
    z * (z * z) * (-2.50507602534068634195e-8 + z * 1.58969099521155010221e-10);
  const v = z * x;
  const s1: f64 = -1.66666666666666324348e-1;
  if (rest == 0) return x + v * (s1 + z * r);
  return x - (z * (0.5 * rest - v * r) - rest - v * s1);
}

function cosineOfSmall(x: f64, rest: f64): f64 {
  const z = x * x;
  const w = z * z;
  const r =
    z * (0.0416666666666666 + z * (-0.001388888888887411 + z * 0.00002480158728947673)) +
    w * w * (-2.7557314351390663e-7 + z * (2.087572321298175e-9 + z * -1.1359647557788195e-11));
  const half = 0.5 * z;
  const big = 1 - half;
  return big + (1 - big - half + (z * r - x * rest));
}
