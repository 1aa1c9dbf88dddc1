import { expect, it } from 'vitest';
import { limits, tableLimits } from '../../../../src/core/schema/limits.ts';
import { readFields } from '../../../../src/core/schema/readFields.ts';
import { type TableSetup, tableFields } from '../../../../src/data/table/tableSetup.ts';
import { defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { setData, setNumTasks } from '../../../../src/experiment/edit.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { setTable } from '../../../../src/experiment/tableEdit.ts';
import { experimentOfRecipe } from '../../../../src/teach/presets/recipeExperiments.ts';

const hash = '0123456789abcdef'.repeat(4);

const shop: TableSetup = {
  ...readFields(tableFields, {
    fileName: 'my shop.csv',
    hash,
    delimiter: 'tab',
    splitSeed: 7,
    resplits: true,
  }),
  columns: [
    { name: 'age', role: 'number' },
    { name: 'home, sweet', role: 'categories' },
    { name: 'known', role: 'mask' },
    { name: 'bought', role: 'target' },
    { name: 'spent', role: 'target' },
  ],
  targets: [
    { column: 'bought', positive: { kind: 'values', values: ['yes', 'a:b,c'] }, mask: 'known' },
    { column: 'spent', positive: { kind: 'above', threshold: 0.5 }, mask: null },
    { column: 'spent', positive: null, mask: null },
  ],
};
const onShop = setTable(defaultExperiment(), shop, null, ['Bought', 'Spent more', 'Spent']);

it('is readable, says what the columns are, and carries no row', () => {
  expect(linkOfAll(onShop)).toContain(
    '&source=table&cols=age:n,home~AAs~+sweet:c,known:m,bought:t,spent:t' +
      '&y1=bought,is:yes:a~AA6~b~AAs~c,mask:known&y2=spent,above:.5&y3=spent' +
      `&file=my+shop.csv&hash=${hash}&sep=tab&deal=7&resplit=on`,
  );
  expect(readLink(linkOfAll(onShop))).toMatchObject({ problems: [], experiment: onShop });
});

it('carries how rows are dealt, which is left out where they are dealt at random', () => {
  const dealt = { dealBy: 'time', timeColumn: 'seen, at', group: 'user' } as const;
  const columns: TableSetup['columns'] = [...shop.columns, { name: 'seen, at', role: 'date' }];
  const inTime = setTable(defaultExperiment(), { ...shop, ...dealt, columns }, null);
  const link = linkOfAll(inTime);
  expect(link).toContain(',seen~AAs~+at:d&');
  expect(link).toContain('&by=time&when=seen~AAs~+at&group=user&deal=7');
  expect(readLink(link)).toMatchObject({ problems: [], experiment: inTime });
  expect(readLink(link.replace('by=time', 'by=luck')).problems).toHaveLength(1);
});

it('says how many rows are used where they are more than links of old have', () => {
  const large = setTable(
    defaultExperiment(),
    { ...shop, maxRows: 2_000_000 },
    { inputDim: 4, numTrainRows: 960_000, numValidationRows: 20_000, numTestRows: 20_000 },
  );
  expect(linkOfAll(large)).toContain('&train=960000&');
  expect(linkOfAll(large)).toContain('&most=2000000');
  expect(readLink(linkOfAll(large))).toMatchObject({ problems: [], experiment: large });
  expect(linkOfAll(onShop)).not.toContain('most=');
  expect(readLink(linkOfAll(onShop)).experiment.data.table?.maxRows).toBe(200_000);
});

it('names a recipe in place of its columns', () => {
  const census = experimentOfRecipe('census');
  if (census === undefined) throw new Error('There is no recipe.');
  const link = linkOfAll(census);
  expect(link).toContain('&source=table&');
  expect(link).toContain('&use=census');
  expect(link).not.toContain('cols=');
  expect(readLink(link)).toMatchObject({ problems: [], experiment: census });
  const large = setTable(census, { ...(census.data.table ?? shop), maxRows: 300_000 }, null);
  expect(linkOfAll(large)).toContain('&use=census');
  expect(readLink(linkOfAll(large))).toMatchObject({ problems: [], experiment: large });
  expect(census.tasks.map(({ kind }) => kind)).toEqual(['binary', 'binary', 'binary']);
});

it.each([
  ['use=nothing&source=table', /recipe "nothing", which does not exist/],
  ['source=table&cols=a:n,a:t,:n,b:x', /A column needs a name of its own/],
  ['source=table&cols=a:n,b:t&y1=a,is:1', /Task 1: its target must be a column with that role/],
  ['source=table&cols=b:t&y1=b,above:x', /Task 1: its target/],
  ['source=table&cols=b:t&y1=b,what:x', /Task 1: The link says "what:x"/],
  ['source=table&hash=abc&file=x', /64 hexadecimal digits/],
  ['cols=a:n', /names a file, but its data come from elsewhere/],
])('says what is not taken: %s', (link, expected) => {
  expect(readLink(`v=2&${link}`).problems).toEqual(expect.arrayContaining([expect.stringMatching(expected)]));
});

it('forgets the file with another source', () => {
  const back = setData(setData(onShop, { source: 'synthetic' }), { source: 'table' });
  expect(back.data.table).toBeNull();
});

it('of the widest file, with the longest names in any script, is read back', () => {
  const signs = ['列', '点a', '\u{1f600}', '\u{e0100}'];
  for (const sign of signs) {
    const nameOf = (length: number, number: number): string =>
      [...sign.repeat(length)].slice(0, length - 3).join('') + String(number).padStart(3, '0');
    const columns = Array.from({ length: tableLimits.columns }, (_, column) => ({
      name: nameOf(tableLimits.nameLength, column),
      role: column < limits.tasks ? ('target' as const) : ('number' as const),
    }));
    const values = Array.from({ length: tableLimits.positives }, (_, value) =>
      nameOf(tableLimits.cellLength, value),
    );
    const targets = columns.slice(0, limits.tasks).map(({ name }) => ({
      column: name,
      positive: { kind: 'values' as const, values },
      mask: null,
    }));
    const wide = setTable(
      setNumTasks(defaultExperiment(), limits.tasks),
      { ...shop, columns, targets },
      null,
    );
    expect(readLink(linkOfAll(wide))).toMatchObject({ problems: [], experiment: wide });
  }
});

it('of 480 columns with long Japanese names is read back', () => {
  const columns = Array.from({ length: 480 }, (_, column) => ({
    name: `利用者の行動に関する測定値の第${column}番目の特徴量を表す列の名前`,
    role: column === 0 ? ('target' as const) : ('number' as const),
  }));
  const targets = [{ column: columns[0]?.name ?? '', positive: null, mask: null }];
  const wide = setTable(defaultExperiment(), { ...shop, columns, targets }, null);
  expect(linkOfAll(wide).length).toBeGreaterThan(40_000);
  expect(readLink(linkOfAll(wide))).toMatchObject({ problems: [], experiment: wide });
});
