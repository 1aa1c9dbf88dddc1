import { expect, it, vi } from 'vitest';
import { type DateForm, datesOfColumn, holdsDates, shownTime } from '../../../../src/data/table/dates.ts';
import { encodedTableOf } from '../../../../src/data/table/encode.ts';
import { guessTableSetup } from '../../../../src/data/table/guess.ts';
import { notesOnTable, problemsOfTable } from '../../../../src/data/table/notes/problems.ts';
import { text } from '../../../../src/text/text.ts';
import { inputsIn, messagesOf, setupWith, tableOf, yesIn } from './csvFiles.ts';

const words = text.dealing;

const fileOf = (dateOf: (row: number) => string) =>
  [
    'when,x,label',
    ...Array.from({ length: 200 }, (_, row) => `${dateOf(row)},${(row * 37) % 101},${(row * 7919) % 3}`),
  ].join('\n');
const two = (value: number) => String(value).padStart(2, '0');

it.each<[string, (row: number) => string]>([
  ['2024-03-07', (row) => `2024-${two(1 + (row % 12))}-${two(1 + (row % 28))}`],
  ['2024-03-07T12:30:00Z', (row) => `2024-03-${two(1 + (row % 28))}T${two(row % 24)}:30:00Z`],
  ['3/7/2024', (row) => `${1 + (row % 12)}/${1 + (row % 28)}/2024`],
  ['7.3.24 9:05', (row) => (row === 5 ? 'unknown' : `${1 + (row % 28)}.${1 + (row % 12)}.24 9:05`)],
])(
  'knows dates such as %s, uses them as dates, and says that rows are dealt at random',
  async (_, dateOf) => {
    const table = await tableOf(fileOf(dateOf));
    const setup = guessTableSetup(table);
    expect(setup.columns[0]).toEqual({ name: 'when', role: 'date' });
    const noteOn = (message: string) => ({ column: 'when', message });
    const { timeAtRandom, unusedDates } = words;
    expect(notesOnTable(table, setup)).toContainEqual(noteOn(timeAtRandom('when')));
    const [asCategories, ignored] = (['categories', 'ignored'] as const).map((when) =>
      notesOnTable(table, setupWith(table, { when })),
    );
    expect(asCategories).toContainEqual(noteOn(unusedDates('when', false)));
    expect(ignored).toContainEqual(noteOn(unusedDates('when', true)));
  },
);

it.each([
  ['versions', (row: number) => `1.${row % 7}.${row % 5}.2`],
  ['names', (row: number) => `user-${row}-12-13`],
  ['fractions', (row: number) => `${row}/${row + 1}`],
])('takes %s for none', async (_, nameOf) => {
  const table = await tableOf(fileOf(nameOf));
  expect(table.columns.filter(holdsDates)).toEqual([]);
});

/** The moments of cells that stand in one column, among others that say how it is written. */
async function read(cells: readonly string[], others: readonly string[] = []) {
  const lines = [...cells, ...others, ...Array.from({ length: 60 }, () => '')];
  const table = await tableOf(`when;x\n${lines.map((cell, row) => `"${cell}";${row}`).join('\n')}`);
  const [column] = table.columns;
  if (column === undefined) throw new Error('There is no column.');
  const { form, isAmbiguous, times } = datesOfColumn(column);
  const moments = [...times.subarray(0, cells.length)];
  return { form, isAmbiguous, times: moments.map((time) => (Number.isNaN(time) ? null : shownTime(time))) };
}

it.each<[DateForm, boolean, readonly string[], readonly (string | null)[]]>([
  ['yearFirst', false, ['2024-02-29', '2023-02-29', '2024/3/1'], ['2024-02-29', null, '2024-03-01']],
  ['dayFirst', false, ['3.4.2024', '31.12.1999', '2024-05-06'], ['2024-04-03', '1999-12-31', '2024-05-06']],
  ['monthFirst', false, ['3/4/2024', '12/31/99', '2/30/2024'], ['2024-03-04', '1999-12-31', null]],
  // One more cell can be read with the day first.
  ['dayFirst', false, ['13/1/68', '14/1/69', '1/15/68'], ['2068-01-13', '1969-01-14', null]],
  ['monthFirst', true, ['3/4/2024', '5/6/2024'], ['2024-03-04', '2024-05-06']],
  ['dayFirst', true, ['3.4.2024', '5.6.2024'], ['2024-04-03', '2024-06-05']],
  ['digits', false, ['20240331', '20240230', '20240229'], ['2024-03-31', null, '2024-02-29']],
  ['seconds', false, ['0', '1711843200', '1711843200.9996'], ['1970-01-01', '2024-03-31', '2024-03-31']],
  ['microseconds', false, ['1711843200000000', '1711843200000999'], ['2024-03-31', '2024-03-31']],
  ['nanoseconds', false, ['1711843200000000000', '1711843200000000999'], ['2024-03-31', '2024-03-31']],
  ['milliseconds', false, ['1711843200000', '-1', '1e300'], ['2024-03-31', '1969-12-31 23:59:59', null]],
])('reads a column as %s (ambiguous: %s): %j', async (form, isAmbiguous, cells, times) => {
  const digits = form === 'digits' ? Array.from({ length: 20 }, (_, day) => `202401${two(1 + day)}`) : [];
  const large = form === 'milliseconds' ? ['1711843200001', '1711843200002', '1711843200003'] : [];
  expect(await read(cells, [...digits, ...large])).toEqual({ form, isAmbiguous, times });
});

it('honours times of day and offsets; what is none counts as blank', async () => {
  const cells = {
    '2024-03-31T23:30:00+02:00': '2024-03-31 21:30',
    '2024-03-31 23:30:15.25-0530': '2024-04-01 05:00:15',
    '2024-03-31t00:15z': '2024-03-31 00:15',
    '2024-03-31 12:05 am': '2024-03-31 00:05',
    '2024-03-31, 12:05 PM UTC': '2024-03-31 12:05',
    '2024-12-31T23:59:59.999999-23': '2025-01-01 22:59:59',
    '2024-03-31 13:05 pm': null,
    '2024-03-31 24:00': null,
    '2024-03-31T10:60': null,
    '2024-03-31T10:00+24:00': null,
    '0000-00-00': null,
    '2024-13-01': null,
    '2024-03-31x': null,
    '2024-03/31': null,
    '9999-12-31 23:59-01:00': null,
    never: null,
  };
  expect((await read(Object.keys(cells))).times).toEqual(Object.values(cells));
});

it('reads the same moments in every zone of the machine', async () => {
  const cells = ['2024-03-31 02:30', '2024-10-27', '2024-07-01T12:00+05:45'];
  const readIn = async (zone: string) => {
    vi.stubEnv('TZ', zone);
    const moments = await read(cells);
    return { moments, here: new Date(2024, 6, 1).getTime() };
  };
  const [east, west] = [await readIn('Pacific/Auckland'), await readIn('America/St_Johns')];
  vi.unstubAllEnvs();
  expect(east.here).not.toBe(west.here);
  expect(east.moments).toEqual(west.moments);
});

/** What rows look like to a network, by the name of each feature. */
async function features(dates: readonly string[], rows: readonly number[]) {
  const lines = dates.map((date, row) => `${date},${row % 2}`);
  const table = await tableOf(['when,y', ...lines].join('\n'));
  const setup = setupWith(table, { when: 'date', y: 'target' }, { targets: [yesIn('y', '1')] });
  const { encoding } = encodedTableOf(table, setup);
  const inputs = inputsIn({ ...encoding, numEntries: null }, { table, setup }, rows);
  const names = encoding.columns.flatMap((column) =>
    column.kind === 'date' ? [column.part, ...(column.marksBlanks ? ['blank'] : [])] : [],
  );
  return {
    names,
    table,
    setup,
    numberAt: (row: number, name: string) =>
      inputs[row * encoding.inputDim + names.indexOf(name)] ?? Number.NaN,
  };
}

it('makes features of the parts that differ: none of the hour where no cell has one, one for all blanks', async () => {
  const days = Array.from({ length: 400 }, (_, row) =>
    row % 10 === 0 ? '' : new Date(Date.UTC(2023, 0, 1 + 2 * row)).toISOString().slice(0, 10),
  );
  const { names, numberAt } = await features(days, [0, 1, 2]);
  expect(names).toEqual([
    ...['days', 'blank', 'year', 'monthSine', 'monthCosine', 'day', 'weekdaySine', 'weekdayCosine'],
  ]);
  expect(names.map((name) => numberAt(0, name))).toEqual([0, 1, 0, 0, 0, 0, 0, 0]);
  expect(numberAt(1, 'blank')).toBe(0);
  // Two days later, in deviations of all training rows.
  const apart = numberAt(2, 'days') - numberAt(1, 'days');
  expect(apart).toBeGreaterThan(0);
  expect(apart).toBeLessThan(0.02);
});

it('names what cannot be a date, and what is odd or ambiguous', async () => {
  const texts = await features(
    Array.from({ length: 200 }, (_, row) => (row % 3 === 0 ? '2024-03-31' : `no ${row}`)),
    [],
  );
  expect(messagesOf(problemsOfTable(texts.table, texts.setup))).toContain(words.noDates('when', 'no 1'));
  const odd = await features(
    Array.from({ length: 200 }, (_, row) =>
      row === 7 ? 'soon' : `${1 + (row % 12)}/${1 + (row % 11)}/2024`,
    ),
    [],
  );
  const messages = messagesOf(notesOnTable(odd.table, odd.setup));
  expect(messages).toContain(words.ambiguous('when', false));
  expect(messages).toContain(words.oddDates('when', 1, 'soon'));
});

it.each([
  ['day', 300, 60, 40],
  ['month', 60, 300, 0],
])(
  'says of dates that contradict each other what is read, and what is lost: the %s first',
  async (first, numDay, numMonth, numEither) => {
    const dates = Array.from({ length: numDay + numMonth + numEither }, (_, row) => {
      if (row < numDay) return `${13 + (row % 15)}/02/2026`;
      return row < numDay + numMonth ? `02/${13 + (row % 15)}/2026` : `0${1 + (row % 3)}/05/2026`;
    });
    const { table, setup } = await features(dates, []);
    const orders = {
      dayFirst: { count: numDay, example: '13/02/2026' },
      monthFirst: { count: numMonth, example: `02/${13 + (numDay % 15)}/2026` },
      either: { count: numEither, example: '' },
    };
    const message = words.mixedOrders('when', orders, first === 'day');
    const said = notesOnTable(table, setup);
    expect(said).toContainEqual({ column: 'when', message, isAlarm: true });
    expect(messagesOf(said).join()).not.toMatch(/such as .* that are none|No date/);
    expect(message).toMatch(/60 cells count as blank/);
    const columns = setup.columns.map(({ name, role }) => ({
      name,
      role: role === 'date' ? ('ignored' as const) : role,
    }));
    expect(messagesOf(notesOnTable(table, { ...setup, columns }))).not.toContain(message);
    const byTime = { ...setup, columns, dealBy: 'time', timeColumn: 'when' } as const;
    expect(messagesOf(notesOnTable(table, byTime))).toContain(message);
  },
);

it.each([
  ['event_time', 1, 'seconds', 'date'],
  ['createdAt', 1000, 'milliseconds', 'date'],
  ['t', 60, 'seconds', 'date'],
  ['ts', 1e9, 'nanoseconds', 'date'],
  ['phone', 1, 'seconds', 'number'],
])('knows times counted since 1970: %s', async (name, factor, unit, role) => {
  const start = factor === 60 ? 1_700_000_040 : factor * 1_700_000_000;
  const lines = Array.from({ length: 200 }, (_, row) => `${start + factor * ((row * row) % 997)},${row % 2}`);
  const table = await tableOf([`${name},y`, ...lines].join('\n'));
  const setup = guessTableSetup(table);
  expect(setup.columns[0]).toEqual({ name, role });
  const from = shownTime(factor === 60 ? 1_700_000_040_000 : 1_700_000_000_000);
  const said = messagesOf(notesOnTable(table, setup)).filter((message) => message.includes('since 1970'));
  expect(said).toEqual(role === 'date' ? [expect.stringContaining(`${unit} since 1970`)] : []);
  if (role === 'date') expect(said[0]).toContain(from);
});
