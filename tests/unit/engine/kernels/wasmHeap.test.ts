import { expect, it } from 'vitest';
import { orderedArgumentsOf } from '../../../../src/engine/kernels/wasm/heap.ts';

it('puts arguments into the order in which the function takes them', () => {
  expect(orderedArgumentsOf('copy', { count: 3, to: 2, from: 1 })).toEqual([1, 2, 3]);
});

it.each([
  ['an argument is missing', 'copy', { from: 1, to: 2 }, 'copy takes count, from, to; got from, to.'],
  ['there is one too many', 'copy', { from: 1, to: 2, count: 3, by: 4 }, 'got by, count, from, to.'],
  ['there is no such function', 'paste', {}, 'no operation paste; it has adamStep, add, columnSums, copy,'],
])('says so where %s', (_, name, args, message) => {
  expect(() => orderedArgumentsOf(name, args)).toThrow(message);
});
