import { expect, test } from 'vitest';
import { isInstalled } from '../../../src/build/install.mjs';

const locked = new Map([
  ['node_modules/a', { version: '1.0.0' }],
  ['node_modules/b-for-another-system', { version: '2.0.0', optional: true }],
]);

test('an optional package may be absent', () => {
  expect(isInstalled(locked, new Map([['node_modules/a', { version: '1.0.0' }]]))).toBe(true);
});

const a = (version: string) => ['node_modules/a', { version }] as const;
const b = (version: string) => ['node_modules/b-for-another-system', { version }] as const;

test.for([
  { what: 'absent', installed: [] },
  { what: 'in another version', installed: [a('1.0.1')] },
  { what: 'right, but an optional one is outdated', installed: [a('1.0.0'), b('1.0.0')] },
])('installs when a package is $what', ({ installed }) => {
  expect(isInstalled(locked, new Map(installed))).toBe(false);
});
