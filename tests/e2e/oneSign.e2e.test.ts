/** A number speaks of what it is labelled with: plus, right, up and "better" are said of what the losses say it of. */
import * as text from '../../src/text/en/catalogue.ts';
import { outputOf } from '../unit/cli/inProcess.ts';
import { smallRun } from './harness/playground.ts';
import { contradictionsOn } from './harness/signs.ts';
import { expect, test } from './harness/test.ts';

test('no number of the page, its files and its pictures contradicts the losses', async ({ openPage }) => {
  const { wrong, places } = await contradictionsOn(await openPage(), text);
  expect(wrong).toEqual([]);
  expect([...places]).toEqual(['headline', 'forest', 'table', 'results', 'CSV', 'report', 'curve', 'mark']);
});

test('no number of the command contradicts the losses that it prints', async () => {
  const link = smallRun('steps=60&eval=20&reps=3&A=adattSp&B=ple&C=sharedBottom').replace('reps=2&', '');
  const printed = await outputOf('train', link.slice(1), '--backend', 'wasm');
  const [losses = [], verdicts = []] = printed
    .split('Compared with')
    .map((part) =>
      [...part.matchAll(/^([A-C]) .*?\S {2,}(.*)$/gm)].map(([, id = '', cells = '']) => [
        id,
        ...cells.split(/ {2,}/),
      ]),
    );
  const meanOf = (id: string, task: number) =>
    Number.parseFloat(losses.find(([name]) => name === id)?.[2 + task] ?? '');
  const rows = verdicts.filter(([, task]) => task !== text.answer.overall);
  expect(rows).toHaveLength(4);
  for (const [id = '', task = '', gain = ''] of rows) {
    const at = Number(task.slice(-1)) - 1;
    const byMeans = 100 * (1 - meanOf(id, at) / meanOf('A', at));
    // Means of losses and of their logarithms differ a little.
    expect(
      Math.abs(Number.parseFloat(gain.replace('−', '-')) - byMeans),
      `${id}, ${task}: ${gain}`,
    ).toBeLessThan(5);
  }
});
