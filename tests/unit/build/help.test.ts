import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { commands, studies, studyLines } from '../../../src/build/help.mjs';
import { root } from '../commands.ts';

test('every script of package.json has one line, and no line is without a script', () => {
  const named = Object.values(commands).flatMap((list) => list.map(([use]) => use.split(' ')[0]));
  expect(named.toSorted()).toEqual(Object.keys(packageJson.scripts).toSorted());
});

test('every study that is listed is a file', () => {
  for (const [use] of studies) {
    const [name = ''] = use.split(' ');
    expect(existsSync(join(root, `tests/studies/${name}.ts`)), name).toBe(true);
    expect(studyLines()).toContain(`  ${use} `);
  }
});
