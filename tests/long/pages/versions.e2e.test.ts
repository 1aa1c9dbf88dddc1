/** `npm run test:all -- pages`: hosts that answer wrongly, new versions beside an open page, and a page that is not kept yet. */
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from '../../../src/text/text.ts';
import {
  cacheNames,
  deployNext,
  pathOfRoom,
  serveInstead,
  statusOf,
  test,
  waitUntilKept,
} from '../../e2e/harness/keptSite.ts';
import {
  barButton,
  patience,
  press,
  results,
  showTab,
  smallRun,
  stepOf,
  sweepForm,
  trainSlowly,
  waitForPhase,
  waitForStepAfter,
} from '../../e2e/harness/playground.ts';
import { expect } from '../../e2e/harness/test.ts';

const { app, offline: words } = text;

test('a host that answers with the page for a file that it has not leaves nothing kept', async ({
  openPage,
  site: { url, folder, stop },
}) => {
  await stop();
  const missing = await pathOfRoom(folder, 'HistoryDialog');
  const content = await readFile(join(folder, missing));
  await rm(join(folder, missing));
  const kinds = new Map([
    ['js', 'text/javascript'],
    ['css', 'text/css'],
    ['wasm', 'application/wasm'],
  ]);
  let numAsked = 0;
  const stopHost = await serveInstead(url, async ({ url: asked = '' }, response) => {
    const path = asked.replace(/^[/]adatt[/]|[?].*$/g, '');
    if (path === missing) numAsked += 1;
    const file = await readFile(join(folder, path)).catch(() => null);
    const type = file === null ? 'text/html' : (kinds.get(path.split('.').at(-1) ?? '') ?? 'text/html');
    response.writeHead(200, { 'content-type': type });
    response.end(file ?? (await readFile(join(folder, 'index.html'))));
  });
  const page = await openPage({
    url,
    serviceWorker: true,
    tolerated: [/integrity|digest|MIME|service worker/i],
  });
  await expect.poll(() => numAsked, patience).toBeGreaterThan(0);
  const isDone = () =>
    page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) === undefined);
  await expect.poll(isDone, patience).toBe(true);
  expect(await cacheNames(page)).toEqual([]);

  await writeFile(join(folder, missing), content);
  await page.reload();
  await waitUntilKept(page);
  expect(await page.evaluate((path) => fetch(path).then((part) => part.text()), missing)).toBe(
    content.toString(),
  );
  await stopHost();
});

test('offers a new version, forces it on no run, and keeps the old one for the page that is open', async ({
  openPage,
  site: { url, folder },
}) => {
  const path = smallRun('A=adattSp&steps=100000&eval=1000&backend=wasm');
  const page = await openPage({ url, path, serviceWorker: true, tolerated: [/404/] });
  await waitUntilKept(page);
  await trainSlowly(page);
  const oldRoom = await pathOfRoom(folder, 'SweepPlace');
  await deployNext(folder);
  const other = await page.context().newPage();
  await other.goto(url);
  const offer = results(page).getByText(app.newVersion);
  await offer.waitFor(patience);
  expect(await results(page).getByText(words.losesRun).count()).toBe(1);
  expect(await results(other).getByText(app.newVersion).count()).toBe(0);

  // Nothing was taken from the page: it trains, and its own parts are there, though the server has them no more.
  await waitForStepAfter(page, await stepOf(page));
  expect(await cacheNames(page)).toHaveLength(2);
  expect(await statusOf(page, oldRoom)).toBe(200);
  await showTab(page, 'sweep');
  await sweepForm(page).waitFor();
  expect(await statusOf(page, 'assets/never-was.js')).toBe(404);
  expect(await statusOf(page, 'never-was.html')).toBe(404);

  await results(page).getByRole('button', { name: words.reload }).click();
  await waitForPhase(page, 'idle');
  expect(new URL(page.url()).hash).toBe(path);
  expect(await offer.count()).toBe(0);
  await other.reload();
  await page.reload();
  await expect.poll(() => cacheNames(page)).toHaveLength(1);
  expect(await statusOf(page, oldRoom)).toBe(404);
});

test('a page that is not kept yet goes on training beside a new version, and says what it can load no more', async ({
  openPage,
  site: { url, folder },
}) => {
  const path = smallRun('A=adattSp&steps=100000&eval=1000&backend=wasm');
  const page = await openPage({ url, path, tolerated: [/404/, /dynamically imported/, /preload CSS/] });
  await trainSlowly(page);
  const oldPart = await pathOfRoom(folder, 'SweepPlace');
  await deployNext(folder);
  expect(await statusOf(page, oldPart)).toBe(404);
  await showTab(page, 'sweep');
  await results(page).getByText(app.failures.partDetail).first().waitFor(patience);
  await results(page).getByRole('button', { name: app.ui.reload }).first().waitFor();
  await waitForStepAfter(page, await stepOf(page));
});

test('before the page is kept, what needs the network says so, and what is open stays', async ({
  openPage,
}) => {
  const page = await openPage({
    tolerated: [/ERR_INTERNET_DISCONNECTED/, /Unable to preload CSS/, /dynamically imported/],
  });
  const recorded = page.getByText(app.run.recorded);
  await recorded.waitFor();
  await page.waitForLoadState('networkidle');
  await page.context().setOffline(true);
  await press(page, app.run.play);
  await results(page).getByText(text.session.noNetwork).waitFor();
  await recorded.waitFor();
  expect(await results(page).getByRole('figure').count()).toBeGreaterThan(0);
  await showTab(page, 'sweep');
  await results(page).getByText(app.failures.partOffline).waitFor();
  expect(await page.getByRole('button', { name: app.ui.reload }).count()).toBe(0);
  // The notice may be of another part that came first; the way back is there when this one has failed too.
  const tryAgain = results(page).getByRole('button', { name: app.ui.tryAgain });
  await tryAgain.waitFor();

  await page.context().setOffline(false);
  await tryAgain.click();
  await sweepForm(page).waitFor();
  await press(page, app.run.play);
  await waitForStepAfter(page, 0);
  await barButton(page, app.run.pause).waitFor();
});
