/** What a visitor sees of the history where the browser keeps nothing, has no more room, or holds runs already. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { DATABASE_NAME } from '../../app/state/history/runDatabase.ts';
import { runToKeep } from '../../app/state/history/runRecord.ts';
import { thisRelease } from '../../src/experiment/link/release.ts';
import { savedRunOf } from '../../src/run/codec/savedRun.ts';
import { text } from '../../src/text/text.ts';
import { drop, useButton, waitUntilReady } from './harness/ownFile.ts';
import { patience, results, smallRun, train } from './harness/playground.ts';
import { expect, test } from './harness/test.ts';

const words = text.history;

const quick = (rest: string): string =>
  smallRun(`backend=wasm&A=adattSp&B=ple${/steps=/.test(rest) ? '' : '&eval=10&steps=40'}&${rest}`);

const dialogOf = (page: Page) => page.getByRole('dialog', { name: words.heading });
const rowsOf = (page: Page) => dialogOf(page).getByRole('list', { name: words.list }).locator('> li');

test.for([
  {
    name: 'has no database',
    script: () => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }),
  },
  {
    name: 'refuses to open one',
    script: () => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    },
  },
])(
  'a browser that $name trains all the same, and one sentence says what is off',
  async ({ script }, { openPage }) => {
    const page = await openPage({ path: quick(''), initScripts: [script] });
    await train(page);
    await page.getByRole('region', { name: text.app.ui.message }).getByText(words.trouble.absent).waitFor();
    await page.keyboard.press('h');
    await dialogOf(page).getByText(words.trouble.absent).waitFor();
    await dialogOf(page).getByText(words.empty).waitFor();
    await page.keyboard.press('Escape');
    // It is said once.
    await page.getByRole('button', { name: text.app.ui.dismiss, exact: true }).first().click();
    await page.reload();
    await train(page);
  },
);

test('a browser without room says what to do', async ({ openPage }) => {
  const page = await openPage({ path: quick('eval=1&steps=400'), ownBrowser: true });
  const session = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  // Chromium asks for the room there is when a page first writes, and not again for half a minute.
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await train(page);
  const { full } = words.trouble;
  await page.getByRole('region', { name: text.app.ui.message }).getByText(full).waitFor(patience);
  await page.keyboard.press('h');
  await dialogOf(page).getByText(full).waitFor();
  expect(await rowsOf(page).count()).toBe(0);
});

test('a run that is known is there at once, and no other before it', async ({ openPage }) => {
  const page = await openPage();
  const written = readFileSync('app/recorded/firstView.json', 'utf8');
  const labels = { name: '', note: '', time: 1_800_000_000_000, release: thisRelease };
  const kept = runToKeep(savedRunOf(written), written, labels, null);
  // As the page keeps what was trained in it.
  await page.evaluate(
    ([name, { record, saved }]) =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open(name, 1);
        opening.onupgradeneeded = () => {
          opening.result.createObjectStore('runs', { keyPath: 'id' }).createIndex('key', 'key');
          for (const store of ['texts', 'facts']) opening.result.createObjectStore(store);
        };
        opening.onsuccess = () => {
          const writing = opening.result.transaction(['runs', 'texts'], 'readwrite');
          writing.objectStore('runs').put(record);
          writing.objectStore('texts').put(saved, record.id);
          writing.oncomplete = () => {
            opening.result.close();
            localStorage.setItem('runs', 'kept');
            resolve();
          };
        };
      }),
    [DATABASE_NAME, kept] as const,
  );
  await page.addInitScript(() => {
    const seen = new Set<string>();
    Object.assign(globalThis, { seen });
    new MutationObserver(() => {
      for (const element of document.querySelectorAll('main *'))
        if (element.childElementCount === 0 && element.textContent) seen.add(element.textContent);
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
  const { recordedHere, recorded } = text.app.run;
  for (const round of ['first', 'second']) {
    await page.reload();
    await results(page).getByText(recordedHere).first().waitFor(patience);
    const seen = await page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
    expect(
      seen.filter((said) => said.includes(recordedHere)),
      round,
    ).not.toEqual([]);
    expect(
      seen.filter((said) => said.includes(recorded)),
      round,
    ).toEqual([]);
    expect(
      seen.filter((said) => said.includes(text.panels.invitation.title)),
      round,
    ).toEqual([]);
  }
});

test('a run that diverged is kept, opens again, and says what it said', async ({ openPage }) => {
  const page = await openPage({ path: quick('lr=10&eval=10&steps=60') });
  await train(page);
  const verdict = await results(page).getByRole('heading', { level: 2 }).first().textContent();
  await page.reload();
  await results(page).getByText(text.app.run.recordedHere).first().waitFor(patience);
  expect(await results(page).getByRole('heading', { level: 2 }).first().textContent()).toBe(verdict);
});

test('a run on data of one’s own is kept, and its rows are not', async ({ openPage }) => {
  const page = await openPage({ path: quick('') });
  const lines = Array.from(
    { length: 200 },
    (_, row) => `${row % 7},${row % 5},${(row % 7) + (row % 5)},secret${row}`,
  );
  await drop(page, 'mine.csv', Buffer.from(`a,b,target,label\n${lines.join('\n')}\n`));
  await waitUntilReady(page);
  await useButton(page).click();
  await train(page);
  await page.reload();
  await results(page).getByText(text.app.run.recordedHere).first().waitFor(patience);
  const kept = await page.evaluate(
    (name) =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const texts = opening.result.transaction('texts').objectStore('texts').getAll();
          texts.onsuccess = () => resolve(texts.result.join(''));
        };
      }),
    DATABASE_NAME,
  );
  expect(kept).toContain('target');
  expect(kept).not.toContain('secret1');
});

test('a run is deleted in one tab and gone in the other, which says so of what it still shows', async ({
  openPage,
}) => {
  const page = await openPage({ path: quick('') });
  await train(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  for (const one of [page, other]) {
    await one.keyboard.press('h');
    await rowsOf(one).first().waitFor();
  }
  await rowsOf(page)
    .first()
    .getByRole('button', { name: /^Delete/ })
    .click();
  await expect.poll(() => rowsOf(other).count()).toBe(0);
  await dialogOf(page).getByRole('button', { name: text.app.ui.undo, exact: true }).click();
  await expect.poll(() => rowsOf(other).count()).toBe(1);
  // Behind both of them.
  await page.evaluate((name) => {
    const opening = indexedDB.open(name);
    opening.onsuccess = () => opening.result.transaction('texts', 'readwrite').objectStore('texts').clear();
  }, DATABASE_NAME);
  await rowsOf(other).first().getByRole('button', { name: /^Open/ }).click();
  await dialogOf(other).getByText(words.gone).waitFor();
});
