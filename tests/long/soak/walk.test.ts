/** `npm run test:soak -- --walks N`: presses every button again and again, each time in a new browser. */
import { expect, test } from '../../e2e/harness/test.ts';
import { walk, walkLinks } from '../../e2e/harness/walk.ts';

const numWalks = Number(process.env['SOAK_WALKS'] ?? 10);

for (const [length, path] of Object.entries(walkLinks)) {
  for (let round = 1; round <= numWalks; round++) {
    test(`walk ${round} of ${numWalks} with ${length} names`, { timeout: 300_000 }, async ({ openPage }) => {
      const page = await openPage({ path, ownBrowser: true, webgpu: true, savesData: false });
      expect((await walk(page)).length).toBeGreaterThan(60);
    });
  }
}
