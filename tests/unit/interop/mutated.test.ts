/** Files that were damaged anywhere: a sentence for the reader or a sound result, never anything else, and soon. */
import { expect, it } from 'vitest';
import { UserError } from '../../../src/core/errors.ts';
import { createStream } from '../../../src/core/random.ts';
import { defaultExperiment } from '../../../src/experiment/defaults.ts';
import { readExperimentFile } from '../../../src/experiment/read.ts';
import { readWeightsFile } from '../../../src/interop/weightsFile.ts';
import { namedTensorsOf } from '../../../src/models/namedTensors.ts';
import { readReferenceCase } from '../../long/gpus/check/referenceCase.ts';
import { processorMs } from '../processorMs.ts';
import { soundVectors } from './vectorFiles.ts';

/** To be raised by hand: 10,000 take a minute. */
const numFiles = Number(process.env['MUTATED_FILES'] ?? 300);
const maxMs = 2000;

type Stream = ReturnType<typeof createStream>;

/** Cut, overwritten, doubled or with a part left out; mostly near the beginning, where headers are. */
function mutated(bytes: Uint8Array, { integerBelow, uniform }: Stream): Uint8Array {
  const place = integerBelow(uniform() < 0.7 ? Math.min(bytes.length, 6000) : bytes.length);
  const length = 1 + integerBelow(uniform() < 0.5 ? 4 : 400);
  const [before, inside, after] = [
    bytes.subarray(0, place),
    bytes.subarray(place, place + length),
    bytes.subarray(place + length),
  ];
  const made = [
    () => [before],
    () => [before, inside.map(() => integerBelow(256)), after],
    () => [before, inside.map(() => '0123456789-.e"[]{},:ntfF'.charCodeAt(integerBelow(24))), after],
    () => [before, inside, inside, after],
    () => [before, after],
  ];
  return Buffer.concat(made[integerBelow(made.length)]?.() ?? []);
}

/** Calls `read` on many damaged copies; returns how many could still be read. */
function numReadable(sound: Uint8Array, key: string, read: (bytes: Uint8Array) => unknown): number {
  const stream = createStream(key);
  let count = 0;
  for (let file = 0; file < numFiles; file++) {
    const damaged = mutated(sound, stream);
    const startMs = processorMs();
    try {
      read(damaged);
      count++;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      expect(error.message.length).toBeLessThan(2000);
    }
    expect(processorMs() - startMs).toBeLessThan(maxMs);
  }
  return count;
}

it('weights are read or refused with a sentence', () => {
  const { topology } = readReferenceCase(soundVectors);
  const count = numReadable(soundVectors, 'weights', (bytes) => {
    const weights = readWeightsFile(bytes, topology, 'A');
    for (const { name, shape } of namedTensorsOf(topology))
      expect(weights[name]?.length).toBe(shape.reduce((size, length) => size * length, 1));
  });
  // Most damage hits the header; what hits only values cannot be seen.
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(numFiles);
});

it('experiments are read with a sentence for what is not taken, or refused', () => {
  const original = defaultExperiment();
  const sound = Buffer.from(JSON.stringify({ version: 2, ...original }, null, 2));
  const count = numReadable(sound, 'experiment', (bytes) => {
    const reading = readExperimentFile(parsed(new TextDecoder().decode(bytes)));
    if (reading === null) throw new UserError('nothing is left of it');
    expect(reading.experiment.tasks.length).toBeGreaterThan(0);
  });
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(numFiles);
});

/** Undefined: it is no JSON. */
function parsed(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}
