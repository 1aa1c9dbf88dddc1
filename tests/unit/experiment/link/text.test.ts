import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapedForLink,
  formDecoded,
  shortNumberText,
  unescapedFromLink,
} from '../../../../src/experiment/link/text.ts';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string());

describe('escaped text', () => {
  it('comes back, through form encoders too', () => {
    fc.assert(
      fc.property(anyText, (written) => {
        expect(unescapedFromLink(formDecoded(escapedForLink(written)))).toBe(written);
        const params = new URLSearchParams(new URLSearchParams(`n=${escapedForLink(written)}`).toString());
        expect(unescapedFromLink(params.get('n') ?? '')).toBe(written);
      }),
    );
  });

  it('is of letters that a browser leaves alone in a fragment', () => {
    fc.assert(
      fc.property(anyText, (written) => {
        expect(escapedForLink(written)).toMatch(/^[A-Za-z0-9._~+-]*$/);
        expect(new URL(`https://a.b/#${escapedForLink(written)}`).hash.slice(1)).toBe(
          escapedForLink(written),
        );
      }),
    );
  });

  it('stays readable where it can', () => {
    expect(escapedForLink('Watch time_2')).toBe('Watch+time_2');
    expect(escapedForLink('点击率')).toBe('~HC5FH7HOH~');
    expect(escapedForLink('点'.repeat(24))).toHaveLength(74);
  });

  it('leaves alone what nobody escaped', () => {
    expect(unescapedFromLink('a~b~c ~~ ~AB~ 50~')).toBe('a~b~c ~~ ~AB~ 50~');
  });
});

it('decodes percent signs where they make sense and never throws', () => {
  expect(formDecoded('a+b%20c%E7%82%B9')).toBe('a b c点');
  expect(formDecoded('100%')).toBe('100%');
  expect(formDecoded('%E0%A4%A')).toBe('%E0%A4%A');
});

describe('short numbers', () => {
  it('are the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Number(shortNumberText(value))).toBe(value + 0);
      }),
    );
  });

  it('are short', () => {
    expect([0, 1, -1, 0.05, -0.123, 2000, 0.0000015, 0.003].map(shortNumberText)).toEqual([
      '0',
      '1',
      '-1',
      '.05',
      '-.123',
      '2000',
      '1.5e-6',
      '.003',
    ]);
  });
});
