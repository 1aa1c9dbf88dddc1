import { describe, expect, it } from 'vitest';
import { callsWrittenInPlace } from '../../../../src/engine/backend/wasm/captureStep.ts';
import type { TracedCall } from '../../../../src/engine/backend/wasm/traceCalls.ts';
import type {
  InPlaceOptions,
  KernelArgument,
  NamedArguments,
} from '../../../../src/engine/kernels/wasm/heap.ts';
import type { TensorInfo } from '../../../../src/engine/tf/tf.ts';

const tensorOf = (): TensorInfo => ({ dataId: {}, shape: [6], dtype: 'float32' });
const call = (name: string, args: NamedArguments, inPlace: InPlaceOptions = {}): TracedCall => ({
  name,
  args,
  inPlace,
});
const added = (a: TensorInfo, b: TensorInfo, out: TensorInfo) =>
  call('add', { a, b, out, count: 6 }, { over: ['out', 'a'] });
const copied = (from: KernelArgument, to: TensorInfo) => call('copy', { from, to, count: 6 });
const [a, b, sum, other] = [tensorOf(), tensorOf(), tensorOf(), tensorOf()];
const written = new Map([a, b, sum, other].map(({ dataId }) => [dataId, 6]));
const placed = (calls: readonly TracedCall[]) => callsWrittenInPlace({ calls, written });
const partOf = (tensor: TensorInfo) => ({ kind: 'part', tensor, offset: 0 }) as const;

describe('a sum', () => {
  it('lies where its first term lay, for all that read it', () => {
    const calls = [added(a, b, sum), copied(sum, other)];
    expect(placed(calls)).toEqual([added(a, b, a), copied(a, other)]);
  });

  it('of sums lies where the first of all lay', () => {
    const calls = [added(a, b, sum), added(sum, b, other)];
    expect(placed(calls)).toEqual([added(a, b, a), added(a, b, a)]);
  });

  it.each([
    ['the term is read later', [added(a, b, sum), copied(a, other)]],
    ['a part of the term is read later', [added(a, b, sum), copied(partOf(a), other)]],
    ['the term was there before the step', [added(tensorOf(), b, sum)]],
  ])('lies elsewhere where %s', (_, calls) => {
    expect(placed(calls)).toEqual(calls);
  });
});

describe('the gradient of experts', () => {
  const [experts, gradient, x, affine] = [a, b, sum, other];
  const mix = (dExperts: TensorInfo) =>
    call('gatedMixGrad', { dStreams: x, experts, dExperts }, { masksOver: ['dExperts', 'experts'] });
  const masked = { masked: ['dy', 'y'] } as const;
  const ofInput = (dy: TensorInfo, y: KernelArgument) =>
    call('groupedDenseGradInput', { dy, y, affine, dx: x }, masked);
  const ofAffine = (dy: TensorInfo, y: KernelArgument) =>
    call('groupedDenseGradAffine', { dy, y, x, dAffine: affine }, masked);

  it('lies over the experts, masked, so that nobody need mask it', () => {
    const calls = [mix(gradient), ofInput(gradient, experts), ofAffine(gradient, experts)];
    expect(placed(calls)).toEqual([mix(experts), ofInput(experts, undefined), ofAffine(experts, undefined)]);
  });

  it.each([
    ['it is read without a mask', ofInput(gradient, undefined)],
    ['another mask is used', ofInput(gradient, affine)],
    ['another function reads it', copied(gradient, x)],
    ['the experts are read later', copied(experts, x)],
    [
      'the experts are read beside',
      call('groupedDenseGradAffine', { dy: gradient, y: experts, x: experts, dAffine: affine }, masked),
    ],
  ])('lies elsewhere where %s', (_, last) => {
    const calls = [mix(gradient), ofAffine(gradient, experts), last];
    expect(placed(calls)).toEqual(calls);
  });
});
