import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findingsIn, otherWays, readOtherFindings } from '../../../../src/studies/map/otherWays.ts';
import { readingsOf } from '../../../../src/studies/map/readings.ts';
import { readRecordedMap } from '../../../../src/studies/map/recordedMap.ts';

const recorded = (name: string): string => readFileSync(`app/recorded/${name}.json`, 'utf8');

it.each(otherWays)('says of the sentences what the set-ups recorded with %s say', (way) => {
  const setUps = readingsOf(readRecordedMap(recorded(`setUps-${way}`)));
  expect(setUps.length).toBeGreaterThan(20);
  expect(readOtherFindings(recorded('otherWays'))[way]).toEqual(findingsIn(setUps));
});
