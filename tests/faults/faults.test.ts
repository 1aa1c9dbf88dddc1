/**
 * Every kind of fault, provoked on the built page; `run.mjs` makes a table of what they did. Of "break it" (learning rate 10, eight
 * tasks with eight experts in five levels and twenty repetitions, twenty edits while it trains, the GPU process killed once and
 * twice, a worker killed, storage full, two tabs) each is an entry of `kinds/`; wrong values in forms and files are in
 * `tests/e2e/badInput.e2e.test.ts`, links in `links.e2e.test.ts`, and in `tests/browser/session/` what is left behind.
 */
import { test } from '../e2e/harness/test.ts';
import { faults } from './faults.ts';

for (const { name, provoke } of faults) {
  test(name, async ({ openPage, task }) => {
    task.meta.fault = await provoke(openPage);
  });
}
