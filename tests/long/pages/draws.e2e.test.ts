/** Does it hold for other tasks like these? From the line below the answer to a draw that is opened. */
import { readLink } from '../../../src/experiment/link/link.ts';
import { DRAWS_PLANNED } from '../../../src/studies/sweep/taskDraws.ts';
import { text } from '../../../src/text/text.ts';
import {
  buttonIn as button,
  csvOf,
  patience,
  results,
  saidIn as said,
  shareLink,
  showTable,
  train,
  unfold,
} from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const words = text.draws;
const quick =
  '#tasks=2&in=8&train=200&val=50&test=50&reps=2&batch=16&backend=wasm&steps=20&eval=10&A=adattSp&B=sharedBottom&C=ple';

test('a verdict over many draws grows, and leads to each of them', async ({ openPage }) => {
  const page = await openPage({ path: quick });
  await train(page);
  await unfold(page, text.verdict.newTasks);
  await said(page, words.explained(DRAWS_PLANNED)).waitFor(patience);
  await button(page, words.ask).click();
  await said(page, words.allTrained(DRAWS_PLANNED)).waitFor(patience);

  const rows = (await csvOf(page, words.title)).slice(1).map((line) => line.split(','));
  expect(rows).toHaveLength(DRAWS_PLANNED * 2 * 3);

  const forest = results(page).getByRole('application', { name: words.plotName('A · AdaTT-sp') });
  await forest.focus();
  await page.keyboard.press('ArrowRight');
  const marked = await said(page, /^Draw \d+, B · Shared-Bottom: /).textContent();
  await page.keyboard.press('Enter');
  const draw = Number(/^Draw (\d+)/.exec(marked ?? '')?.[1]);
  await page.getByText(words.opened(draw)).first().waitFor();
  const { data, training } = readLink(await shareLink(page)).experiment;
  expect([data.redraw, data.draw, training.numReplicas]).toEqual(['rows', draw, 2]);
  // The results are those of the set-up before, and so are the draws: the table leads to them as well.
  await showTable(results(page).getByRole('figure', { name: words.title }));
  await results(page)
    .getByRole('button', { name: words.openDraw(39) })
    .click();
  expect(readLink(await shareLink(page)).experiment.data.draw).toBe(39);
});
