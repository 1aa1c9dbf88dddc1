/** Click, then conversion: what cards of different objectives predict where nobody clicked, against the truth. */
import { text } from '../../../src/text/text.ts';
import {
  csvOf,
  patience,
  results,
  setUp,
  smallRun,
  textOf,
  train,
  unfold,
} from '../../e2e/harness/playground.ts';
import { expect, test } from '../../e2e/harness/test.ts';

const words = text.funnel;

const link = smallRun(
  't1=n:Click,k:binary&t2=n:Conversion,k:binary,after:1&corr=.8&backend=wasm&steps=60&eval=20&test=400' +
    '&A=adattSp,n:Conditional&B=adattSp,n:Entire,obj:entireSpace&C=adattSp,n:Inverse,obj:inversePropensity',
)
  .replace('test=50&', '')
  .replace('reps=2', 'reps=4');

test('a funnel shows the bias of each objective on clicked, unclicked and all rows', async ({ openPage }) => {
  const page = await openPage({ path: link });
  // The form says what comes after what, and offers an objective.
  await unfold(page, text.correlation.details);
  await unfold(page, 'Conversion');
  const after = setUp(page).getByLabel(text.experiment.fields.task.after.label).last();
  expect(await after.inputValue()).toBe('1');
  await train(page);

  const panel = results(page).getByRole('region', { name: text.panels.compare.funnel });
  const title = words.bias.title('Conversion');
  await panel.getByRole('figure', { name: title }).waitFor(patience);
  const [header, ...rows] = await csvOf(page, title, panel);
  expect(header).toBe(words.bias.header.join(','));
  expect(rows.length).toBe(9);
  const [clicked, unclicked] = [rows[0], rows[3]].map((row = '') => row.split(',').map(Number));
  for (const numbers of [clicked, unclicked]) {
    const [truth = 0, predicted = 0, low = 0, high = 0, bias = 0] = numbers?.slice(3) ?? [];
    expect(low < predicted && predicted < high && truth > 0 && truth < 1).toBe(true);
    expect(bias).toBeCloseTo(predicted - truth, 5);
  }
  // Tasks that go together: who clicked converts more often.
  expect(clicked?.[3]).toBeGreaterThan(unclicked?.[3] ?? 1);

  const sentence = panel.getByText(words.verdict('unclicked', ''), { exact: false });
  await sentence.waitFor(patience);
  await panel.getByRole('radio', { name: words.populations.clicked }).check({ force: true });
  await panel.getByText(words.verdict('clicked', ''), { exact: false }).waitFor(patience);
  const before = await textOf(panel.getByRole('table').first());
  await panel.getByRole('radio', { name: words.populations.all }).check({ force: true });
  await expect.poll(() => textOf(panel.getByRole('table').first())).not.toBe(before);
});
