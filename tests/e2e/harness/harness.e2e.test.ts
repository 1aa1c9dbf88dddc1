/** The harness must see each kind of fault, or every other end-to-end test passes for nothing. */
import { fileURLToPath } from 'node:url';
import { servePage } from '../../../src/build/preview.mjs';
import { watchProblems } from './problems.ts';
import { expect, test as harnessTest } from './test.ts';

const test = harnessTest.extend('faults', { scope: 'file' }, async ({}, { onCleanup }) => {
  const server = await servePage(fileURLToPath(new URL('./faults', import.meta.url)), 0);
  onCleanup(server.close);
  return server.url;
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

for (const [fault, message] of Object.entries(expected)) {
  for (const name of [fault, `worker-${fault}`]) {
    test(`sees: ${name}`, async ({ browsers, faults }) => {
      const context = await (await browsers.browserFor({})).newContext();
      const problems = await watchProblems(context, faults);
      const page = await context.newPage();
      await page.goto(`${faults}#${name}`);
      await page.locator('body[data-done]').waitFor({ state: 'attached' });
      // What a worker has violated comes when it may.
      await expect.poll(() => problems.join('\n'), { timeout: 10_000 }).toMatch(message);
      await context.close();
    });
  }
}

test('sees and stops: a request that the policy does not cover', async ({ browsers, faults }) => {
  const context = await (await browsers.browserFor({})).newContext();
  const problems = await watchProblems(context, faults);
  const page = await context.newPage();
  await expect(page.goto('http://another.invalid/')).rejects.toThrow('ERR_FAILED');
  await context.close();
  expect(problems).toEqual(['request to another host: http://another.invalid/']);
});
