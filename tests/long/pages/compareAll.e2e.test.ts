/** *Compare all*: from the form to a verdict on every architecture, and back by undo. */
import { compareAll } from '../../../src/experiment/costs/compareAll.ts';
import { linkOfAll, readLink } from '../../../src/experiment/link/link.ts';
import { text } from '../../../src/text/text.ts';
import { buttonIn, patience, saidIn, setUp, shareLink, waitForPhase } from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const words = text.app.compareAll;
const quick =
  'v=2&tasks=2&in=8&train=200&val=50&test=50&reps=3&batch=16&backend=wasm&A=adattSp,levels:8_4&B=ple&steps=18&eval=6';

test('trains every architecture as an ordinary run', async ({ openPage }) => {
  const page = await openPage({ path: `#${quick}` });
  const all = compareAll(readLink(quick).experiment);
  await setUp(page).getByRole('button', { name: words.action, exact: true }).click();
  await waitForPhase(page, 'finished');
  await saidIn(page, text.verdict.title('A · AdaTT-sp')).waitFor(patience);
  const { experiment } = readLink(await shareLink(page));
  expect(linkOfAll(experiment)).toBe(linkOfAll(all));
  // Nothing is left to add.
  await expect.poll(() => buttonIn(page, words.action).count()).toBe(0);
});
