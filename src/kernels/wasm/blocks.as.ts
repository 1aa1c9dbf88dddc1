/**
 * The inner loops of the product: a few rows by one panel of columns. Their sums stay in registers. A multiply-add takes 4
 * cycles and two can start in each, so fewer than eight sums leave a processor waiting, and exactly eight wait for the
 * slightest delay.
 */
import { panelColumns } from './panels.as';
import { multiplyAdd, storeHigh, storeLow } from './simd.as';

/** Eight sums, two vectors of `b` and four of `a`: V8 loads everything first, and has 15 registers. */
@inline
export function fourRows(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  width: i32,
  floor: v128,
): void {
  let start1 = start + startRow;
  let start2 = start1 + startRow;
  let start3 = start2 + startRow;
  let low0 = v128.load(start);
  let high0 = v128.load(start, 16);
  let low1 = v128.load(start1);
  let high1 = v128.load(start1, 16);
  let low2 = v128.load(start2);
  let high2 = v128.load(start2, 16);
  let low3 = v128.load(start3);
  let high3 = v128.load(start3, 16);
  let a1 = a + aRow;
  let a2 = a1 + aRow;
  let a3 = a2 + aRow;
  for (let k = count; k > 0; k--) {
    const low = v128.load(b);
    const high = v128.load(b, 16);
    let factor = v128.load32_splat(a);
    low0 = multiplyAdd(factor, low, low0);
    high0 = multiplyAdd(factor, high, high0);
    factor = v128.load32_splat(a1);
    low1 = multiplyAdd(factor, low, low1);
    high1 = multiplyAdd(factor, high, high1);
    factor = v128.load32_splat(a2);
    low2 = multiplyAdd(factor, low, low2);
    high2 = multiplyAdd(factor, high, high2);
    factor = v128.load32_splat(a3);
    low3 = multiplyAdd(factor, low, low3);
    high3 = multiplyAdd(factor, high, high3);
    a += aStep;
    a1 += aStep;
    a2 += aStep;
    a3 += aStep;
    b += bStep;
  }
  const out1 = out + outRow;
  const out2 = out1 + outRow;
  const out3 = out2 + outRow;
  if (width == panelColumns) {
    storeRow(out, low0, high0, floor);
    storeRow(out1, low1, high1, floor);
    storeRow(out2, low2, high2, floor);
    storeRow(out3, low3, high3, floor);
  } else {
    storePartOfRow(out, low0, high0, width, floor);
    storePartOfRow(out1, low1, high1, width, floor);
    storePartOfRow(out2, low2, high2, width, floor);
    storePartOfRow(out3, low3, high3, width, floor);
  }
}

/**
 * Four rows whose factors lie side by side, and one from anywhere: ten sums. The factors are loaded as one vector, since what
 * is cut from it later needs no register before.
 */
@inline
export function fiveRows(
  four: usize,
  fourStep: usize,
  one: usize,
  oneStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  startRow: usize,
  startOne: usize,
  out: usize,
  outRow: usize,
  outOne: usize,
  width: i32,
  floor: v128,
): void {
  const start1 = start + startRow;
  const start2 = start1 + startRow;
  const start3 = start2 + startRow;
  let low0 = v128.load(start);
  let high0 = v128.load(start, 16);
  let low1 = v128.load(start1);
  let high1 = v128.load(start1, 16);
  let low2 = v128.load(start2);
  let high2 = v128.load(start2, 16);
  let low3 = v128.load(start3);
  let high3 = v128.load(start3, 16);
  let low4 = v128.load(startOne);
  let high4 = v128.load(startOne, 16);
  for (let k = count; k > 0; k--) {
    const low = v128.load(b);
    const high = v128.load(b, 16);
    const factors = v128.load(four);
    let factor = v128.shuffle<f32>(factors, factors, 0, 0, 0, 0);
    low0 = multiplyAdd(factor, low, low0);
    high0 = multiplyAdd(factor, high, high0);
    factor = v128.shuffle<f32>(factors, factors, 1, 1, 1, 1);
    low1 = multiplyAdd(factor, low, low1);
    high1 = multiplyAdd(factor, high, high1);
    factor = v128.shuffle<f32>(factors, factors, 2, 2, 2, 2);
    low2 = multiplyAdd(factor, low, low2);
    high2 = multiplyAdd(factor, high, high2);
    factor = v128.shuffle<f32>(factors, factors, 3, 3, 3, 3);
    low3 = multiplyAdd(factor, low, low3);
    high3 = multiplyAdd(factor, high, high3);
    factor = v128.load32_splat(one);
    low4 = multiplyAdd(factor, low, low4);
    high4 = multiplyAdd(factor, high, high4);
    four += fourStep;
    one += oneStep;
    b += bStep;
  }
  const out1 = out + outRow;
  const out2 = out1 + outRow;
  const out3 = out2 + outRow;
  if (width == panelColumns) {
    storeRow(out, low0, high0, floor);
    storeRow(out1, low1, high1, floor);
    storeRow(out2, low2, high2, floor);
    storeRow(out3, low3, high3, floor);
    storeRow(outOne, low4, high4, floor);
  } else {
    storePartOfRow(out, low0, high0, width, floor);
    storePartOfRow(out1, low1, high1, width, floor);
    storePartOfRow(out2, low2, high2, width, floor);
    storePartOfRow(out3, low3, high3, width, floor);
    storePartOfRow(outOne, low4, high4, width, floor);
  }
}

/** Seven rows by the first four columns of a panel: V8 loads all factors first, and has 15 registers. */
@inline
export function sevenNarrowRows(
  a: usize,
  aRow: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  startRow: usize,
  out: usize,
  outRow: usize,
  width: i32,
  floor: v128,
): void {
  let sum0 = v128.load(start);
  let sum1 = v128.load((start += startRow));
  let sum2 = v128.load((start += startRow));
  let sum3 = v128.load((start += startRow));
  let sum4 = v128.load((start += startRow));
  let sum5 = v128.load((start += startRow));
  let sum6 = v128.load((start += startRow));
  for (let k = count; k > 0; k--) {
    const low = v128.load(b);
    let at = a;
    sum0 = multiplyAdd(v128.load32_splat(at), low, sum0);
    sum1 = multiplyAdd(v128.load32_splat((at += aRow)), low, sum1);
    sum2 = multiplyAdd(v128.load32_splat((at += aRow)), low, sum2);
    sum3 = multiplyAdd(v128.load32_splat((at += aRow)), low, sum3);
    sum4 = multiplyAdd(v128.load32_splat((at += aRow)), low, sum4);
    sum5 = multiplyAdd(v128.load32_splat((at += aRow)), low, sum5);
    sum6 = multiplyAdd(v128.load32_splat((at += aRow)), low, sum6);
    a += aStep;
    b += bStep;
  }
  storeLow(out, f32x4.pmax(sum0, floor), width);
  storeLow((out += outRow), f32x4.pmax(sum1, floor), width);
  storeLow((out += outRow), f32x4.pmax(sum2, floor), width);
  storeLow((out += outRow), f32x4.pmax(sum3, floor), width);
  storeLow((out += outRow), f32x4.pmax(sum4, floor), width);
  storeLow((out += outRow), f32x4.pmax(sum5, floor), width);
  storeLow((out += outRow), f32x4.pmax(sum6, floor), width);
}

@inline
export function oneRow(
  a: usize,
  aStep: usize,
  b: usize,
  bStep: usize,
  count: i32,
  start: usize,
  out: usize,
  width: i32,
  floor: v128,
): void {
  let low = v128.load(start);
  let high = v128.load(start, 16);
  for (let k = count; k > 0; k--) {
    const factor = v128.load32_splat(a);
    low = multiplyAdd(factor, v128.load(b), low);
    high = multiplyAdd(factor, v128.load(b, 16), high);
    a += aStep;
    b += bStep;
  }
  if (width == panelColumns) {
    storeRow(out, low, high, floor);
  } else {
    storePartOfRow(out, low, high, width, floor);
  }
}

/** A whole row of a panel. Keeps NaN, which the order of the arguments decides. */
@inline
function storeRow(out: usize, low: v128, high: v128, floor: v128): void {
  v128.store(out, f32x4.pmax(low, floor));
  v128.store(out, f32x4.pmax(high, floor), 16);
}

/** The first `width` columns. Not inlined: it is rare, and much code. */
function storePartOfRow(out: usize, low: v128, high: v128, width: i32, floor: v128): void {
  storeLow(out, f32x4.pmax(low, floor), width);
  storeHigh(out, f32x4.pmax(high, floor), width);
}
