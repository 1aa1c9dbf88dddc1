/** Places results over operands nobody reads later, so that a step fits the cache better. */
import { type Argument, isDeferred } from '../../kernels/wasm/heap.ts';
import type { TensorInfo } from '../../tf/tf.ts';
import type { Noted, NotedCall } from './noteCalls.ts';
import { tensorOf } from './schedule.ts';

// Functions that mask the gradient `dy` by the ReLU's output `y`.
const masking = ['groupedDenseGradAffine', 'groupedDenseGradInput', 'sparseDenseGradAffine'];

/** Sums go over their first term, gradients of experts over the experts; values stay the same. */
export function inPlace({ calls, written }: Pick<Noted, 'calls' | 'written'>): readonly NotedCall[] {
  const isWritten = (arg: Argument): arg is TensorInfo =>
    typeof arg === 'object' && !isDeferred(arg) && written.has(arg.dataId);
  return calls.reduce((placed, { name }, i) => {
    // Earlier moves may have changed its operands.
    const { args = {} } = placed[i] ?? {};
    const [earlier, later] = [placed.slice(0, i), placed.slice(i + 1)];
    if (name === 'add') {
      const { a: term, out: sum } = args;
      if (!isWritten(term) || !isWritten(sum) || later.some((call) => uses(call, term))) return placed;
      return [...earlier, ...placed.slice(i).map((call) => withMoved(call, sum, term))];
    }
    // `gatedMixGrad` can write the masked gradient over the experts.
    if (name !== 'gatedMixGrad') return placed;
    const { experts, dExperts: gradient } = args;
    if (!isWritten(experts) || !isWritten(gradient)) return placed;
    if (!later.every((call) => masks(call, gradient, experts) || usesNeither(call, gradient, experts)))
      return placed;
    // It has masked already what it wrote over the experts.
    const unmasked = later.map((call) => withMoved(call, experts, undefined));
    return [...earlier, { name, args }, ...unmasked].map((call) => withMoved(call, gradient, experts));
  }, calls);
}

function masks({ name, args }: NotedCall, gradient: TensorInfo, experts: TensorInfo): boolean {
  const { dy, y, ...others } = args;
  const isMasking = masking.includes(name) && isOf(dy, gradient) && isOf(y, experts);
  return isMasking && usesNeither({ name, args: others }, gradient, experts);
}

function usesNeither(call: NotedCall, a: TensorInfo, b: TensorInfo): boolean {
  return !uses(call, a) && !uses(call, b);
}

function uses({ args }: NotedCall, tensor: TensorInfo): boolean {
  return Object.values(args).some((arg) => isOf(arg, tensor));
}

function withMoved({ name, args }: NotedCall, from: TensorInfo, to: TensorInfo | undefined): NotedCall {
  const moved = Object.entries(args).map(([key, arg]) => [key, isOf(arg, from) ? to : arg] as const);
  return { name, args: Object.fromEntries(moved) };
}

// Also for a part of the tensor.
function isOf(arg: Argument, { dataId }: TensorInfo): boolean {
  return tensorOf(arg) === dataId;
}
