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

const bins = binsOf(
  madeSetUps(
    'ple',
    Array.from({ length: 10 }, (_, key) => -0.1 + 0.001 * key),
  ),
  'labels',
  'tasks',
).flat();

it('joins ranges that meet, and lists other levels', () => {
  expect(whereText({ labels: ['3000', '10000'], noise: ['low'] })).toBe(
    'labels per task: 3,000–30,000; noise: low',
  );
  expect(whereText({ labels: ['300', '3000'] })).toBe('labels per task: 300–1,000 or 3,000–10,000');
  expect(whereText({ relation: ['pairs', 'outsider'] })).toBe('relation: pairs or one outsider');
});

it('says of a bin who wins it and by how much AdaTT-sp is ahead of the rival', () => {
  const [won] = bins.filter(({ outcome }) => outcome.kind === 'won');
  if (won === undefined) throw new Error('PLE wins a bin.');
  expect(binText(won, 'ple')).toMatch(
    /^Labels per task: 1,000–3,000; tasks: 2\. PLE wins; AdaTT-sp over PLE: −10 % \(−10 % to −9\.\d %, 10 set-ups\)\.$/,
  );
  expect(mapAnswer(bins)).toBe(
    text.map.answer(
      1,
      [
        ['PLE', 1],
        ['AdaTT-sp', 0],
      ],
      0,
      10,
    ),
  );
  expect(mapNumbers(bins, 'ple')).toHaveLength(bins.length + 1);
});

it('has a sentence with its smallest effect', () => {
  const sentence = { where: { noise: ['high'] }, one: 'adattSp', other: 'ple', least: 0.01005 } as const;
  const [tested] = testedSentences([], [sentence]);
  expect(tested && sentenceText(tested)).toBe('AdaTT-sp beats PLE by more than 1 % (noise: high)');
  expect(tested?.status).toBe('notTested');
});
