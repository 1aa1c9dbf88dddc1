/**
 * Saved runs that were damaged at random, or by somebody who knows their form;
 * `HOSTILE_RUNS=10000 npx vitest run --project node tests/unit/run/hostileRuns.test.ts` tries more.
 */
import { describe, expect, it } from 'vitest';
import { shortHash } from '../../../../src/core/base64.ts';
import { UserError } from '../../../../src/core/errors.ts';
import { createStream, type RandomStream } from '../../../../src/core/random.ts';
import { readRunsFile, runsFileParts } from '../../../../src/run/codec/runsFile.ts';
import { savedRunOf } from '../../../../src/run/codec/savedRun.ts';
import type { StartedRun } from '../../../../src/run/run.ts';
import { summaryOf } from '../../../../src/run/summary.ts';
import { recordedText } from '../recordedRuns.ts';

const numFiles = Number(process.env['HOSTILE_RUNS'] ?? 300);
const written = recordedText();
const original = savedRunOf(written);
const labels = { name: 'First', note: 'A note', time: 1_800_000_000_000, release: '0.1.0' };
const file = runsFileParts([{ ...labels, saved: written }]).join('');

const damages: readonly ((text: string, random: RandomStream) => string)[] = [
  (text, random) => text.slice(0, random.integerBelow(text.length)),
  (text, random) => replaced(text, random, 1, String.fromCharCode(32 + random.integerBelow(95))),
  (text, random) => replaced(text, random, random.integerBelow(40), ''),
  (text, random) => replaced(text, random, 0, text.slice(0, random.integerBelow(60))),
  (text, random) => replaced(text, random, 1, String(random.integerBelow(2 ** 31))),
];

function replaced(text: string, random: RandomStream, length: number, by: string): string {
  const at = random.integerBelow(text.length);
  return text.slice(0, at) + by + text.slice(at + length);
}

/** A text that says that it is whole. */
function forgedText(config: string, numbers: string): string {
  const [backend, build] = ['wasm', 'relaxed-simd'];
  const check = shortHash([config, backend, build, numbers].join(' '));
  return JSON.stringify({ version: 2, config, backend, build, check, numbers });
}

function damaged(text: string, random: RandomStream): string {
  const damage = damages[random.integerBelow(damages.length)];
  return damage === undefined ? text : damage(text, random);
}

/** The run, or the sentence with which it was refused; whatever else is thrown is a defect. */
function readOrRefused(text: string): StartedRun | string {
  try {
    return savedRunOf(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.message;
  }
}

/** A run that was taken has what everything on the page counts on. */
function expectWhole(run: StartedRun): void {
  const { experiment, networks } = run;
  const size = experiment.tasks.length * experiment.training.numReplicas;
  expect(summaryOf(experiment, run)?.cards).toHaveLength(experiment.cards.length);
  for (const { history, reportable } of networks.values()) {
    for (const { loss } of history) expect(loss.test).toHaveLength(size);
    expect(reportable.last?.test).toHaveLength(size);
  }
}

describe('saved runs that were damaged', () => {
  it(
    'are refused with a sentence that names the fix, unless their numbers are as they were',
    () => {
      let numRefused = 0;
      for (let number = 0; number < numFiles; number++) {
        const found = readOrRefused(damaged(written, createStream('saved run', number)));
        if (typeof found === 'string') {
          numRefused += 1;
          expect(found).toMatch(/saved run.*press Play/);
          expect(found.length).toBeLessThan(1000);
        } else expect(found).toEqual(original);
      }
      expect(numRefused).toBeGreaterThan(numFiles / 3);
    },
    numFiles * 100,
  );

  it(
    'are whole or refused where somebody knows their form',
    () => {
      const configs = ['v=2&reps=100&tasks=8', 'v=2&steps=400&eval=1', 'v=2&A=ple,levels:4_4_4'];
      const { numbers } = JSON.parse(written);
      let numRead = 0;
      for (let number = 0; number < numFiles / 8; number++) {
        const random = createStream('forged run', number);
        const config = configs[random.integerBelow(6)] ?? 'v=2';
        const found = readOrRefused(forgedText(config, damaged(numbers, random).replaceAll(/[^\w-]/g, 'A')));
        if (typeof found === 'string') expect(found).toMatch(/saved run.*press Play/);
        else {
          numRead += 1;
          expectWhole(found);
        }
      }
      expect(numRead).toBeGreaterThan(0);
    },
    numFiles * 100,
  );

  it(
    'are in their files the runs that were saved, or refused',
    () => {
      for (let number = 0; number < numFiles; number++) {
        const text = damaged(file, createStream('file of runs', number));
        try {
          for (const found of readRunsFile(text))
            if (found.kind === 'problem') expect(found.problem).toMatch(/^Run 1.* is left out\. .+\.$/);
            else expect(found.run.run).toEqual(original);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }
    },
    numFiles * 100,
  );
});
