/** What the page says of the comparison with the authors' library is what the comparison says today. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parityErrorsOf } from '../../../src/run/report/fidelity.ts';
import { outputOf, root } from '../commands.ts';

const command = ['tests/studies/parity.ts', 'tests/long/gpus/check/vectors', '--backend', 'wasm', '--json'];

it('tells the parity of this engine', async () => {
  const told = parityErrorsOf(await readFile(join(root, 'app/recorded/fidelity.json'), 'utf8'));
  const now = parityErrorsOf(await outputOf(...command));
  expect({ ...now, largestOutput: 0, largestLoss: 0, largestGradient: 0 }).toEqual({
    ...told,
    largestOutput: 0,
    largestLoss: 0,
    largestGradient: 0,
  });
  expect(told.numOk).toBe(told.numCases);
  // Other processors round differently, but not by much.
  for (const key of ['largestOutput', 'largestLoss', 'largestGradient'] as const) {
    expect(now[key] / told[key]).toBeGreaterThan(0.2);
    expect(now[key] / told[key]).toBeLessThan(5);
  }
});
