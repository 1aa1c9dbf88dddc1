/** Capturing and replaying of any computation of our own programs, here of additions. */
import { afterEach, describe, expect, it } from 'vitest';
import {
  type CapturedStep,
  NotCapturable,
  type StepCapture,
  StepDoesNotFit,
  stepCaptureOf,
} from '../../../src/engine/backend/stepCapture.ts';
import {
  add,
  backend,
  dispose,
  memory,
  mul,
  type Tensor,
  tensor,
  tidy,
  zeros,
} from '../../../src/engine/tf/tf.ts';
import { startGpuForTests } from './startGpu.ts';

describe('captured steps', () => {
  startGpuForTests();
  const tensors: Tensor[] = [];
  const capturedSteps: CapturedStep[] = [];
  const made = (values: number[], shape: number[]): Tensor => {
    const made = tensor(values, shape);
    tensors.push(made);
    return made;
  };
  const capture = (): StepCapture => {
    const found = stepCaptureOf(backend());
    if (found === null) throw new Error('This backend does not capture.');
    return found;
  };
  const captureOf = async (
    state: Tensor[],
    inputs: Tensor[],
    compute: () => Tensor[],
  ): Promise<CapturedStep> => {
    const captured = await capture().captureStep({ state, numReplicas: 1, inputs, compute });
    capturedSteps.push(captured);
    return captured;
  };
  afterEach(() => {
    for (const captured of capturedSteps.splice(0)) captured.dispose();
    dispose(tensors.splice(0));
    expect(memory().numTensors).toBe(0);
  });

  it('repeats a step any number of times, from the state as it is', async () => {
    const x = made([1, 2], [2]);
    const { replay, numDispatches } = await captureOf([x], [], () => [plus(twice(x), 1)]);
    expect(numDispatches).toBe(2);
    expect(await valuesOf(x)).toEqual([1, 2]);
    replay(1);
    expect(await valuesOf(x)).toEqual([3, 5]);
    replay(2);
    expect(await valuesOf(x)).toEqual([15, 23]);
    replay(3);
    expect(await valuesOf(x)).toEqual([127, 191]);
  });

  it('does not answer with values read before', async () => {
    const x = made([1], [1]);
    const { replay } = await captureOf([x], [], () => [plus(x, 1)]);
    expect([...(await x.data())]).toEqual([1]);
    replay(1);
    expect([...(await x.data())]).toEqual([2]);
    capture().overwrite(x, Float32Array.of(7));
    expect([...(await x.data())]).toEqual([7]);
  });

  it('reads inputs as they are at the time, and everything else as it was', async () => {
    const x = made([0], [1]);
    const input = made([1], [1]);
    const constant = made([10], [1]);
    const { replay } = await captureOf([x], [input], () => [add(add(x, input), constant)]);
    capture().overwrite(input, Float32Array.of(5));
    capture().overwrite(constant, Float32Array.of(1000));
    replay(2);
    expect(await valuesOf(x)).toEqual([30]);
  });

  it('keeps several tensors of state apart, changing or not', async () => {
    const [x, y, still] = [made([1], [1, 1]), made([2], [1, 1]), made([3], [1, 1])];
    const { replay } = await captureOf([x, y, still], [], () => [add(y, still), add(x, y), still]);
    replay(3);
    // (1, 2) -> (5, 3) -> (6, 8) -> (11, 14)
    expect(await Promise.all([x, y, still].map(valuesOf))).toEqual([[11], [14], [3]]);
  });

  it('leaves its buffers to nobody while it lives', async () => {
    const x = made([1, 2, 3], [3]);
    const { replay } = await captureOf([x], [], () => [twice(plus(x, 1))]);
    const others = Array.from({ length: 8 }, (_, i) => tidy(() => add(made([i, i, i], [3]), 100)));
    replay(1);
    expect(await valuesOf(x)).toEqual([4, 6, 8]);
    for (const [i, other] of others.entries())
      expect(await valuesOf(other)).toEqual([100 + i, 100 + i, 100 + i]);
    dispose(others);
  });

  it('runs between other operations in the order of the calls', async () => {
    const x = made([1], [1]);
    const { replay } = await captureOf([x], [], () => [add(twice(x), x)]);
    const before = add(x, 0.5);
    replay(1);
    const after = add(x, 0.5);
    expect([await valuesOf(before), await valuesOf(after)]).toEqual([[1.5], [3.5]]);
    dispose([before, after]);
  });

  it('says so when it is replayed after it was disposed', async () => {
    const x = made([1], [1]);
    const { replay, dispose } = await captureOf([x], [], () => [plus(x, 1)]);
    dispose();
    dispose();
    expect(() => replay(1)).toThrow('The captured step was used after it was disposed.');
  });

  it('refuses a next state that the step does not compute', async () => {
    const x = made([1], [1]);
    const constant = made([2], [1]);
    await expect(captureOf([x], [], () => [constant])).rejects.toThrow('must be computed by the step');
    await expect(captureOf([x], [], () => [twice(tensor([1, 2]))])).rejects.toThrow('same shape');
  });

  it('refuses an input that no program could be bound to, before the device does, and goes on', async () => {
    const { mostBytes } = capture();
    // The smallest that the standard allows.
    expect(mostBytes).toBe(2 ** 27);
    const [x, large] = [made([1], [1]), tidy(() => zeros([mostBytes / 4 + 1]))];
    tensors.push(large);
    await expect(captureOf([x], [large], () => [plus(x, 1)])).rejects.toThrow(StepDoesNotFit);
    const { replay } = await captureOf([x], [], () => [plus(x, 1)]);
    replay(1);
    expect(await valuesOf(x)).toEqual([2]);
  });

  it('names the kernels that are not ours, runs none of them, and goes on', async () => {
    const x = made([1], [1]);
    const refused = captureOf([x], [], () => [add(mul(twice(x), 2), 1)]);
    await expect(refused).rejects.toThrow('A step that runs Multiply, Add cannot be captured.');
    await expect(refused).rejects.toThrow(NotCapturable);
    const tripled = tidy(() => mul(x, 3));
    expect(await valuesOf(tripled)).toEqual([3]);
    tripled.dispose();
  });

  it('goes on after a step that failed while it was captured', async () => {
    const x = made([1], [1]);
    const failing = () => {
      plus(x, 1);
      throw new Error('halfway');
    };
    await expect(captureOf([x], [], failing)).rejects.toThrow('halfway');
    const { replay } = await captureOf([x], [], () => [plus(x, 1)]);
    replay(1);
    expect(await valuesOf(x)).toEqual([2]);
  });
});

const twice = (x: Tensor): Tensor => add(x, x);

/** The sum with a constant of the same shape, which our own program adds. */
const plus = (x: Tensor, value: number): Tensor => add(x, tensor(Array(x.size).fill(value), x.shape));

/** A copy is read, so that nothing is remembered of the tensor itself. */
async function valuesOf(tensor: Tensor): Promise<number[]> {
  const copy = tidy(() => add(tensor, 0));
  const values = [...(await copy.data())];
  copy.dispose();
  return values;
}
