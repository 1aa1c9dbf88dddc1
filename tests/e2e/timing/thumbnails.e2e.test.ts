/** Small pictures above the towers, which nobody asked for: the page goes on answering while they fill in. */
import { text } from '../../../src/text/text.ts';
import { boundOf, watchMainThread } from '../harness/mainThread.ts';
import { patience, results } from '../harness/playground.ts';
import { expect, test } from '../harness/test.ts';

const maxTaskMs = 50;

test('the page answers while small pictures fill in', async ({ openPage, annotate }) => {
  const page = await openPage({ ownBrowser: true, savesData: false });
  await results(page).getByText(text.app.run.recorded).waitFor(patience);
  const mainThread = await watchMainThread(page);
  const numPictures = page.evaluate(countPictures);
  const title = text.charts.thumbnail('Task 1', 'A · AdaTT-sp', '2,000', true);
  await page
    .locator('[data-thumbnail] title')
    .getByText(title, { exact: true })
    .waitFor({ ...patience, state: 'attached' });
  const { longestMs, longestBusyMs } = await mainThread.end();
  await annotate(
    `${await numPictures} pictures; longest task ${longestMs} ms by the clock, ${longestBusyMs} ms of computing`,
  );
  expect(longestBusyMs).toBeLessThanOrEqual(boundOf(maxTaskMs));
});

/** Runs in the page: the number of pictures of the first task until that of the last step is there. */
function countPictures(): Promise<number> {
  const seen = new Set<string>();
  return new Promise((resolve) => {
    const look = () => {
      const said = document.querySelector('[data-thumbnail] title')?.textContent ?? '';
      if (said !== '') seen.add(said);
      if (said.includes('2,000')) resolve(seen.size);
      else requestAnimationFrame(look);
    };
    look();
  });
}
