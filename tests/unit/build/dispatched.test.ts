import { expect, test } from 'vitest';
import { dispatched, operationsFor } from '../../../src/build/assemblyScript.mjs';

const entry = '/kernels/wasm/all.as.ts';
const source = `export function copy(from: usize, to: usize, count: i32): void {
}

function carryOut(call: usize): void {
  dispatched: switch (load<i32>(call)) {
    default: unreachable();
  }
}

export function replay(calls: usize): void {
}
`;
const beside = (code: string) =>
  new Map([
    [entry, source],
    ['/kernels/add/add.as.ts', code],
    ['/other/copies/copies.as.ts', 'export function copies(): void {\n}\n'],
  ]);
const additions = `export function addAll(
  x: usize,
  count: i32,
): void {
}
export function sum(x: usize): f32 {
}
function add(x: usize): void {
}
`;

test('a file without such a switch stays as it is', () => {
  expect(dispatched(additions, '/kernels/add/add.as.ts', beside(additions))).toBe(additions);
});

test.for([
  ['export function addOne(x: v128): void {\n}\n', 'addOne in /kernels/add/add.as.ts takes (v128)'],
  [`export function addMany(${'x: i32, '.repeat(16)}): void {\n}\n`, 'at most 15'],
] as const)('an operation that cannot be called from a list fails the build: %s', ([code, message]) => {
  expect(() => operationsFor(entry, beside(code))).toThrow(message);
});
