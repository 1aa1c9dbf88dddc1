/** The map in words: bins, sentences, and what wins how often. */
import { expect, it } from 'vitest';
import { binsOf } from '../../../../src/studies/map/bins.ts';
import {
  binText,
  mapAnswer,
  mapNumbers,
  sentenceText,
  whereText,
} from '../../../../src/studies/map/mapWords.ts';
import { testedSentences } from '../../../../src/studies/map/sentences.ts';
import { text } from '../../../../src/text/text.ts';
import { madeSetUps } from './made.ts';

const advantages = Array.from({ length: 10 }, (_, key) => -0.1 + 0.001 * key);
const bins = binsOf(madeSetUps('ple', advantages), 'labels', 'tasks').flat();

it.each([
  [{ labels: ['3000', '10000'], noise: ['low'] }, 'labels per task: 3,000–30,000; noise: low'],
  [{ labels: ['300', '3000'] }, 'labels per task: 300–1,000 or 3,000–10,000'],
  [{ relation: ['pairs', 'outsider'] }, 'relation: pairs or one outsider'],
] as const)('joins ranges that meet, and lists other levels: %j', (where, said) => {
  expect(whereText(where)).toBe(said);
});

it('says of a bin who wins it and by how much AdaTT-sp is ahead of the rival', () => {
  const [won] = bins.filter(({ outcome }) => outcome.kind === 'won');
  if (won === undefined) throw new Error('PLE wins a bin.');
  expect(binText(won, 'ple')).toMatch(
    /^Labels per task: 1,000–3,000; tasks: 2\. PLE wins; AdaTT-sp over PLE: −10 % \(−10 % to −9\.\d %, 10 set-ups\)\.$/,
  );
  const winners = Object.entries({ PLE: 1, 'AdaTT-sp': 0 });
  expect(mapAnswer(bins)).toBe(text.map.answer(1, winners, 0, 10));
  expect(mapNumbers(bins, 'ple')).toHaveLength(bins.length + 1);
});

it('has a sentence with its smallest effect', () => {
  const sentence = { where: { noise: ['high'] }, one: 'adattSp', other: 'ple', least: 0.01005 } as const;
  const [tested] = testedSentences([], [sentence]);
  expect(tested && sentenceText(tested)).toBe('AdaTT-sp beats PLE by more than 1 % (noise: high)');
  expect(tested?.status).toBe('notTested');
});
