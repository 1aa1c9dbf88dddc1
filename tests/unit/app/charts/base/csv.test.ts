import { expect, it } from 'vitest';
import { csvOf } from '../../../../../app/charts/base/csv.ts';

it('quotes what needs quotes and keeps numbers exact', () => {
  expect(csvOf([['a, "b"', 0.1 + 0.2, -1]])).toBe('"a, ""b""",0.30000000000000004,-1\r\n');
});

it('leaves out what is no number', () => {
  expect(csvOf([['x', Number.NaN, 1]])).toBe('x,,1\r\n');
});

it('defuses names that a spreadsheet would run', () => {
  expect(csvOf([['=1+1', '+x', '-x', '@x', 'x=1']])).toBe("'=1+1,'+x,'-x,'@x,x=1\r\n");
});
