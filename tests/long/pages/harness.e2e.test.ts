/** The harness must see each kind of fault, or every other end-to-end test passes for nothing. */
import { serveFaults } from '../../e2e/harness/faults/serveFaults.ts';
import { createSharedPages } from '../../e2e/harness/sharedPages.ts';
import { expect, test as harnessTest } from '../../e2e/harness/test.ts';

const view = { viewport: { width: 1280, height: 900 }, colorScheme: 'light' } as const;

const test = harnessTest.extend('faults', { scope: 'file' }, async ({ browsers }, { onCleanup }) => {
  const browser = await browsers.sharedBrowser();
  const { url, close } = await serveFaults();
  onCleanup(close);
  const pages = createSharedPages(() => browser.newContext());
  return { url, open: () => pages.open(browser, url, view) };
});

const expected = {
  none: /^$/,
  error: /console error: an error/,
  warning: /console warning: a warning/,
  exception: /uncaught: Error: an exception/,
  rejection: /uncaught: Error: a rejection/,
  policy: /policy violation: script-src eval/,
  host: /policy violation: connect-src http:\/\/another\.invalid\//,
};

test('sees every kind of fault, in the page and in a worker', async ({ faults }) => {
  const { page, problems, leave } = await faults.open();
  for (const [fault, message] of Object.entries(expected))
    for (const name of [fault, `worker-${fault}`]) {
      const numBefore = problems().length;
      await page.goto(`${faults.url}?${name}#${name}`);
      await page.locator('body[data-done]').waitFor({ state: 'attached' });
      // What a worker has violated comes when it may.
      const since = () => problems().slice(numBefore).join('\n');
      await expect.poll(since, { timeout: 10_000, message: name }).toMatch(message);
    }
  await leave();
});

test('sees and stops: a request that the policy does not cover', async ({ faults }) => {
  const { page, problems, leave } = await faults.open();
  const addresses = ['http://another.invalid/', 'http://192.0.2.1/'];
  for (const address of addresses) {
    await expect(page.goto(address)).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
  }
  await leave();
  expect(problems()).toEqual(addresses.map((address) => `request to another host: ${address}`));
});

test('sees: a tab that dies', async ({ faults }) => {
  const { page, problems, leave } = await faults.open();
  await expect(page.goto('chrome://crash')).rejects.toThrow();
  await expect.poll(() => problems()).toEqual(['the tab died']);
  await leave();
});
