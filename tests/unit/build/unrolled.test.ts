import { expect, test } from 'vitest';
import { unrolled } from '../../../src/build/assemblyScript.mjs';

test('a loop becomes its body, once for each value, also in names', () => {
  const source = `before();
  unrolled: for (let row = 0; row < 3; row++) {
    let sum$row = load(row * 4, rows);
  }
after();
`;
  expect(unrolled(source)).toBe(`before();
    let sum0 = load(0 * 4, rows);
    let sum1 = load(1 * 4, rows);
    let sum2 = load(2 * 4, rows);
after();
`);
});

test('loops may lie in one another and count down', () => {
  const source = `unrolled: for (let term = 0; term < 2; term++) {
  unrolled: for (let row = 1; row >= 0; row--) {
    low$row = add(low$row, term);
  }
}
`;
  expect(unrolled(source)).toBe(`    low1 = add(low1, 0);
    low0 = add(low0, 0);
    low1 = add(low1, 1);
    low0 = add(low0, 1);
`);
});

test.for([
  ['unrolled: for (let i = 0; i < count; i++) {\n}\n', 'i < count'],
  ['unrolled: for (let i = 0; i < 4; i--) {\n}\n', 'counts up'],
  ['  unrolled: for (let i = 0; i < 4; i++) {\n}\n', 'no end'],
] as const)('what cannot be written out is said: %j', ([source, message]) => {
  expect(() => unrolled(source)).toThrow(message);
});
