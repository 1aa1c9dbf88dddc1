/** The page without a network: whole after the first visit. */
import { text } from '../../src/text/text.ts';
import { serveInstead, statusOf, test, waitUntilKept } from './harness/keptSite.ts';
import { press, results, showTab, smallRun, sweepForm, train } from './harness/playground.ts';
import { expect } from './harness/test.ts';

const { app } = text;

test('is whole beside a host that fails and without a network after the first visit: recorded run, presets, gates, and a run to its verdict', async ({
  openPage,
  site: { url, stop },
}) => {
  const page = await openPage({ url, serviceWorker: true });
  await waitUntilKept(page);
  await stop();
  const stopHost = await serveInstead(url, (_, response) => response.writeHead(503).end('No page here.'));
  await page.reload();
  await page.getByText(app.run.recorded).waitFor();
  // What must be of the version of the page is asked for of the network by a page that came from there.
  expect(await statusOf(page, 'theme.js')).toBe(200);
  await showTab(page, 'sweep');
  await sweepForm(page).waitFor();
  await showTab(page, 'play');
  await stopHost();
  const stopNothing = await serveInstead(url);
  await page.reload();
  await page.getByText(app.run.recorded).waitFor();
  await stopNothing();
  await page.context().setOffline(true);
  await results(page).getByRole('figure').first().waitFor();

  await press(page, app.menu.presets);
  await page.getByRole('button', { name: text.presets.opposite.title }).click();
  await results(page).getByText(text.presets.opposite.hint).waitFor();
  await page.getByText(app.run.recorded).waitFor();
  await showTab(page, 'gates');
  await results(page).getByRole('figure').first().waitFor();

  await page.goto(`${url}?again${smallRun('A=adattSp&B=ple&steps=40&eval=10')}`);
  await train(page);
  await results(page)
    .getByText(text.verdict.title(app.architectures.name('A', text.models.label.adattSp)))
    .waitFor();
});
