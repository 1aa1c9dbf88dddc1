/** The catalogues say the same things, each in its own language. */
import { describe, expect, it } from 'vitest';
import * as english from '../../../src/text/en/catalogue.ts';
import { pageText as englishPage } from '../../../src/text/en/parts/page.ts';
import type { Translated } from '../../../src/text/translated.ts';
import * as chinese from '../../../src/text/zh/catalogue.ts';
import { pageText as chinesePage, percentSigns } from '../../../src/text/zh/parts/page.ts';
import { spaced } from '../../../src/text/zh/words.ts';
import { chineseTexts, englishIn } from './chineseTexts.ts';

// The compiler holds the whole catalogues against each other here, and each part where it stands.
const catalogues: readonly Translated<typeof english>[] = [english, chinese];

/** Texts of a part of a catalogue, by their place. */
const textsIn = (part: unknown, place: string): readonly (readonly [place: string, said: unknown])[] =>
  typeof part === 'object' && part !== null
    ? Object.entries(part).flatMap(([key, value]) => textsIn(value, `${place}.${key}`))
    : [[place, part]];

const all = catalogues.map((catalogue) => textsIn(catalogue, 'text'));

describe('the catalogues', () => {
  it('have the same texts', () => {
    const [ofEnglish, ofChinese] = all.map((texts) => texts.map(([place]) => place).sort());
    expect(ofChinese).toEqual(ofEnglish);
    expect(ofEnglish?.length).toBeGreaterThan(1500);
  });

  it('put the same number of things into each text', () => {
    const [ofEnglish, ofChinese] = all.map((texts) =>
      texts
        .flatMap(([place, said]) => (typeof said === 'function' ? [`${place} ${said.length}`] : []))
        .sort(),
    );
    expect(ofChinese).toEqual(ofEnglish);
  });

  it('name the language of the page', () => {
    expect([englishPage.lang, chinesePage.lang]).toEqual(['en', 'zh-Hans']);
  });
});

describe('Chinese texts', () => {
  const texts = chineseTexts();

  it('have no English left but names', () => {
    expect(texts.length).toBeGreaterThan(2000);
    expect(texts.flatMap(({ place, words }) => englishIn(words).map((word) => `${place} ${word}`))).toEqual(
      [],
    );
  });

  it('have full-width marks beside Chinese words', () => {
    const narrow = /\p{Script=Han}[,;:?!)]|[,;:?!(]\p{Script=Han}|\p{Script=Han}\(|\p{Script=Han}\.(?!\w)/u;
    expect(texts.filter(({ words }) => narrow.test(words))).toEqual([]);
  });

  it('have a space between Chinese and Latin words', () => {
    const close = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9]\p{Script=Han}/u;
    expect(texts.filter(({ words }) => close.test(words))).toEqual([]);
  });

  it('write shares as numbers do', () => {
    expect(percentSigns.usual).toBe('%');
    expect(texts.filter(({ words }) => /\d %|^ %/.test(words))).toEqual([]);
  });

  it('use one word for each term', () => {
    const said = texts.map(({ words }) => words).join('\n');
    for (const other of [
      '专家网络',
      '门网络',
      '闸门',
      '塔楼',
      '底层共享',
      '融合级',
      '剩余连接',
      '负转移',
      '校验集',
      '检验集',
    ])
      expect(said).not.toContain(other);
    for (const term of ['多任务学习', '专家', '门控', '任务塔', '共享底层', '融合层', '残差', '原生专家'])
      expect(said).toContain(term);
    for (const term of ['负迁移', '归一化熵', '帕累托', '训练集', '验证集', '测试集'])
      expect(said).toContain(term);
  });
});

describe('a sentence with names in it', () => {
  it('has spaces where scripts meet at the edge of one, and nowhere else', () => {
    expect(spaced`比较${'PLE'}与${'任务 1'}`).toBe('比较 PLE 与任务 1');
    expect(spaced`${'A组'}领先${3.5}。`).toBe('A组领先 3.5。');
    expect(spaced`（${'PLE'}）`).toBe('（PLE）');
    expect(spaced`无法打开${'données.csv'}`).toBe('无法打开 données.csv');
  });
});
