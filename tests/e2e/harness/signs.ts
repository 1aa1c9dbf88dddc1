/** Reads the gains that a page and its files say of the opening run, each with what it speaks of, and holds them against the losses. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { mean } from '../../../src/core/lists.ts';
import { savedRunOf } from '../../../src/run/codec/savedRun.ts';
import { summaryOf } from '../../../src/run/summary.ts';
import type * as english from '../../../src/text/en/catalogue.ts';
import type { Translated } from '../../../src/text/translated.ts';
import { downloaded, patience } from './playground.ts';

/** What is said of a network over another, of one task or of all (null). */
type Said = readonly [where: string, own: string, over: string, task: number | null, gain: string];

const run = savedRunOf(readFileSync('app/recorded/firstView.json', 'utf8'));
const summary = run && summaryOf(run.experiment, run);
if (!run || !summary) throw new Error('The opening run can be read.');
const { cards, tasks } = run.experiment;
const taskIds = [...tasks.keys()];
const reported = new Map(
  [...summary.cards, ...summary.baselines].map(({ cardId, reported: { losses } }) => [cardId, losses]),
);
const last = new Map(
  summary.cards.map((card) => [card.cardId, run.networks.get(card.trainedId)?.history.at(-1)?.loss.test]),
);

const isMinus = (gain: string): boolean => /[−-]|worse|落后/.test(gain);

/** What is not so, to the digits that are shown. Curves end with the last losses; all else speaks of those reported. */
function contradictionsIn([where, own, over, task, gain]: Said): readonly string[] {
  const [mine = [], others = []] = [own, over].map((id) => (where === 'curve' ? last : reported).get(id));
  const ratios = mine.map((loss, index) => Math.log(loss / (others[index] ?? Number.NaN)));
  const ofTask = ratios.filter((_, index) => task === null || index % tasks.length === task);
  const byLosses = 100 * (1 - Math.exp(mean(ofTask)));
  const [size, decimals = ''] = /\d+(?:\.(\d+))?/.exec(gain) ?? ['nothing'];
  const said = isMinus(gain) ? -Number(size) : Number(size);
  return Math.abs(said - byLosses) <= 0.51 * 10 ** -decimals.length
    ? []
    : [`${where}: ${own} over ${over}, task ${task}: "${gain}", by losses ${byLosses}`];
}

const idOfName = (name: string): string => cards.find((card) => card.name === name)?.id ?? name;

/** "Shared-Bottom beats AdaTT-sp by 2.8 % (0.03 to 5.4 %)": its number, which lies in its interval. */
function saidInSentence(where: string, sentence: string): readonly Said[] {
  const clear =
    /(\S+) (?:beats|领先) (\S+) (?:by )?([\d.]+)\s?%(?: \(|（)([\d.]+)%? (?:to|至) ([\d.]+)\s?%[)）]/g;
  return [...sentence.matchAll(clear)].map(([, winner = '', loser = '', gain = '', low, high]) => {
    const isInside = Number(low) < Number(gain) && Number(gain) < Number(high);
    return [where, idOfName(winner), idOfName(loser), null, isInside ? gain : 'outside its interval'];
  });
}

/** A row of a table: its name, and a gain per cell. */
const saidInRow =
  (where: string, over: string, ofCells: readonly (number | null)[]) =>
  ([name = '', ...cells]: readonly string[]): readonly Said[] =>
    ofCells.map((task, at) => {
      const [gain = 'nothing'] = /[+−]?[\d.]+\s?%/.exec(cells[at] ?? '') ?? [];
      return [where, name.trim().charAt(0), over, task, gain];
    });

async function rowsOf(table: Locator): Promise<string[][]> {
  await table.waitFor(patience);
  return table
    .locator('tbody tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );
}

/** Rows of the verdict's picture, none where the diamond lies on the other side of zero. */
async function saidInForest(picture: Locator): Promise<readonly Said[]> {
  const rows = await picture.evaluate((svg) => {
    const ticks = [...svg.querySelectorAll('[data-axis] text')];
    const zero = ticks.find((tick) => /^0\s?%$/.test(tick.textContent ?? ''))?.getAttribute('x');
    return [...svg.querySelectorAll('g[data-series]')].map((row) => {
      const [name = '', gain = ''] = [...row.querySelectorAll('text')].map((one) => one.textContent ?? '');
      const diamond = row.querySelector('[data-mark$=" 0"] path')?.getAttribute('d') ?? '';
      return { name, gain, right: Number.parseFloat(diamond.slice(1)) + 7 - Number(zero) };
    });
  });
  return rows.map(({ name, gain, right }) => {
    const isPlaced = right > 0 !== isMinus(gain) && /than A|领先 A|落后 A/.test(gain);
    return ['forest', name.charAt(0), 'A', null, isPlaced ? gain : 'misplaced'];
  });
}

/** Where the curves of a task end, and the marks of what the verdict says. */
async function saidInCurves(page: Page, task: number): Promise<readonly Said[]> {
  const figures = page.locator('figure').filter({ has: page.locator('[data-reported]') });
  const ends = (await figures.nth(task).locator('p.visuallyHidden').first().textContent()) ?? '';
  const marks = await figures
    .nth(task)
    .locator('[data-verdict]')
    .evaluateAll((all) => all.map((one) => [one.getAttribute('data-verdict') ?? '', one.textContent ?? '']));
  return [
    ...[...ends.matchAll(/([B-H]) · [^,，]*? (−?[\d.]+)(?=[,，]|$)/g)].map(
      ([, own = '', gain = '']): Said => ['curve', own, 'A', task, gain],
    ),
    ...marks.map(([own = '', gain = '']): Said => ['mark', own, 'A', task, gain]),
  ];
}

function saidInReport(report: string): readonly Said[] {
  const plain = report.replaceAll('\\', '');
  const tables = plain.split(/\n(?=## )/).map((part) =>
    part
      .split('\n')
      .filter((line) => /^\| [A-J] ·/.test(line))
      .map((line) => line.slice(2).split(' | ')),
  );
  const [verdict = [], losses = []] = tables.filter((lines) => lines.length > 0);
  return [
    ...saidInSentence('report', plain),
    ...verdict.flatMap(saidInRow('report', 'A', [null, ...taskIds])),
    ...losses.flatMap(saidInRow('report', 'baseline', [...taskIds, null])),
  ];
}

const saidInCsv = (csv: string): readonly Said[] =>
  csv
    .trim()
    .split('\r\n')
    .slice(1)
    .map((row, index) => {
      const [own = '', over = '', , , gain = ''] = row.split(',');
      const task = [...taskIds, null][index % (tasks.length + 1)] ?? null;
      return ['CSV', own.charAt(0), over.charAt(0), task, (100 * Number(gain)).toFixed(6)];
    });

/** What a page says of the opening run and is not so, and where it says anything. */
export async function contradictionsOn(page: Page, text: Translated<typeof english>) {
  const title = text.verdict.title('A · AdaTT-sp');
  const region = page.getByRole('region', { name: title, exact: true });
  const figure = region.getByRole('figure', { name: title, exact: true });
  // By keyboard, since pictures are drawn anew.
  const choose = async (item: string) => {
    const menu = figure.getByRole('button', { name: text.saving.saveTitle(title), exact: true });
    await menu.press('Enter');
    await figure.getByRole('button', { name: item, exact: true }).press('Enter');
  };
  await figure.waitFor(patience);
  const sentence = (await region.getByRole('heading').first().textContent()) ?? '';
  const forest = await saidInForest(figure.locator('svg[data-picture]'));
  await choose(text.saving.table);
  const table = await rowsOf(figure.getByRole('table'));
  // What lies far below is drawn when it is scrolled to.
  await page.keyboard.press('End');
  const results = await rowsOf(page.getByRole('table', { name: text.verdict.outcomes.title }));
  const csv = await downloaded(page, () => choose(text.saving.csv));
  const report = await downloaded(page, async () => {
    await page.getByRole('banner').getByRole('button', { name: text.app.menu.more, exact: true }).click();
    await page.getByRole('button', { name: text.menu.saveReport, exact: true }).click();
  });
  const said = [
    ...saidInSentence('headline', sentence),
    ...forest,
    ...table.flatMap(saidInRow('table', 'A', [null, ...taskIds])),
    ...results
      .filter(([name = '']) => /^[A-J] ·/.test(name.trim()))
      .flatMap(saidInRow('results', 'baseline', [...taskIds, null])),
    ...saidInCsv(csv),
    ...saidInReport(report),
    ...(await Promise.all(taskIds.map((task) => saidInCurves(page, task)))).flat(),
  ];
  return { wrong: said.flatMap(contradictionsIn), places: new Set(said.map(([where]) => where)) };
}
