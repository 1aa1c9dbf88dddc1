import { describe, expect, it } from 'vitest';
import { inPlace } from '../../../src/backend/wasm/inPlace.ts';
import type { NotedCall } from '../../../src/backend/wasm/noteCalls.ts';
import type { Argument, WasmFunctionName } from '../../../src/kernels/wasm/heap.ts';
import type { TensorInfo } from '../../../src/tf/tf.ts';

const tensorOf = (): TensorInfo => ({ dataId: {}, shape: [6], dtype: 'float32' });
const call = (name: WasmFunctionName, ...args: Argument[]): NotedCall => ({ name, args });
const [a, b, sum, other] = [tensorOf(), tensorOf(), tensorOf(), tensorOf()];
const written = new Map([a, b, sum, other].map(({ dataId }) => [dataId, 6]));
const placed = (calls: readonly NotedCall[]) => inPlace({ calls, written });
const partOf = (tensor: TensorInfo) => ({ kind: 'part', tensor, offset: 0 }) as const;

describe('a sum', () => {
  it('lies where its first term lay, for all that read it', () => {
    const calls = [call('add', a, b, sum, 6), call('copy', sum, other, 6)];
    expect(placed(calls)).toEqual([call('add', a, b, a, 6), call('copy', a, other, 6)]);
  });

  it('of sums lies where the first of all lay', () => {
    const calls = [call('add', a, b, sum, 6), call('add', sum, b, other, 6)];
    expect(placed(calls)).toEqual([call('add', a, b, a, 6), call('add', a, b, a, 6)]);
  });

  it.each([
    ['the term is read later', [call('add', a, b, sum, 6), call('copy', a, other, 6)]],
    ['a part of the term is read later', [call('add', a, b, sum, 6), call('copy', partOf(a), other, 6)]],
    ['the term was there before the step', [call('add', tensorOf(), b, sum, 6)]],
  ])('lies elsewhere where %s', (_, calls) => {
    expect(placed(calls)).toEqual(calls);
  });
});

describe('the gradient of experts', () => {
  const [experts, gradient, x, affine] = [a, b, sum, other];
  const mix = (to: TensorInfo) => call('gatedMixGrad', x, experts, undefined, undefined, to);
  const ofInput = (dy: TensorInfo, y: Argument) => call('groupedDenseGradInput', dy, y, affine, x);
  const ofAffine = (dy: TensorInfo, y: Argument) => call('groupedDenseGradAffine', dy, y, x, affine);

  it('lies over the experts, masked, so that nobody need mask it', () => {
    const calls = [mix(gradient), ofInput(gradient, experts), ofAffine(gradient, experts)];
    expect(placed(calls)).toEqual([mix(experts), ofInput(experts, undefined), ofAffine(experts, undefined)]);
  });

  it.each([
    ['it is read without a mask', ofInput(gradient, undefined)],
    ['another mask is used', ofInput(gradient, affine)],
    ['another function reads it', call('copy', gradient, x, 6)],
    ['the experts are read later', call('copy', experts, x, 6)],
    ['the experts are read beside', call('groupedDenseGradAffine', gradient, experts, experts, affine)],
  ])('lies elsewhere where %s', (_, last) => {
    const calls = [mix(gradient), ofAffine(gradient, experts), last];
    expect(placed(calls)).toEqual(calls);
  });
});
