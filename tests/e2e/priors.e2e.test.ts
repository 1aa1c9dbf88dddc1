/** Networks whose elementwise gates read prior features: the programs that the page saves of them give its logits. */
import { text } from '../../src/text/text.ts';
import { drop, panel, useButton, waitUntilReady } from './harness/ownFile.ts';
import { patience, showTab, smallRun, train } from './harness/playground.ts';
import { saidBy, saved } from './harness/programs.ts';
import { expect, test } from './harness/test.ts';

const words = text.weights;

/** How far logits on the same rows may lie apart: a few units in the last place of float32. */
const maxDifference = 6e-7;

/** A program says how far its logits and losses on the stored rows lie from those of the page. */
const differenceIn = (said: string): number => Number(/max \|browser - torch\| = (\S+) on/.exec(said)?.[1]);

test('a program of rows in groups of users gives the logits of the page', async ({ openPage }) => {
  const cards = 'A=adattSp,scale:both,experts:2&B=ple';
  const page = await openPage({ path: smallRun(`groups=3&steps=60&eval=20&backend=wasm&${cards}`) });
  await train(page);
  await showTab(page, 'equations');
  const files = [await saved(page, words.program), await saved(page, words.file)];
  expect(files[0]?.content.toString()).toContain('NUM_PRIORS = 3');
  const said = await saidBy(files, ['A-adattSp.py', '--check']);
  if (said !== null) expect(differenceIn(said)).toBeLessThanOrEqual(maxDifference);
});

/** Who, where and when, and whether something was clicked. */
const csv = [
  'age,device,shop,region,click',
  ...Array.from({ length: 300 }, (_, row) => {
    const [age, shop] = [20 + ((7 * row) % 50), row % 4];
    return [
      age,
      ['phone', 'desk'][row % 2],
      `shop ${shop}`,
      Math.floor(row / 4) % 3,
      Number(age > 30 + 5 * shop),
    ];
  }),
]
  .map((cells) => String(cells))
  .join('\n');

test('a program of a file with prior columns gives the logits of the page', async ({ openPage }) => {
  const cards = 'A=adattSp,scale:both,levels:8,tower:6';
  const page = await openPage({
    path: `#steps=60&eval=20&reps=1&batch=16&budget=asConfigured&backend=wasm&${cards}`,
  });
  await drop(page, 'shops.csv', Buffer.from(csv));
  for (const name of ['shop', 'region'])
    await panel(page)
      .getByLabel(text.ownData.columns.roleOf(name), { exact: true })
      .selectOption('prior', patience);
  await waitUntilReady(page);
  await useButton(page).click();
  await panel(page).waitFor({ state: 'hidden' });
  await train(page);
  await showTab(page, 'equations');
  const files = [await saved(page, words.program), await saved(page, words.file)];
  const program = files[0]?.content.toString() ?? '';
  // Four shops and three regions, the last inputs of a row.
  expect(program).toContain('NUM_PRIORS = 7');
  const said = await saidBy(files, ['A-adattSp.py', '--check']);
  if (said === null) return;
  expect(said).toContain('stored rows of cells are encoded as in the browser');
  expect(differenceIn(said)).toBeLessThanOrEqual(maxDifference);
});
