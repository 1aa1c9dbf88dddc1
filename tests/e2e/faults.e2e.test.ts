/**
 * What goes wrong most often: said in one plain message, with the set-up kept and the run going on where it can. `npm run
 * test:faults` provokes all that `tests/faults/` lists.
 */
import { faults } from '../faults/faults.ts';
import { test } from './harness/test.ts';

for (const { name, daily } of faults) {
  if (daily === null) continue;
  test(name, async ({ openPage }) => {
    await daily(openPage);
  });
}
