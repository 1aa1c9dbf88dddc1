/** Places results over operands nobody reads later, so that a step fits the cache better. */
import { type Argument, isDeferred } from '../../kernels/wasm/heap.ts';
import type { TensorInfo } from '../../tf/tf.ts';
import type { Noted, NotedCall } from './noteCalls.ts';
import { tensorOf } from './schedule.ts';

/** Values stay the same. */
export function inPlace({ calls, written }: Pick<Noted, 'calls' | 'written'>): readonly NotedCall[] {
  const isWritten = (arg: Argument): arg is TensorInfo =>
    typeof arg === 'object' && !isDeferred(arg) && written.has(arg.dataId);
  return calls.reduce((placed, { inPlace: { over, masksOver } }, i) => {
    // Earlier moves may have changed its operands.
    const [call, ...later] = placed.slice(i);
    const [output, operand] = (over ?? masksOver ?? []).map((name) => call?.args[name]);
    if (call === undefined || !isWritten(output) || !isWritten(operand)) return placed;
    const allows = (other: NotedCall) =>
      masksOver === undefined
        ? !uses(other, operand)
        : masks(other, output, operand) || (!uses(other, output) && !uses(other, operand));
    if (!later.every(allows)) return placed;
    // What is masked where it is written need not be masked again.
    const unmasked = later.map((other) => withMoved(other, operand, undefined));
    return [...placed.slice(0, i), call, ...unmasked].map((other) => withMoved(other, output, operand));
  }, calls);
}

/** True if the call uses them for a masked gradient alone. */
function masks({ args, inPlace: { masked } }: NotedCall, gradient: TensorInfo, outputs: TensorInfo): boolean {
  if (masked === undefined) return false;
  const [dy, y] = masked.map((name) => args[name]);
  const others = Object.entries(args).filter(([name]) => !masked.includes(name));
  const usesNeither = others.every(([, arg]) => !isOf(arg, gradient) && !isOf(arg, outputs));
  return isOf(dy, gradient) && isOf(y, outputs) && usesNeither;
}

function uses({ args }: NotedCall, tensor: TensorInfo): boolean {
  return Object.values(args).some((arg) => isOf(arg, tensor));
}

function withMoved(call: NotedCall, from: TensorInfo, to: TensorInfo | undefined): NotedCall {
  const moved = Object.entries(call.args).map(([name, arg]) => [name, isOf(arg, from) ? to : arg] as const);
  return { ...call, args: Object.fromEntries(moved) };
}

// Also for a part of the tensor.
function isOf(arg: Argument, { dataId }: TensorInfo): boolean {
  return tensorOf(arg) === dataId;
}
