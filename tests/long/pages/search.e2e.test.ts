/** Try them all: from its entry in *Sweep* to the finalists, opened as an experiment. */
import { readLink } from '../../../src/experiment/link/link.ts';
import { searchPlanOf } from '../../../src/studies/search/plan.ts';
import { text } from '../../../src/text/text.ts';
import {
  buttonIn as button,
  patience,
  saidIn as said,
  savedAs,
  shareLink,
  showTab,
} from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const words = text.search;
const quick =
  '#tasks=2&in=8&train=200&val=50&test=50&reps=2&batch=16&backend=wasm&A=adattSp,levels:8_4&B=ple&steps=18&eval=6';

test('says the cost, finds an answer, and opens the finalists', async ({ openPage }) => {
  const page = await openPage({ path: quick });
  await showTab(page, 'search');
  const plan = searchPlanOf(readLink(quick).experiment);
  await said(page, words.how(27, 3, 5)).waitFor(patience);
  await said(page, /^About 197 trainings, [\d.]+ MB of memory\. Start says how long they take\.$/).waitFor();
  await button(page, words.actions.start).click();
  await button(page, words.actions.open).waitFor(patience);
  await said(page, words.finalists.title).waitFor();
  await said(page, /^18 steps of .*: [\d,]+ parameters, [\d.]+ ms per step/).waitFor();
  await said(page, /^27 networks tried: 9 architectures/).waitFor();
  const { content } = await savedAs(page, words.table.title, 'csv');
  const rows = content.toString('utf8').trim().split('\r\n');
  // Each finalist was tuned over at least five others.
  expect(rows.length).toBeGreaterThan(plan.candidates.length + 3 * 5);
  expect(rows.filter((row) => row.includes(words.table.final))).toHaveLength(3);

  await button(page, words.actions.open).click();
  await page.getByText(words.opened).first().waitFor();
  const { cards, training } = readLink(await shareLink(page)).experiment;
  expect([cards.length, training.numReplicas, training.numSteps]).toEqual([3, 5, 18]);
  // The answer stays, and leads back.
  await said(page, words.status.otherSetUp).waitFor();
  await button(page, text.sweep.actions.openSetUp).click();
  expect(readLink(await shareLink(page)).experiment.cards).toHaveLength(2);
  await said(page, words.status.otherSetUp).waitFor({ state: 'hidden' });
});
