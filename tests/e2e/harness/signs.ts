/** Reads the numbers of the opening run off a page and its files, each with what it speaks of, and holds them against the losses. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { savedRunOf } from '../../../src/run/codec/savedRun.ts';
import { summaryOf } from '../../../src/run/summary.ts';
import type * as english from '../../../src/text/en/catalogue.ts';
import type { Translated } from '../../../src/text/translated.ts';
import { downloaded, patience } from './playground.ts';

type Catalogue = Translated<typeof english>;

/** A gain that is said of a network over another, as a share; of `task` null: of all. */
interface SaidGain {
  readonly where: string;
  readonly own: string;
  readonly over: string;
  readonly task: number | null;
  readonly shown: string;
}

/** Losses by network, `[R * T]`: of the steps that are reported, and of the last one. */
export type LossesById = ReadonlyMap<string, readonly number[]>;

const openingRun = (() => {
  const run = savedRunOf(readFileSync('app/recorded/firstView.json', 'utf8'));
  const summary = run && summaryOf(run.experiment, run);
  if (!run || !summary) throw new Error('The opening run can be read.');
  const reported = [...summary.cards, ...summary.baselines].map(
    ({ cardId, reported: { losses } }) => [cardId, losses] as const,
  );
  const last = summary.cards.map(
    ({ cardId, trainedId }) =>
      [cardId, run.networks.get(trainedId)?.history.at(-1)?.loss.test ?? []] as const,
  );
  const { tasks, cards } = run.experiment;
  return { tasks, cards, reported: new Map(reported), last: new Map(last) };
})();

/** Share by which losses lie below others, mean of the logarithms over repetitions. */
function gainByLosses(losses: LossesById, { own, over, task }: SaidGain, numTasks: number): number {
  const [mine = [], others = []] = [own, over].map((id) => losses.get(id));
  const ratios = mine.flatMap((loss, index) =>
    task === null || index % numTasks === task ? [Math.log(loss / (others[index] ?? Number.NaN))] : [],
  );
  return 1 - Math.exp(ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length);
}

/** What is said and not so, to the digits that are shown. */
const contradictionsIn = (
  said: readonly SaidGain[],
  losses: LossesById,
  numTasks: number,
): readonly string[] =>
  said.flatMap((one) => {
    const percent = 100 * gainByLosses(losses, one, numTasks);
    const shown = Number(one.shown.replace('−', '-').replace(/\s?%/, ''));
    const decimals = /\.(\d+)/.exec(one.shown)?.[1]?.length ?? 0;
    return Math.abs(shown - percent) <= 0.51 * 10 ** -decimals
      ? []
      : [`${one.where}: ${one.own} over ${one.over}, task ${one.task}: ${one.shown}, by losses ${percent}`];
  });

const idOfName = (name: string): string =>
  openingRun.cards.find((card) => card.name === name.trim())?.id ?? `nobody called ${name}`;

/** "Shared-Bottom beats AdaTT-sp by 2.8 % (0.03 to 5.4 %)": its number, which lies in its interval. */
function saidInSentence(where: string, sentence: string): readonly SaidGain[] {
  const clear =
    /(\S+) (?:beats|领先) (\S+) (?:by )?([\d.]+)\s?%(?: \(|（)([\d.]+)%? (?:to|至) ([\d.]+)\s?%[)）]/g;
  return [...sentence.matchAll(clear)].map(([, winner = '', loser = '', gain = '', low, high]) => {
    const isInside = Number(low) < Number(gain) && Number(gain) < Number(high);
    const shown = isInside ? `+${gain} %` : `${gain} outside ${low} to ${high}`;
    return { where, own: idOfName(winner), over: idOfName(loser), task: null, shown };
  });
}

/** "1.4 % worse than A", "领先 A 2.8%" */
function signedEffect(said: string): string {
  const [, size] = /([\d.]+)\s?%/.exec(said) ?? [];
  const side = /better than A|领先 A/.test(said) ? '+' : /worse than A|落后 A/.test(said) ? '−' : '?';
  return `${side}${size} %`;
}

const firstGain = (cell: string): string => /[+−]?[\d.]+\s?%/.exec(cell)?.[0] ?? 'no number';

/** Rows of a table by the letter in their header, each cell as text. */
const rowsOf = (table: Locator): Promise<readonly (readonly string[])[]> =>
  table.evaluate((element) =>
    [...element.querySelectorAll('tbody tr')].map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? ''),
    ),
  );

const ofCells = (
  where: string,
  over: string,
  [name = '', ...cells]: readonly string[],
  tasks: readonly (number | null)[],
): readonly SaidGain[] =>
  tasks.map((task, at) => ({
    where,
    own: name.trim().charAt(0),
    over,
    task,
    shown: firstGain(cells[at]?.replace(/^.*± \S+?(?=[+−▲▼ ])/, '') ?? ''),
  }));

const taskIds = [...openingRun.tasks.keys()];

/** A picture's rows: name, words, and how far right of zero the diamond is. */
const forestRows = (picture: Locator) =>
  picture.evaluate((svg) => {
    const zero = [...svg.querySelectorAll('[data-axis] text')].find((one) =>
      /^0\s?%$/.test(one.textContent ?? ''),
    );
    return [...svg.querySelectorAll('g[data-series]')].map((row) => {
      const [name = '', said = ''] = [...row.querySelectorAll('text')].map((one) => one.textContent ?? '');
      const [, left] =
        /^M([\d.]+)/.exec(row.querySelector('[data-mark$=" 0"] path')?.getAttribute('d') ?? '') ?? [];
      return { name, said, right: Number(left) + 7 - Number(zero?.getAttribute('x')) };
    });
  });

/** What the figure's menu offers under this name; by keyboard, since pictures are drawn anew. */
async function choose(figure: Locator, menu: string, item: string): Promise<void> {
  await figure.getByRole('button', { name: menu, exact: true }).press('Enter');
  await figure.getByRole('button', { name: item, exact: true }).press('Enter');
}

/** Everything that a page says of the opening run, and whatever of it is not so. */
export async function contradictionsOn(page: Page, text: Catalogue) {
  const title = text.verdict.title('A · AdaTT-sp');
  const region = page.getByRole('region', { name: title, exact: true });
  const figure = region.getByRole('figure', { name: title, exact: true });
  await figure.waitFor(patience);
  const sentence = (await region.getByRole('heading').first().textContent()) ?? '';
  const forest = await forestRows(figure.locator('svg[data-picture]'));
  await choose(figure, text.saving.saveTitle(title), text.saving.table);
  const table = await rowsOf(figure.getByRole('table'));
  // What lies far below is drawn when it is scrolled to.
  await page.keyboard.press('End');
  const results = await rowsOf(page.getByRole('table', { name: text.verdict.outcomes.title }));
  const csv = await downloaded(page, () => choose(figure, text.saving.saveTitle(title), text.saving.csv));
  const report = await downloaded(page, async () => {
    await page.getByRole('banner').getByRole('button', { name: text.app.menu.more, exact: true }).click();
    await page.getByRole('button', { name: text.app.menu.saveReport, exact: true }).click();
  });
  const said: readonly SaidGain[] = [
    ...saidInSentence('headline', sentence),
    ...forest.map((row) => ({
      ...{ where: 'forest', own: row.name.charAt(0), over: 'A', task: null },
      shown: signedEffect(row.said),
    })),
    ...table.flatMap((row) => ofCells('table', 'A', row, [null, ...taskIds])),
    ...results
      .filter(([name = '']) => /^[A-H] ·/.test(name))
      .flatMap((row) => ofCells('results', 'baseline', row, [...taskIds, null])),
    ...saidInFiles(csv, report),
  ];
  const { reported, last, tasks } = openingRun;
  const curves = (await Promise.all(taskIds.map((task) => saidInCurves(page, task)))).flat();
  const misplaced = forest.filter(
    ({ said: words, right }) => signedEffect(words).startsWith('+') !== right > 0,
  );
  const wrong = [
    ...contradictionsIn(said, reported, tasks.length),
    ...contradictionsIn(
      curves.filter(({ where }) => where === 'mark'),
      reported,
      tasks.length,
    ),
    ...contradictionsIn(
      curves.filter(({ where }) => where === 'curve'),
      last,
      tasks.length,
    ),
    ...misplaced.map(({ name }) => `${name} lies on the other side of zero`),
  ];
  return { wrong, places: new Set([...said, ...curves].map(({ where }) => where)) };
}

/** Where each curve ends, and the marks of what the verdict says. */
async function saidInCurves(page: Page, task: number): Promise<readonly SaidGain[]> {
  const figure = page
    .locator('figure')
    .filter({ has: page.locator('[data-reported]') })
    .nth(task);
  const ends = (await figure.locator('p.visuallyHidden').first().textContent()) ?? '';
  const marks = await figure
    .locator('[data-verdict]')
    .evaluateAll((all) =>
      all.map((one) => [one.getAttribute('data-verdict') ?? '', one.textContent ?? ''] as const),
    );
  return [
    ...[...ends.matchAll(/([B-H]) · [^,，]*? (−?[\d.]+)(?=[,，]|$)/g)].map(([, own = '', shown = '']) => ({
      ...{ where: 'curve', own, over: 'A', task, shown },
    })),
    ...marks.map(([own, shown]) => ({ where: 'mark', own, over: 'A', task, shown })),
  ];
}

function saidInFiles(csv: string, report: string): readonly SaidGain[] {
  const idOf = (cell = '') => cell.charAt(0);
  const rows = csv.trim().split('\r\n').slice(1);
  const ofCsv = rows.map((row, index) => {
    const [own, over, , , gain = ''] = row.split(',');
    const place = index % (taskIds.length + 1);
    const task = place === taskIds.length ? null : place;
    return { where: 'CSV', own: idOf(own), over: idOf(over), task, shown: (100 * Number(gain)).toFixed(6) };
  });
  const plain = report.replaceAll('\\', '');
  const tables = plain.split(/\n(?=## )/).map((part) =>
    part
      .split('\n')
      .filter((line) => /^\| [A-H] ·/.test(line))
      .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, ''))),
  );
  const [verdict = [], losses = []] = tables.filter((lines) => lines.length > 0);
  return [
    ...ofCsv,
    ...saidInSentence('report', plain),
    ...verdict.flatMap((row) => ofCells('report', 'A', row, [null, ...taskIds])),
    ...losses.flatMap((row) => ofCells('report', 'baseline', row, [...taskIds, null])),
  ];
}
