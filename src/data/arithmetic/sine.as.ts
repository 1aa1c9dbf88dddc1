/** The sine of FDLIBM (s_sin.c, k_sin.c, k_cos.c, e_rem_pio2.c), for arguments below `largest`. */

/** 2^20 pi / 2, from where on more digits of pi would be needed. */
const largest: f64 = 1647099.3291652855;

/** Where the upper half of a number stands that is about that many quarters of pi. */
const quarterOfPi: i32 = 0x3fe921fb;
const twoQuarters: i32 = 0x3ff921fb;
const threeQuarters: i32 = 0x4002d97c;
const fourQuarters: i32 = 0x400921fb;
const fiveQuarters: i32 = 0x400f6a7a;
const sixQuarters: i32 = 0x4012d97c;
const sevenQuarters: i32 = 0x4015fdbc;
const eightQuarters: i32 = 0x401921fb;
const nineQuarters: i32 = 0x401c463b;

/** pi / 2 in parts of 33 bits, and what is left after each. */
const half1: f64 = 1.57079632673412561417;
const half1Rest: f64 = 6.07710050650619224932e-11;
const half2: f64 = 6.07710050630396597660e-11;
const half2Rest: f64 = 2.02226624879595063154e-21;
const half3: f64 = 2.02226624871116645580e-21;
const half3Rest: f64 = 8.47842766036889956997e-32;

/** `to = sin(frequency x + phase)` of `count` numbers `x`; false, and unfinished, where one is too large or is none. */
export function sines(x: usize, to: usize, count: i32, frequency: f64, phase: f64): bool {
  for (; count > 0; count--) {
    const angle = frequency * load<f64>(x) + phase;
    // Also NaN is not below.
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

function sine(x: f64): f64 {
  const size = highWord(x) & 0x7fffffff;
  // Below 2^-26 a sine is its argument.
  if (size < 0x3e500000) return x;
  // x = n pi / 2 + y + rest, exactly enough where x is near no multiple.
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

/** True if digits may cancel out: near a multiple of pi / 2, or beyond those that are told apart. */
@inline
function isNearMultiple(size: i32): bool {
  const isOneOfFew =
    size == twoQuarters || size == fourQuarters || size == sixQuarters || size == eightQuarters;
  return isOneOfFew || size > nineQuarters;
}

/** How many times pi / 2 is to be taken from `x`. */
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

/** The sine of `x + rest`, at most pi / 4. */
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
