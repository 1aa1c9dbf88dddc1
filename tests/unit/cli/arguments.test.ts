import { expect, it } from 'vitest';
import { countOption, parseArguments } from '../../../src/cli/arguments.ts';

const replicasOf = (...argv: readonly string[]): number =>
  countOption(parseArguments(argv, { '--replicas': 'a number' }), '--replicas', 60, 10);

it('says of any other number which option it was given for, and what is allowed', () => {
  for (const given of ['0', '-3', '1', '5', '9', '10.5', '1e300', '', 'Infinity', 'many'])
    expect(() => replicasOf('--replicas', given)).toThrow(
      `--replicas must be a whole number of at least 10; got '${given}'.`,
    );
});
