import { expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { commands } from '../../../src/build/help.mjs';

test('every script of package.json has one line, and no line is without a script', () => {
  const named = Object.values(commands).flatMap((list) => list.map(([use]) => use.split(' ')[0]));
  expect(named.toSorted()).toEqual(Object.keys(packageJson.scripts).toSorted());
});
