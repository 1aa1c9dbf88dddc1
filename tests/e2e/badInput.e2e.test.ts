/** Wrong values in forms and files, and set-ups that cannot run: explained in a sentence, and the rest is kept. */
import type { Page } from 'playwright-core';
import { text } from '../../src/text/text.ts';
import {
  bar,
  barButton,
  enter,
  field,
  noticeSentences,
  openMore,
  pickFile,
  setUp,
  smallRun,
  textOf,
  train,
  unfold,
} from './harness/playground.ts';
import { expect, test } from './harness/test.ts';
import { numWorkersOf, recordWorkers } from './harness/workers.ts';

const { run: words, menu, architectures } = text.app;
const { fields, checks } = text.experiment;
const quickRun = smallRun('A=adattSp&B=ple&backend=wasm&steps=20&eval=10');

/** Why Play is blocked: one sentence each. */
const startProblems = (page: Page): Promise<readonly string[]> =>
  bar(page).getByRole('alert').getByRole('listitem').allTextContents();

/** Neither the button nor the key starts anything. */
async function expectBlocked(page: Page, problem: string): Promise<void> {
  await bar(page).getByRole('alert').waitFor();
  expect(await startProblems(page)).toEqual([problem]);
  const play = barButton(page, words.play);
  expect(await play.isDisabled()).toBe(true);
  const describedBy = await play.getAttribute('aria-describedby');
  expect(await textOf(page.locator(`[id="${describedBy}"]`))).toContain(problem);
  await page.getByRole('region', { name: text.app.tasks.title, exact: true }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  expect(await numWorkersOf(page), 'workers while Play is blocked').toBe(0);
}

test.for([
  {
    of: fields.training.batchSize,
    typed: '1e9',
    says: 'from 1 to 1024 rows, but got 1000000000',
    used: '1024',
  },
  { of: fields.training.learningRate, typed: '-3', says: 'to 10, but got -3', used: '0.000001' },
  { of: fields.training.numReplicas, typed: 'many', says: 'from 1 to 100 runs, but got "many"', used: '5' },
  { of: fields.numTasks, typed: '0', says: 'from 1 to 8 tasks, but got 0', used: '1' },
])('explains $typed in the field $of.label', async ({ of, typed, says, used }, { openPage }) => {
  const page = await openPage({ path: '#lr=.01&reps=3' });
  await openMore(page);
  const input = field(page, of);
  await enter(input, typed);
  const describedBy = await input.getAttribute('aria-describedby');
  const sentence = await textOf(page.locator(`[id="${describedBy}"]`));
  expect(sentence).toContain(`${of.label} must be `);
  expect(sentence).toContain(says);
  expect(await input.getAttribute('aria-invalid')).toBe('true');
  expect(await input.inputValue()).toBe(used);

  await enter(input, '2');
  expect(await input.getAttribute('aria-invalid')).toBe('false');
  expect(await page.getByText(sentence).count()).toBe(0);
});

test('explains a correlation that no tasks can have, and trains with the nearest', async ({ openPage }) => {
  const page = await openPage({ path: `${quickRun.replace('tasks=2', 'tasks=3')}&corr=.9,.9,-.9` });
  const sentence = setUp(page).getByText(/These correlations contradict each other/);
  await sentence.waitFor();
  expect(await textOf(sentence)).toContain('3 marked pairs differ');
  const cell = page.getByRole('spinbutton', { name: text.correlation.cell('Task 2', 'Task 3'), exact: true });
  await enter(cell, '0.9');
  await sentence.waitFor({ state: 'detached' });
  await enter(cell, '-0.9');
  await sentence.waitFor();
  await train(page);
});

test('PLE without shared experts says that nothing is shared, and trains', async ({ openPage }) => {
  const page = await openPage({ path: quickRun });
  await unfold(page, architectures.name('B', text.models.label.ple));
  await enter(field(page, text.models.option.numSharedExperts), '0');
  await setUp(page).getByText(text.models.pleWithoutShared).waitFor();
  await train(page);
});

test.for([
  { name: 'no architecture', hash: '#cards=none', says: () => checks.noCards },
  {
    name: 'a batch larger than the data',
    hash: '#train=100&batch=500',
    says: () => checks.largeBatch(500, 100),
  },
])('a set-up with $name cannot be started', async ({ hash, says }, { openPage }) => {
  const page = await openPage({ path: hash, initScripts: [recordWorkers] });
  await expectBlocked(page, says());
});

test('a set-up larger than the device is explained before it starts', async ({ openPage }) => {
  const huge = 'adattSp,experts:8,levels:512-512-512-512_512-512-512-512';
  const path = `#tasks=8&source=synthetic&in=256&train=1e5&val=1e5&test=1e5&reps=20&batch=1024&A=${huge}&B=${huge}`;
  const page = await openPage({ path, initScripts: [recordWorkers] });
  await bar(page).getByRole('alert').waitFor();
  const [sentence = ''] = await startProblems(page);
  expect(sentence).toMatch(/needs about .* of memory, more than the limit of .* Reduce /);
  await expectBlocked(page, sentence);
});

test('a file that is no JSON changes nothing', async ({ openPage }) => {
  const page = await openPage({ path: '#batch=32' });
  await pickFile(page, 'photo.json', '{"training": {');
  await page.getByText(menu.fileFailed('photo.json')).waitFor();
  expect(await noticeSentences(page)).toEqual([text.foreignFiles.notJson]);
  await openMore(page);
  expect(await field(page, fields.training.batchSize).inputValue()).toBe('32');
});

test('a file of results opens the experiment they are of', async ({ openPage }) => {
  const page = await openPage({ path: '#batch=32' });
  await pickFile(page, 'results.json', JSON.stringify({ config: 'v=2&tasks=2&batch=16', tasks: ['a', 'b'] }));
  await page.getByText(menu.fileOpened('results.json')).first().waitFor();
  await openMore(page);
  expect(await field(page, fields.training.batchSize).inputValue()).toBe('16');
  expect(await field(page, fields.numTasks).inputValue()).toBe('2');
});

test('a file with mistakes lists them and keeps the rest', async ({ openPage }) => {
  const page = await openPage();
  const experiment = {
    version: 1,
    tasks: [{ name: 'Clicks', kind: 'binary', positiveRate: 7 }, { name: 'Likes' }],
    data: { numTrainRows: 'lots', inputDim: 8, toString: 1 },
    cards: [{ id: 'A', architecture: 'ple', options: { numSharedExperts: 3 } }, 'nonsense'],
    training: { numReplicas: 2, numSteps: 20, batchSize: 1e9, backend: 'wasm' },
    colour: 'red',
  };
  await pickFile(page, 'mine.json', JSON.stringify(experiment));
  await page.getByText(/mine\.json is open, but \d+ things in it were changed/).waitFor();
  const sentences = await noticeSentences(page);
  const expected = [
    /Task 1: Positive rate .* 7;/,
    /Training rows .* "lots"/,
    /toString/,
    /"nonsense"/,
    /Batch size .* 1000000000/,
    /colour/,
  ];
  for (const sentence of expected) expect(sentences).toContainEqual(expect.stringMatching(sentence));
  await page.getByText(menu.fileProblems('mine.json', sentences.length)).waitFor();

  expect(await field(page, fields.numTasks).inputValue()).toBe('2');
  await openMore(page);
  expect(await field(page, fields.training.numSteps).inputValue()).toBe('20');
  await setUp(page).getByText('Clicks', { exact: true }).first().waitFor();
  await unfold(page, architectures.name('A', text.models.label.ple));
  expect(await field(page, text.models.option.numSharedExperts).inputValue()).toBe('3');
  await train(page);
});
