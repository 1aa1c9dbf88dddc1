/** Task loss and its gradient, see `taskLoss.ts`. */
import { bytes, expOfNegative, loadLow, logOnePlus, multiplyAdd, sigmoid, storeLow, sumOfLanes } from '../wasm/simd.as';

/** `isBinary`: `[T]`, int32. `losses`: `[R*T]`. */
export function taskLoss(
  logits: usize,
  labels: usize,
  mask: usize,
  losses: usize,
  isBinary: usize,
  numReplicas: i32,
  numTasks: i32,
  numRows: i32,
): void {
  for (let i = 0; i < numReplicas * numTasks; i++) {
    const at = bytes(i * numRows);
    const binary = load<i32>(isBinary + bytes(i % numTasks)) != 0;
    store<f32>(losses + bytes(i), meanLoss(logits + at, labels + at, mask + at, binary, numRows));
  }
}

/** `dy`: `[R*T]`. */
export function taskLossGrad(
  dy: usize,
  logits: usize,
  labels: usize,
  mask: usize,
  dLogits: usize,
  isBinary: usize,
  numReplicas: i32,
  numTasks: i32,
  numRows: i32,
): void {
  for (let i = 0; i < numReplicas * numTasks; i++) {
    const at = bytes(i * numRows);
    const binary = load<i32>(isBinary + bytes(i % numTasks)) != 0;
    const scale = f32x4.splat(load<f32>(dy + bytes(i)) / numLabels(mask + at, numRows));
    gradients(logits + at, labels + at, mask + at, dLogits + at, binary, scale, numRows);
  }
}

function meanLoss(logits: usize, labels: usize, mask: usize, binary: bool, numRows: i32): f32 {
  let sum = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= numRows; i += 4) {
    const loss = lossOf(v128.load(logits + bytes(i)), v128.load(labels + bytes(i)), binary);
    sum = multiplyAdd(loss, v128.load(mask + bytes(i)), sum);
  }
  for (; i < numRows; i++) {
    const loss = lossOf(v128.load32_zero(logits + bytes(i)), v128.load32_zero(labels + bytes(i)), binary);
    sum = multiplyAdd(loss, v128.load32_zero(mask + bytes(i)), sum);
  }
  return f32x4.extract_lane(sumOfLanes(sum), 0) / numLabels(mask, numRows);
}

function gradients(
  logits: usize,
  labels: usize,
  mask: usize,
  dLogits: usize,
  binary: bool,
  scale: v128,
  numRows: i32,
): void {
  for (let i = 0; i < numRows; i += 4) {
    const at = bytes(i);
    const width = min(numRows - i, 4);
    const gradient = gradientOf(loadLow(logits + at, width), loadLow(labels + at, width), binary);
    storeLow(dLogits + at, f32x4.mul(f32x4.mul(gradient, loadLow(mask + at, width)), scale), width);
  }
}

// At least 1, so that a task without labels has loss and gradient 0.
function numLabels(mask: usize, numRows: i32): f32 {
  let sum = f32x4.splat(0);
  let i = 0;
  for (; i + 4 <= numRows; i += 4) sum = f32x4.add(sum, v128.load(mask + bytes(i)));
  for (; i < numRows; i++) sum = f32x4.add(sum, v128.load32_zero(mask + bytes(i)));
  return max<f32>(f32x4.extract_lane(sumOfLanes(sum), 0), 1);
}

@inline
function lossOf(logit: v128, label: v128, binary: bool): v128 {
  if (binary) {
    // max(x, 0) - x y + log(1 + exp(-|x|)): stable for logits of any size.
    const softplus = logOnePlus(expOfNegative(f32x4.neg(f32x4.abs(logit))));
    const positive = f32x4.pmax(logit, f32x4.splat(0));
    return f32x4.add(f32x4.sub(positive, f32x4.mul(logit, label)), softplus);
  }
  const error = f32x4.sub(logit, label);
  return f32x4.mul(error, error);
}

@inline
function gradientOf(logit: v128, label: v128, binary: bool): v128 {
  if (binary) return f32x4.sub(sigmoid(logit), label);
  const error = f32x4.sub(logit, label);
  return f32x4.add(error, error);
}
