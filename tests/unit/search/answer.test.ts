/** How a search goes on from its runs, and what it answers. */
import { describe, expect, it } from 'vitest';
import { linkOf, readLink } from '../../../src/experiment/link/link.ts';
import { searchVerdictOf, suggestedCard } from '../../../src/search/answer.ts';
import { entrantsOf, finalistsOf } from '../../../src/search/halving.ts';
import { searchPlanOf } from '../../../src/search/plan.ts';
import { readSearch, writtenSearch } from '../../../src/search/savedSearch.ts';
import {
  answerSentence,
  comparisonLines,
  costIn,
  honestSentences,
  sureSentence,
  triedRows,
} from '../../../src/search/searchWords.ts';
import { text } from '../../../src/text/text.ts';
import { given, type MadeUp, madeUpRuns } from './searches.ts';

const plan = searchPlanOf(given);
const order = ['ple', 'mmoe', 'stem', 'adatt', 'adattSp'];
const place = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length);

/** PLE is best at every rate, then MMoE, STEM and so on; finalists have equal losses but for noise. */
const made: MadeUp = {
  score: (id) => 0.5 + 0.01 * place(id.split('@')[0] ?? '') + (id.endsWith('@0.009') ? 0 : 0.001),
  loss: (architecture, replica) => 0.5 + 0.01 * ((replica * (3 + place(architecture))) % 5),
};
const noise = (replica: number) => 0.001 * (replica % 3);
const winning: MadeUp = {
  ...made,
  loss: (architecture, replica) => (architecture === 'mmoe' ? 0.3 : 0.5) + noise(replica),
};
const familiesOf = (some: readonly { readonly family: string }[]) => some.map(({ family }) => family);

describe('halving', () => {
  it('keeps the best, and always the best of as many architectures as the finals compare', () => {
    const points = madeUpRuns(plan, made);
    const second = entrantsOf(plan, 1, points);
    expect(familiesOf(second)).toEqual(['ple', 'ple', 'ple', 'mmoe', 'mmoe', 'mmoe', 'stem', 'stem', 'stem']);
    const third = entrantsOf(plan, 2, points);
    expect(familiesOf(third)).toEqual(['ple', 'ple', 'mmoe', 'stem']);
    expect(familiesOf(finalistsOf(plan, points))).toEqual(['ple', 'mmoe', 'stem']);
    expect(finalistsOf(plan, points).every(({ card }) => card.learningRate === 0.009)).toBe(true);
  });

  it('puts candidates that diverged behind all others', () => {
    const points = madeUpRuns(plan, {
      ...made,
      score: (id, rung) => (id.startsWith('ple@') ? Number.NaN : made.score(id, rung)),
    });
    expect(familiesOf(entrantsOf(plan, 1, points))).not.toContain('ple');
  });
});

describe('the answer', () => {
  it('names a winner that is clearly better than every other, not the first of the search', () => {
    const points = madeUpRuns(plan, winning);
    const verdict = searchVerdictOf(plan, points);
    if (verdict === null) throw new Error('There is no verdict.');
    expect(suggestedCard(verdict)).toMatchObject({ card: { architecture: 'mmoe' }, learningRate: 0.009 });
    expect(verdict.winnerId).toBe('B');
    expect(answerSentence(verdict)).toBe(text.search.answer.winner('MMoE', '0.009'));
    expect(comparisonLines(verdict)[0]).toMatch(/^MMoE against PLE: better by 40 % \(\+\d/);
    // Three pairs of finalists share the error.
    expect(verdict.comparisons.map(({ overall }) => overall.level)).toEqual([1 - 0.05 / 3, 1 - 0.05 / 3]);
    expect(sureSentence(verdict)).toContain('98.33 %');
    expect(costIn(plan, verdict, points)).toMatchObject({ numSteps: 900, numEmbeddingParams: 0 });
    expect(honestSentences(plan, points, verdict)).toContain(text.search.answer.edge.highest('0.009'));
  });

  it('takes the cheapest of those that are not clearly worse where there is no winner', () => {
    const verdict = searchVerdictOf(plan, madeUpRuns(plan, made));
    expect(verdict).toMatchObject({ winnerId: null, tiedIds: ['A', 'B', 'C'] });
    if (verdict === null) return;
    expect(answerSentence(verdict)).toMatch(/^No clear difference: take the cheapest, (PLE|MMoE|STEM),/);
    const worse = (architecture: string, replica: number) =>
      (architecture === suggestedCard(verdict).card.architecture ? 0.9 : 0.5) + noise(replica);
    const other = searchVerdictOf(plan, madeUpRuns(plan, { ...made, loss: worse }));
    expect(other?.tiedIds).toHaveLength(2);
    expect(other?.suggestedId).not.toBe(verdict.suggestedId);
    expect(other && answerSentence(other)).toMatch(
      /^No clear difference between \S+ and \S+: take the cheaper, /,
    );
  });

  it('says so where nothing was learned, or all but one diverged, or all', () => {
    const said = (loss: MadeUp['loss']) => {
      const verdict = searchVerdictOf(plan, madeUpRuns(plan, { ...made, loss }));
      return verdict && answerSentence(verdict);
    };
    expect(said((_, replica) => 1 + noise(replica))).toBe(text.search.answer.nothingLearned);
    const only = said((architecture) => (architecture === 'stem' ? 0.5 : Number.NaN));
    expect(only).toBe(text.search.answer.onlyOne('STEM', '0.009'));
    expect(said(() => Number.NaN)).toBeNull();
  });

  it('is not there before the finals are over', () => {
    const count = plan.runs.findIndex(({ kind }) => kind === 'finals');
    expect(searchVerdictOf(plan, madeUpRuns(plan, winning, count))).toBeNull();
    expect(searchVerdictOf(plan, madeUpRuns(plan, winning, count + 1))).not.toBeNull();
  });
});

describe('the table', () => {
  it('has every candidate once, with a score for each round that is over, and where it ended', () => {
    const points = madeUpRuns(plan, winning);
    const rows = triedRows(plan, points, searchVerdictOf(plan, points));
    expect(rows).toHaveLength(27);
    expect(rows.slice(0, 4).map(({ ended }) => ended)).toEqual([
      'finals',
      'finals, suggested',
      'finals',
      'round 3',
    ]);
    expect(rows.map(({ scores }) => scores.filter((score) => score !== null).length)).toEqual([
      ...Array<number>(4).fill(3),
      ...Array<number>(5).fill(2),
      ...Array<number>(18).fill(1),
    ]);
    const some = triedRows(plan, points.slice(0, 3), null);
    expect(
      some.every(({ ended, scores }) => ended === 'under way' && scores.every((one) => one === null)),
    ).toBe(true);
  });
});

describe('a search as text', () => {
  const config = linkOf(given);
  const points = madeUpRuns(plan, winning);

  it('is read again to the last bit, whole or in part', () => {
    for (const count of [0, 3, points.length])
      expect(readSearch(writtenSearch({ config, points: points.slice(0, count) }))?.points).toEqual(
        points.slice(0, count),
      );
  });

  it('is not read where runs are missing, are of other candidates, or of another experiment', () => {
    const unread = (some: readonly object[], of = config) =>
      expect(readSearch(JSON.stringify({ config: of, points: some }))).toBeNull();
    unread(points.slice(1));
    unread([...points, { ...points[0], value: points.length }]);
    unread([{ ...points[0], scores: {} }]);
    unread([{ ...points[0], finals: points.at(-2)?.finals }]);
    unread(points, linkOf(readLink('v=2&tasks=3&A=adattSp&B=ple').experiment));
    expect(readSearch('{"points": [')).toBeNull();
  });
});
