/** What is recorded of the map are set-ups of the population as they are drawn today, complete and small. */
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import recordedWays from '../../../../app/recorded/otherWays.json';
import { sizeFactors } from '../../../../src/experiment/derived/sizes.ts';
import { linkOfAll } from '../../../../src/experiment/link/link.ts';
import { contestants } from '../../../../src/studies/map/contestants.ts';
import { readingsOf } from '../../../../src/studies/map/readings.ts';
import { readRecordedMap } from '../../../../src/studies/map/recordedMap.ts';
import { findingsIn, otherWays } from '../../../../src/studies/map/sentences.ts';
import { mapPopulation, setUpAt } from '../../../studies/population/population.ts';
import { recordedText } from '../../run/recordedRuns.ts';

const written = recordedText('setUps');
const { setUps } = readRecordedMap(written);

it('takes at most 120 kB to download, and has each set-up once, in order, all of which lie in the population', () => {
  expect(gzipSync(written).length).toBeLessThanOrEqual(120_000);
  const keys = setUps.map(({ key }) => key);
  expect(keys).toEqual([...new Set(keys)].toSorted((a, b) => a - b));
  expect(readingsOf({ setUps }).map(({ key }) => key)).toEqual(keys);
});

it('has set-ups as they are drawn, with a network of each contestant in each repetition', () => {
  for (const { key, config, best } of setUps) {
    const { tasks, training, ...experiment } = setUpAt(mapPopulation, key);
    expect(config).toBe(linkOfAll({ tasks, training, ...experiment }));
    expect(best.map(({ length }) => length)).toEqual(contestants.map(() => training.numReplicas));
    expect(best.flat().every(({ losses }) => losses.length === tasks.length)).toBe(true);
    expect(best.flat().every(({ size }) => sizeFactors.includes(size))).toBe(true);
  }
});

it.each(otherWays)('has what the sentences become with %s', (way) => {
  expect(recordedWays[way]).toEqual(findingsIn(readingsOf(readRecordedMap(recordedText(`setUps-${way}`)))));
});
