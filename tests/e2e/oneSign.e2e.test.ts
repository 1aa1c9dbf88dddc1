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
  const link = smallRun('steps=60&eval=20&A=adattSp&B=ple&C=sharedBottom')
    .replace('reps=2', 'reps=3')
    .slice(1);
  const [losses = '', verdicts = ''] = (await outputOf('train', link, '--backend', 'wasm')).split(
    'Compared with',
  );
  const cellsOf = (part: string) =>
    part
      .split('\n')
      .flatMap((line) => (/^[A-C] {2}\S/.test(line) ? [line.replace(/^(.) +/, '$1 ').split(/ {2,}/)] : []));
  const meanOf = (id: string, task: number) =>
    Number(
      cellsOf(losses)
        .find(([name]) => name?.startsWith(`${id} `))
        ?.[2 + task]?.split(' ')[0],
    );
  const rows = cellsOf(verdicts).filter(([, task]) => task !== text.answer.overall);
  expect(rows).toHaveLength(4);
  for (const [name = '', task = '', gain = ''] of rows) {
    const at = Number(task.slice(-1)) - 1;
    const byMeans = 1 - meanOf(name.charAt(0), at) / meanOf('A', at);
    const shown = Number(gain.replace('−', '-').replace(' %', '')) / 100;
    // Means of losses and of their logarithms differ a little.
    expect(Math.abs(shown - byMeans), `${name}, ${task}: ${gain}`).toBeLessThan(0.05);
  }
});
