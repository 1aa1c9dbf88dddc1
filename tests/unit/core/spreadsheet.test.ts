import { describe, expect, it } from 'vitest';
import { csvOf, recordsOf, tsvOf } from '../../../src/core/spreadsheet.ts';

describe('csvOf', () => {
  it('quotes what needs quotes and keeps numbers exact', () => {
    expect(csvOf([['a, "b"', 0.1 + 0.2, -1]])).toBe('"a, ""b""",0.30000000000000004,-1\r\n');
  });

  it('leaves out what is no number', () => {
    expect(csvOf([['x', Number.NaN, 1]])).toBe('x,,1\r\n');
  });

  it('defuses names that a spreadsheet would run', () => {
    expect(csvOf([['=1+1', '+x', '-x', '@x', 'x=1', '＝1']], '\n')).toBe("'=1+1,'+x,'-x,'@x,x=1,'＝1\n");
  });
});

/** The cells of a line as a spreadsheet reads them whose separator is `separator`: quotes count only where a cell begins with them. */
function cellsRead(line: string, separator: string): readonly string[] {
  const cells: string[] = [];
  for (let at = 0; at <= line.length; at++) {
    let cell = '';
    if (line[at] === '"')
      for (at++; at < line.length && (line[at] !== '"' || line[++at] === '"'); at++) cell += line[at];
    for (; at < line.length && line[at] !== separator; at++) cell += line[at];
    cells.push(cell);
  }
  return cells;
}

describe('a file that is read with another separator', () => {
  const hostile = [
    'a;=cmd()',
    'a; =cmd()',
    'a;"=cmd()"',
    'a;""=cmd()',
    'a\t@cmd()',
    'a;;+cmd()',
    '-1;=cmd()',
    ';-cmd()',
    'a";=cmd()',
    '\ufeff=cmd()',
    'a;\n=cmd()',
    'a\r=cmd()',
    ' =cmd()',
    '"=cmd()',
  ];

  it.each([',', ';', '\t'])('has no cell that %j makes a formula', (separator) => {
    for (const first of hostile)
      for (const second of hostile)
        for (const write of [csvOf, tsvOf])
          for (const line of write([[first, 0.5, second, 'b']]).split(/[\r\n]+/))
            for (const cell of cellsRead(line, separator))
              expect(cell, `${first} ${second}`).not.toMatch(/^[\s\ufeff]*[=+\-@](?!\d)/);
  });

  it('keeps a name with such a sign in one cell, as it is', () => {
    expect(csvOf([['a; b', 'c\td', 1]])).toBe('"a; b","c\td",1\r\n');
  });
});

describe('recordsOf', () => {
  it('has a record per row, with what the table is about, and no NaN', () => {
    const rows = [
      ['task', 'loss'],
      ['a', 0.1],
      ['b', Number.NaN],
    ];
    expect(recordsOf(rows, { title: 'T', unit: 'MSE' })).toEqual([
      { title: 'T', unit: 'MSE', task: 'a', loss: 0.1 },
      { title: 'T', unit: 'MSE', task: 'b', loss: null },
    ]);
  });

  it('keeps names as they are, since no program runs them', () => {
    expect(recordsOf([['name'], ['=1+1']], {})).toEqual([{ name: '=1+1' }]);
  });

  it('keeps columns apart that are called the same, or like parts of objects', () => {
    const [record] = recordsOf(
      [
        ['title', '__proto__', 'x', 'x'],
        [1, 2, 3, 4],
      ],
      { title: 'T' },
    );
    expect(Object.entries(record ?? {})).toEqual([
      ['title', 'T'],
      ['title 2', 1],
      ['__proto__', 2],
      ['x', 3],
      ['x 2', 4],
    ]);
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
  });
});

describe('tabbedOf', () => {
  it('leaves amounts with a sign as they are, unless they call or open something', () => {
    const amounts = ['+2.1 %', '-1', '-1e-5', '−0.5 %', '+2.1 % to +4.7 %', '-1 to −3', '+2.1 % 至 +4.7 %'];
    expect(tsvOf([amounts])).toBe(`${amounts.join('\t')}\n`);
    expect(tsvOf([['+1+HYPERLINK("x")']])).toBe('"\'+1+HYPERLINK(""x"")"\n');
    for (const formula of [
      "+1+'file:///a'#$a.A1",
      '-1+1',
      '+1-1',
      '-1 to A1',
      '+1*2',
      '-1;=1',
      '+1%%',
      '+1e',
      '-1 %+1',
    ])
      expect(tsvOf([[formula]])).toMatch(/^"?'/);
    expect(tsvOf([["-2+cmd|' /C calc'!A0"]])).toBe("'-2+cmd|' /C calc'!A0\n");
  });

  it('keeps a name in one cell, whatever is in it', () => {
    expect(tsvOf([['a\t=1+1', 'b\n=1+1', '"=1+1"']])).toBe('"a\t\'=1+1"\t"b\n\'=1+1"\t"""=1+1"""\n');
  });
});
