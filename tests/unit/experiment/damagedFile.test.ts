import { describe, expect, it } from 'vitest';
import { readDamagedFile } from '../../../src/experiment/damagedFile.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { setCorrelation, setNumTasks, setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { PARTS } from '../../../src/experiment/read.ts';
import { CURRENT_VERSION } from '../../../src/experiment/versions.ts';
import { processorMs } from '../processorMs.ts';

/** Nothing in it is a default that could pass for what was lost. */
const experiment = setTraining(
  setCorrelation(setNumTasks(defaultExperiment(), 3), 'correlation', { row: 0, column: 1, value: 0.75 }),
  {
    batchSize: 64,
    learningRate: 0.02,
  },
);
const formats = {
  'line by line': JSON.stringify({ version: CURRENT_VERSION, ...experiment }, null, 2),
  'in one line': JSON.stringify({ version: CURRENT_VERSION, ...experiment }),
};

const partOf = (of: Experiment, part: string): unknown => of[part as keyof Experiment];

describe.each(Object.entries(formats))('a file of an experiment, %s', (_, whole) => {
  it('cut off anywhere, says of every part that is not as it was that it is lost', () => {
    let numKept = 0;
    for (let length = 0; length < whole.length; length += 7) {
      const reading = readDamagedFile(whole.slice(0, length));
      for (const part of reading === null ? [] : PARTS) {
        const isKept =
          JSON.stringify(partOf(reading?.experiment ?? experiment, part)) ===
          JSON.stringify(partOf(experiment, part));
        const isNamed = reading?.problems.some((problem) => problem.includes(part));
        expect(isKept || isNamed, `${length}: ${part}`).toBe(true);
        numKept += Number(isKept && !isNamed);
      }
    }
    // Half of the parts of half of the cuts, as long as parts are as long as each other.
    expect(numKept).toBeGreaterThan(whole.length / 7);
  });

  it('cut off within an architecture, has those before it and no other', () => {
    const reading = readDamagedFile(whole.slice(0, whole.indexOf('"architecture"', whole.indexOf('"B"'))));
    expect(reading?.experiment.cards).toEqual(experiment.cards.slice(0, 1));
  });

  it('with a hole in one part, keeps the others', () => {
    const start = whole.indexOf('"cards"');
    for (let length = 1; length < 300; length += 13) {
      const holed = whole.slice(0, start - 40) + whole.slice(start - 40 + length);
      const reading = readDamagedFile(holed);
      expect(reading?.experiment.training).toEqual(experiment.training);
      expect(reading?.experiment.comparison).toEqual(experiment.comparison);
    }
  });
});

it.each([
  ['[!,', '!,'],
  ['[01,', '01,'],
  ['texts with escapes that are none', '"\\x",'],
  ['texts with line breaks', '"\n",'],
  ['keys without an end', '"a" !,'],
  ['numbers', '1,'],
])('is read in well under a second where a megabyte is %s', (_, unit) => {
  for (const start of ['{"tasks": [', '{"tasks": {', '{"data": {"table": {"columns": [']) {
    const written = start + unit.repeat(Math.floor(1e6 / unit.length));
    const startMs = processorMs();
    readDamagedFile(written);
    // A fifth on a free machine; seconds, where every value is an error thrown.
    expect(processorMs() - startMs, start).toBeLessThan(1000);
  }
});

it.each([
  ['nothing', ''],
  ['nothing of an experiment', '{"a": 1'],
  ['words', 'tasks and data, training {'],
  ['empty parts', '{"training": {'],
  ['lists in lists', '{"tasks": '.concat('['.repeat(100_000))],
])('is refused where it holds %s', (_, written) => {
  expect(readDamagedFile(written)).toBeNull();
});
