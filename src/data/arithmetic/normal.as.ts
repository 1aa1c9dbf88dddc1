/** Standard normal numbers as `createStream` draws them. */

/**
 * Marsaglia's polar method (1964), `numPairs` times at `to`, over xoroshiro128+ (Blackman and Vigna 2018), whose two whole numbers
 * of 64 bits at `state` go on.
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

/** The upper 24 of the lower 32 bits, in [0, 1). */
@inline
function uniform(bits: u64): f64 {
  return <f64>(<u32>bits >> 8) / 0x1000000;
}

/** The logarithm of FDLIBM (e_log.c), for normal numbers between 0 and 1. */
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
