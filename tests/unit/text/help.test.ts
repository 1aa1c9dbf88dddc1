/** Help beside a control is read in passing: two sentences at most. */
import { expect, it } from 'vitest';
import { text } from '../../../src/text/text.ts';

/** Help texts of a part of the catalogue, by their place. */
const helpIn = (part: unknown, place: string): readonly (readonly [place: string, help: string])[] =>
  typeof part !== 'object' || part === null
    ? []
    : Object.entries(part).flatMap(([key, value]) => {
        const at = `${place}.${key}`;
        return key === 'help' && typeof value === 'string' ? [[at, value] as const] : helpIn(value, at);
      });

const numSentences = (words: string): number =>
  words
    .replaceAll(/et al\.|0\.\d|Σ.*/g, '')
    .split(/[.?!](?: |$)/)
    .filter(Boolean).length;

it('says in two sentences at most what a control is for', () => {
  const all = helpIn(text, 'text');
  expect(all.length).toBeGreaterThan(40);
  expect(all.filter(([, help]) => numSentences(help) > 2)).toEqual([]);
});
