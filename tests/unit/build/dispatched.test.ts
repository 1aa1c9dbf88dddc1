import { expect, test } from 'vitest';
import { dispatched, operationsFor } from '../../../src/build/dispatched.mjs';

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

test('every operation gets a case with as many arguments as it takes, and is exported', () => {
  expect(dispatched(source, entry, beside(additions))).toBe(
    `import { addAll } from '../add/add.as';
export { addAll } from '../add/add.as';
export function copy(from: usize, to: usize, count: i32): void {
}

function carryOut(call: usize): void {
  switch (load<i32>(call)) {
    case 0: return addAll(load<i32>(call + 4), load<i32>(call + 8));
    case 1: return copy(load<i32>(call + 4), load<i32>(call + 8), load<i32>(call + 12));
    default: unreachable();
  }
}

export function replay(calls: usize): void {
}
`,
  );
});

test('operations are known by the names of their arguments, in the order of their cases', () => {
  const operations = operationsFor(entry, beside(additions));
  expect(operations.map(({ name, parameters }) => [name, ...parameters])).toEqual([
    ['addAll', 'x', 'count'],
    ['copy', 'from', 'to', 'count'],
  ]);
});

test('a file without such a switch stays as it is', () => {
  expect(dispatched(additions, '/kernels/add/add.as.ts', beside(additions))).toBe(additions);
});

test.for([
  ['export function addOne(x: v128): void {\n}\n', 'addOne in /kernels/add/add.as.ts takes (v128)'],
  [`export function addMany(${'x: i32, '.repeat(16)}): void {\n}\n`, 'at most 15'],
] as const)('an operation that cannot be called from a list fails the build: %s', ([code, message]) => {
  expect(() => operationsFor(entry, beside(code))).toThrow(message);
});
