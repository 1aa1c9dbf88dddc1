import { expect, it } from 'vitest';
import { countOption, parseArguments } from '../../../src/cli/arguments.ts';

const replicasOf = (...argv: readonly string[]): number =>
  countOption(parseArguments(argv, { '--replicas': 'a number' }), '--replicas', 60, 10);

it('takes whole numbers that are large enough', () => {
  expect([replicasOf(), replicasOf('--replicas', '10'), replicasOf('--replicas', '1e3')]).toEqual([
    60, 10, 1000,
  ]);
});

it('says of any other number which option it was given for, and what is allowed', () => {
  for (const given of ['0', '-3', '1', '5', '9', '10.5', '1e300'])
    expect(() => replicasOf('--replicas', given)).toThrow(
      `--replicas must be a whole number of at least 10; got '${given}'.`,
    );
  expect(() => replicasOf('--replicas', 'many')).toThrow("--replicas must be a number; got 'many'.");
});

it('takes a number of workers, and says what else was given', () => {
  expect([[], ['--workers', '2']].map((argv) => parseArguments(argv).numWorkers)).toEqual([null, 2]);
  for (const given of ['0', '-1', '1.5', 'many', '100'])
    expect(() => parseArguments(['--workers', given])).toThrow(
      `--workers must be a whole number from 1 to 99; got '${given}'.`,
    );
  expect(() => parseArguments(['--workers'])).toThrow('--workers needs a value: a number.');
});
