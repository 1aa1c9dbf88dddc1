import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { tableLimits } from '../../../../src/core/schema/limits.ts';
import { guessTableSetup } from '../../../../src/data/table/guess.ts';
import { numbersOfColumn } from '../../../../src/data/table/numbers.ts';
import { delimiterCharacters } from '../../../../src/data/table/table.ts';
import { maxRowsThatFit } from '../../../../src/data/table/tableSetup.ts';
import { text } from '../../../../src/text/text.ts';
import { bytesOf, cellsOf, parsed, repeated, tableOf } from './csvFiles.ts';
import { gzipped } from './gzipped.ts';

const fileOf = (header: string, rows: readonly string[], newline = '\n') =>
  [header, ...repeated(rows)].join(newline) + newline;

const people = fileOf('name,age,"home, sweet"', ['Ann,31,"Paris, 5e"', '"Bo ""B""",45.5,', 'Cy,?, Rome ']);

describe('a file of comma-separated values', () => {
  it('is read column by column: numbers, texts, blanks, quotes', async () => {
    const { columns, form, numRows, numRagged } = await tableOf(people);
    expect(form).toEqual({
      characters: 'unicode',
      delimiter: 'comma',
      hasHeader: true,
      maxRows: 200_000,
    });
    expect(columns.map(({ name, kind }) => [name, kind])).toEqual([
      ['name', 'text'],
      ['age', 'number'],
      ['home, sweet', 'text'],
    ]);
    expect(cellsOf(columns[0]).slice(0, 3)).toEqual(['Ann', 'Bo "B"', 'Cy']);
    expect(cellsOf(columns[1]).slice(0, 3)).toEqual([31, 45.5, null]);
    expect(cellsOf(columns[2]).slice(0, 3)).toEqual(['Paris, 5e', null, 'Rome']);
    expect([numRows, numRagged]).toEqual([100, 0]);
  });

  it.each(Object.entries(delimiterCharacters))(
    'may be cut by a %s, however it lies there',
    async (name, sign) => {
      const quoted = (cell: string) => (cell.includes(sign) ? `"${cell}"` : cell);
      const rows = [
        ['a;b', '1', 'x,y'],
        ['c|d', '2.5', ''],
      ].map((row) => row.map(quoted).join(sign));
      const plain = fileOf(['t', 'n', 'o'].join(sign), rows);
      const { columns } = await tableOf(plain);
      expect(cellsOf(columns[0]).slice(0, 2)).toEqual(['a;b', 'c|d']);
      expect(cellsOf(columns[1]).slice(0, 2)).toEqual([1, 2.5]);
      for (const other of [`\ufeff${plain}`, plain.replaceAll('\n', '\r\n'), plain.replaceAll('\n', '\r')]) {
        const table = await tableOf(other);
        expect({ ...table, hash: '' }).toEqual({ ...(await tableOf(plain)), hash: '' });
        expect(table.form.delimiter).toBe(name);
      }
    },
  );

  it('may begin with a line that only says how it is cut', async () => {
    const plain = fileOf('when;size', ['1,5;2', '2,5;3']);
    for (const [sign, other] of [
      [';', plain],
      [',', plain.replaceAll(';', '|').replaceAll(',', '.').replaceAll('|', ',')],
    ] as const) {
      const whole = await tableOf(other);
      const said = await tableOf(`\ufeffsep=${sign}\r\n${other}`);
      expect({ ...said, hash: '' }).toEqual({ ...whole, hash: '' });
      expect((await parsed(`SEP=${sign}\n${other}`, {}, 1)).table?.columns).toEqual(whole.columns);
    }
  });

  it('is the same packed, in pieces of any size, and in UTF-16', async () => {
    const whole = await tableOf(people);
    expect(await tableOf(gzipped(people))).toEqual(whole);
    for (const length of [1, 7, 64]) {
      expect((await parsed(people, {}, length)).table).toEqual(whole);
      expect((await parsed(gzipped(people), {}, length)).table).toEqual(whole);
    }
    const utf16 = new Uint8Array(
      new Uint16Array([0xfeff, ...people].map((c) => (typeof c === 'string' ? c.charCodeAt(0) : c))).buffer,
    );
    expect({ ...(await tableOf(utf16)), hash: whole.hash }).toEqual(whole);
  });

  it('has the hash that other programs give its unpacked bytes', async () => {
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(bytesOf(people)));
    expect((await tableOf(gzipped(people))).hash).toBe(Buffer.from(digest).toString('hex'));
  });

  it('gives columns of one name names of their own', async () => {
    const { columns, renamed } = await tableOf(fileOf('a,a,,a 2', ['1,2,3,4']), {
      form: { hasHeader: true },
    });
    expect(columns.map(({ name }) => name)).toEqual(['a', 'a 2', 'Column 3', 'a 2 2']);
    expect(renamed).toEqual(['a', 'Column 3', 'a 2']);
  });

  it('fills and cuts ragged rows, and leaves blank lines out', async () => {
    const table = await tableOf(fileOf('a,b', ['1,2', '3', '', '4,5,6', '7,8']));
    expect([table.numRows, table.numRagged]).toEqual([80, 40]);
    expect(cellsOf(table.columns[1]).slice(0, 4)).toEqual([2, null, 5, 8]);
  });

  it('takes a comma before decimals where semicolons separate, and no code with leading zeros for a number', async () => {
    const { columns } = await tableOf(fileOf('a;b;c', ['1,5;007;1e3', '-2;010;.5']));
    expect(cellsOf(columns[0]).slice(0, 2)).toEqual([1.5, -2]);
    expect(cellsOf(columns[1]).slice(0, 2)).toEqual(['007', '010']);
    expect(cellsOf(columns[2]).slice(0, 2)).toEqual([1000, 0.5]);
  });

  it('turns a column of numbers into texts when a text comes', async () => {
    const { columns } = await tableOf(fileOf('a,b', ['1,1', '2.50,1', ',1', 'x,1']));
    expect(cellsOf(columns[0]).slice(0, 4)).toEqual(['1', '2.5', null, 'x']);
  });

  it('of more rows than are wanted is sampled, the same way every time and as links of old expect', async () => {
    const read = () => tableOf(numbered(205_000), { form: { ...plainForm, maxRows: tableLimits.usualRows } });
    const [table, again] = await Promise.all([read(), read()]);
    expect([table.numRows, table.numRowsInFile]).toEqual([200_000, 205_000]);
    expect(again).toEqual(table);
    const cells = cellsOf(table.columns[0]).map(Number);
    expect(new Set(cells).size).toBe(200_000);
    // As it was when no more rows could be used.
    expect(cells.reduce((sum, cell, row) => sum + cell * (row % 7), 0)).toBe(61_503_404_613);
  });

  it('of a few hundred thousand rows is used as a whole, and says how many fit', async () => {
    const onProgress = vi.fn();
    const large = await tableOf(numbered(205_000), { form: plainForm, onProgress });
    expect([large.numRows, large.form.maxRows]).toEqual([205_000, 2_000_000]);
    expect(onProgress.mock.calls[0]?.[0]).toMatchObject({ maxRows: 2_000_000 });
    const small = await tableOf(numbered(200_000), { form: plainForm });
    expect([small.numRows, small.form.maxRows]).toEqual([200_000, 200_000]);
    expect(guessTableSetup(small)).toMatchObject({ validationShare: 0.2, testShare: 0.2 });
    expect(guessTableSetup(large)).toMatchObject({
      maxRows: 2_000_000,
      validationShare: 0.195,
      testShare: 0.195,
    });
  });

  it.each([
    [1, 2_000_000],
    [20, 2_000_000],
    [40, 1_000_000],
    [500, 200_000],
  ])('of %i columns has at most %i rows', (numColumns, numRows) => {
    expect(maxRowsThatFit(numColumns)).toBe(numRows);
  });
});

const plainForm = { hasHeader: true, delimiter: 'comma' } as const;
const numbered = (numRows: number): string =>
  `n\n${Array.from({ length: numRows }, (_, row) => String(row)).join('\n')}`;

describe('a file that cannot be used', () => {
  it.each([
    ['nothing', '', /no rows/],
    [
      'a header alone',
      'name,size,"the\r\nlast"\r\n',
      /names 3 columns, but has only this header and no rows/,
    ],
    ['a header alone, if asked', 'a,b\n', /names 2 columns/],
    ['few rows', 'a,b\n1,2\n', /1 row of data.*at least 50/],
    ['bytes', new Uint8Array(1000), /no text/],
    ['half of a packed file', gzipped(people).slice(0, 60), /damaged or cut off/],
    ['many columns', `${'a,'.repeat(600)}\n`.repeat(60), /601 columns, more than the 500/],
    [
      'a quote that never ends',
      `a,b\n1,"${'x'.repeat(tableLimits.rowLength + 100_000)}`,
      /Row \d has no end/,
    ],
  ])('says why: %s', async (_, written, expected) => {
    const { table, problems } = await parsed(written);
    expect(table).toBeNull();
    expect(problems).toEqual([expect.stringMatching(expected)]);
  });
});

it('ends rows at every kind of line end, in pieces of any size, and quoted lines likewise', async () => {
  const rows = repeated(['1,a', '2,"b\nc"', '3,d']);
  const ends = ['\r', '\r\n', '\n'];
  const mixed = rows.map((row, at) => row.replace('\n', ends[at % 2] ?? '') + (ends[at % 3] ?? '')).join('');
  const whole = await tableOf(`x,y\n${rows.join('\n')}`);
  for (const length of [1, 3, 1 << 16]) {
    const { table } = await parsed(`x,y\r${mixed}`, {}, length);
    expect({ ...table, hash: '' }).toEqual({ ...whole, hash: '' });
  }
});

it('reads no number from a cell that was cut', async () => {
  const long = `1${'0'.repeat(250)}`;
  const cells = [long, `${'7'.repeat(230)}x`, `0.${'3'.repeat(190)}`, '5'];
  const { columns } = await tableOf(
    fileOf(
      'n,m',
      cells.map((cell) => `${cell},1`),
    ),
  );
  const [column] = columns;
  expect(cellsOf(column).slice(0, 4)).toEqual([long.slice(0, 200), '7'.repeat(200), String(1 / 3), '5']);
  expect(column && [...numbersOfColumn(column).subarray(0, 4)]).toEqual([Number.NaN, Number.NaN, 1 / 3, 5]);
});

describe('properties', () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 8 }),
    fc.string({ unit: fc.constantFrom('"', ',', '\n', ' ', 'a', '1'), maxLength: 6 }),
    fc.double({ noDefaultInfinity: true, noNaN: true }).map(String),
  );

  it('reads back what was written, whatever is in the cells', async () => {
    const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 50, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(rows, fc.integer({ min: 1, max: 500 }), async (given, pieceLength) => {
        const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`;
        const written = given.map((row) => row.map(quoted).join(',')).join('\n');
        const form = { delimiter: 'comma', hasHeader: false } as const;
        const { table } = await parsed(written, { form }, pieceLength);
        const texts = (column: number) =>
          cellsOf(table?.columns[column]).map((one) => (one === null ? null : String(one)));
        for (const column of [0, 1, 2])
          expect(texts(column)).toEqual(given.map((row) => expectedText(row[column] ?? '')));
      }),
      { numRuns: 60 },
    );
  });
});

const BLANK_WORDS = ['', '?', 'na', 'n/a', 'nan', 'null'];

/** What a cell stands for, by other means: numbers in their shortest form, blanks as null. */
function expectedText(cell: string): string | null {
  const trimmed = cell.trim();
  if (BLANK_WORDS.includes(trimmed.toLowerCase())) return null;
  const isNumber = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) && !/^[+-]?0\d/.test(trimmed);
  return isNumber && Number.isFinite(Number(trimmed)) ? String(Number(trimmed)) : trimmed;
}

it('says so where there is no memory for the cells', async () => {
  const small = class extends Float64Array {
    constructor(length: number) {
      if (length > 4000) throw new RangeError('Array buffer allocation failed');
      super(length);
    }
  };
  vi.stubGlobal('Float64Array', small);
  try {
    const { problems } = await parsed(['a,b', ...repeated(['1,2', '3,4'], 5000)].join('\n'));
    expect(problems).toEqual([text.tableFile.parse.noMemory]);
  } finally {
    vi.unstubAllGlobals();
  }
});

describe('letters beyond English', () => {
  const cities = fileOf('city,price', ['Zürich,1', 'Orléans,2', 'Łódź,3']);
  const encoded = (bytes: Readonly<Record<string, readonly number[]>>, written: string): Uint8Array =>
    Uint8Array.from([...written].flatMap((letter) => bytes[letter] ?? [letter.charCodeAt(0)]));
  const namesIn = async (...args: Parameters<typeof tableOf>) => {
    const { columns, form, isDamaged } = await tableOf(...args);
    return { names: cellsOf(columns[0]).slice(0, 3), characters: form.characters, isDamaged };
  };

  it('are Unicode, or Western where they are no UTF-8, in pieces of any size', async () => {
    expect(await namesIn(cities)).toEqual({
      names: ['Zürich', 'Orléans', 'Łódź'],
      characters: 'unicode',
      isDamaged: false,
    });
    const old = encoded({ ü: [0xfc], é: [0xe9] }, fileOf('city,price', ['Zürich,1', 'Orléans,2', 'Bern,3']));
    for (const length of [1, 5, 1 << 16]) {
      const table = (await parsed(old, {}, length)).table;
      expect(cellsOf(table?.columns[0]).slice(0, 3)).toEqual(['Zürich', 'Orléans', 'Bern']);
      expect(table?.form.characters).toBe('western');
      expect((await parsed(cities, {}, length)).table?.form.characters).toBe('unicode');
    }
  });

  it('are those that are asked for, and damage is told', async () => {
    const written = encoded({ Ł: [0xa3], ó: [0xf3], ź: [0x9f] }, fileOf('city,price', ['Łódź,1', 'Oslo,2']));
    const asked = (characters: 'central' | 'unicode') => namesIn(written, { form: { characters } });
    expect(await asked('central')).toEqual({
      names: ['Łódź', 'Oslo', 'Łódź'],
      characters: 'central',
      isDamaged: false,
    });
    expect(await asked('unicode')).toMatchObject({ characters: 'unicode', isDamaged: true });
  });
});

it('names the row of a quotation mark that would run rows together', async () => {
  const { openQuote, strayQuote } = text.tableFile.parse;
  const rows = repeated(['1,a', '2,b'], 300);
  const problemsWith = async (row: string) => {
    const written = ['x,y', ...rows.slice(0, 100), row, ...rows].join('\n');
    const answers = await Promise.all([1 << 16, 40].map((length) => parsed(written, {}, length)));
    return answers.map(({ problems }) => problems);
  };
  expect(await problemsWith('1,"open')).toEqual([[openQuote(101)], [openQuote(101)]]);
  expect(await problemsWith('1,"27" wide"')).toEqual([[strayQuote(101)], [strayQuote(101)]]);
  expect(await problemsWith('1,"27"" wide"')).toEqual([[], []]);
});

it('takes a name that is also a cell below it for a name if another stands above numbers', async () => {
  const rows = Array.from({ length: 60 }, (_, row) => `${row % 2 === 0 ? 'MDC' : 'other'},${row}.5`);
  const { table } = await parsed(['MDC,lat', ...rows].join('\n'));
  expect(table?.columns.map(({ name }) => name)).toEqual(['MDC', 'lat']);
});

it('reads a header that is longer than what is guessed from, whatever the pieces', async () => {
  const names = Array.from({ length: 480 }, (_, index) => `column ${index} ${'x'.repeat(150)}`);
  const row = names.map((_, index) => index).join(',');
  const written = [names.join(','), ...repeated([row], 50)].join('\n');
  const tables = await Promise.all([1 << 14, 1 << 20].map((length) => parsed(written, {}, length)));
  for (const { table } of tables) {
    expect(table?.columns).toHaveLength(480);
    expect(table?.form).toEqual({
      characters: 'unicode',
      delimiter: 'comma',
      hasHeader: true,
      maxRows: 200_000,
    });
    expect(table?.numRows).toBe(50);
  }
});
