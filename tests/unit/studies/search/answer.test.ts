/** How a search goes on from its runs, and what it answers. */
import { describe, expect, it } from 'vitest';
import { trainedExperimentOf } from '../../../../src/experiment/derived/trained.ts';
import { setTraining } from '../../../../src/experiment/edit.ts';
import { linkOfAll, readLink } from '../../../../src/experiment/link/link.ts';
import { studyText } from '../../../../src/studies/savedStudy.ts';
import {
  type FinalComparison,
  measuredCost,
  searchAnswerOf,
  searchVerdictOf,
  suggestedCard,
} from '../../../../src/studies/search/answer.ts';
import { entrantsOf } from '../../../../src/studies/search/halving.ts';
import { searchPlanOf } from '../../../../src/studies/search/plan.ts';
import { readSearch, searchOfPlan } from '../../../../src/studies/search/search.ts';
import {
  answerSentence,
  certaintySentence,
  comparisonLines,
  disclosureSentences,
  finalistsTable,
  rateEdgeSentences,
  triedRows,
} from '../../../../src/studies/search/searchWords.ts';
import { finalistsOf, tunedFinalistsOf } from '../../../../src/studies/search/tuning.ts';
import { formatCount } from '../../../../src/text/format.ts';
import { text } from '../../../../src/text/text.ts';
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

/** What is said of finals whose losses are these. */
function saidOf(loss: MadeUp['loss'], of = plan, more: Partial<MadeUp> = {}) {
  const points = madeUpRuns(of, { ...made, ...more, loss });
  const verdict = searchVerdictOf(of, points);
  if (verdict === null) throw new Error('There is no verdict.');
  return { verdict, points, sentence: answerSentence(verdict) };
}

const winnerOf = ({ finalists }: ReturnType<typeof saidOf>['verdict']) => {
  const numParams = formatCount(finalists[1]?.cost.numParams ?? Number.NaN);
  return text.search.answer.winner('MMoE', text.search.answer.settings('0.009', 0, 0, numParams));
};

const suggestedRows = (rows: ReturnType<typeof triedRows>) => rows.filter(({ isSuggested }) => isSuggested);

describe('the answer', () => {
  it('names a winner that is clearly better than every other, not the first of the search', () => {
    const { verdict, points, sentence } = saidOf(winning.loss);
    expect(suggestedCard(verdict)).toMatchObject({ family: 'mmoe', settings: { learningRate: 0.009 } });
    expect(verdict).toMatchObject({ answer: 'winner', winnerId: 'B' });
    expect(sentence).toBe(winnerOf(verdict));
    expect(comparisonLines(verdict)[0]).toMatch(/^MMoE against PLE: 40 % better \(\+\d/);
    // Three pairs of finalists share the error.
    expect(verdict.comparisons.map(({ overall }) => overall.level)).toEqual([1 - 0.05 / 3, 1 - 0.05 / 3]);
    expect(certaintySentence(verdict)).toContain('98.33 %');
    expect(measuredCost(plan, verdict, points)).toMatchObject({ numSteps: 900, architecture: 'mmoe' });
  });

  it('takes the cheapest only of those that are practically equal, and shows what each costs', () => {
    const { verdict, sentence } = saidOf((_, replica) => 0.5 + noise(replica));
    const works = verdict.finalists.map(({ cost }) => cost.work);
    const cheapest = verdict.finalists[works.indexOf(Math.min(...works))];
    expect(verdict).toMatchObject({ answer: 'equal', winnerId: null, suggestedId: cheapest?.cardId });
    expect(sentence).toMatch(/^PLE, MMoE and STEM: practically equal\. Take the cheapest, /);
    const table = finalistsTable(verdict);
    for (const [place, work] of works.entries()) {
      expect(sentence).toContain(formatCount(work));
      expect(table[1 + place]?.at(-1)).toBe(formatCount(work));
    }
    const worse = (architecture: string, replica: number) =>
      (architecture === suggestedCard(verdict)?.family ? 0.9 : 0.5) + noise(replica);
    const other = saidOf(worse);
    expect(other.verdict.openIds).toHaveLength(2);
    expect(other.sentence).toMatch(/^\S+ and \S+: practically equal\. Take the cheaper, /);
  });

  it('takes the cheapest only of those that are better than a constant, and names no cost of others', () => {
    const cheapest = saidOf((_, replica) => 0.5 + noise(replica)).verdict;
    const cheap = suggestedCard(cheapest)?.family;
    const wide = [-1, 1, -1, 1, 0];
    const near = (architecture: string, replica: number) =>
      architecture === cheap
        ? 0.992 + 0.009 * (wide[replica % 5] ?? 0)
        : 0.985 + 0.003 * (wide[(replica + (architecture === 'ple' ? 2 : 1)) % 5] ?? 0);
    const { verdict, sentence } = saidOf(near);
    expect(verdict).toMatchObject({ answer: 'equal', openIds: cheapest.openIds });
    const left = verdict.finalists.find(({ cardId }) => cardId === cheapest.suggestedId);
    expect([left?.isBetterThanConstant, verdict.suggestedId === cheapest.suggestedId]).toEqual([
      false,
      false,
    ]);
    expect(sentence).toContain(
      'Of those that are clearly better than the best constant guess, take the cheaper, ',
    );
    expect(sentence).not.toContain(formatCount(left?.cost.work ?? 0));
  });

  it('names no winner that is not clearly better than a constant, and suggests nothing then', () => {
    // Nearly right in all repetitions but one, in which it is far worse than a constant.
    const swings: MadeUp['loss'] = (name, replica) =>
      name !== 'mmoe' ? 0.9 + noise(replica) : replica % 10 === 0 ? 3 : 0.001;
    const { verdict, sentence } = saidOf(swings, searchPlanOf(setTraining(given, { numReplicas: 10 })));
    expect(verdict).toMatchObject({ answer: 'notShown', winnerId: null, suggestedId: null, openIds: ['B'] });
    expect(sentence).toMatch(
      /^Nothing to recommend: MMoE does best but is not clearly .*\. MMoE has 30 % \(/,
    );
  });

  it('cannot tell where there are clear differences among those that may be the best', () => {
    const ids = ['A', 'B', 'C', 'D'];
    // A circle of three, and a fourth that is worse than one of them and equal to the others.
    const better = ['AB', 'BC', 'CA', 'AD'];
    const [equal] = saidOf((_, replica) => 0.5 + noise(replica)).verdict.comparisons;
    const conclusionOf = (cardId: string, against: string) =>
      better.includes(cardId + against)
        ? 'better'
        : better.includes(against + cardId)
          ? 'worse'
          : 'practicallyEqual';
    const pairs = ids.flatMap((cardId) =>
      ids
        .filter((against) => against !== cardId)
        .flatMap((against): FinalComparison[] =>
          equal === undefined
            ? []
            : [{ cardId, against, overall: { ...equal.overall, conclusion: conclusionOf(cardId, against) } }],
        ),
    );
    expect(searchAnswerOf(ids, pairs, ids)).toEqual({ answer: 'cannotTell', openIds: ids });
  });

  it('suggests nothing where there may be a difference, and says what it could have seen', () => {
    const { verdict, points, sentence } = saidOf(made.loss);
    expect(verdict).toMatchObject({ answer: 'cannotTell', winnerId: null, suggestedId: null });
    expect(suggestedCard(verdict)).toBeNull();
    expect(sentence).not.toContain('cheapest');
    expect(sentence).toMatch(
      new RegExp(`: ${text.answer.conclusion('undecided')}\\. Differences below .* % would be missed; for 3`),
    );
    expect(verdict.comparisons).toHaveLength(3);
    expect(suggestedRows(triedRows(plan, points, verdict))).toEqual([]);
    // The cost is that of a network that is named.
    expect(measuredCost(plan, verdict, points)).toMatchObject({ architecture: 'ple' });
  });

  it('says that a difference is too small to see where one as large as the margin would have shown', () => {
    // MMoE is 1.5 % behind PLE, give or take 3.4 %.
    const drift: MadeUp['loss'] = (name, replica) =>
      name === 'ple' ? 0.5 : name === 'mmoe' ? 0.5 * (1.015 + 0.034 * (-1) ** replica) : 0.8;
    const { verdict, sentence } = saidOf(drift, searchPlanOf(setTraining(given, { numReplicas: 20 })));
    expect([verdict.answer, sentence]).toEqual([
      'tooSmall',
      expect.stringMatching(/^Too small to see: a difference of 3\.0 % between PLE and MMoE would/),
    ]);
  });

  it('says first of all where what it would suggest is no better than a constant', () => {
    // Better than the others, which are worse than a constant, and no better than that itself.
    const { verdict, sentence } = saidOf((name, replica) => (name === 'mmoe' ? 1.01 : 1.5) + noise(replica));
    expect(verdict).toMatchObject({ answer: 'constant', winnerId: null, suggestedId: null });
    expect(sentence).toMatch(/^Nothing to recommend: no finalist is clearly better .* MMoE, has 101 % \(/);
    expect(saidOf((_, replica) => 1 + noise(replica)).sentence).toMatch(/^Nothing to recommend/);
    expect(saidOf((_, replica) => 0.9 + 0.1 * replica).sentence).toMatch(/^Nothing to recommend/);
    const share = finalistsTable(verdict)[2]?.[4];
    expect(share).toMatch(/^101 % \(\d+ % to \d+ %\)$/);
  });

  it('names the tasks on which the suggested one is no better than a constant', () => {
    const onOne: MadeUp['loss'] = (name, replica) => (name === 'mmoe' ? 0.3 : 0.5) + noise(replica);
    const points = madeUpRuns(plan, { ...made, loss: onOne }).map((point) => ({
      ...point,
      // What a constant has on the second task.
      knownLosses: {
        ...point.knownLosses,
        test: point.knownLosses.test.map((loss, index) => (index % 2 === 1 ? 0.3 : loss)),
      },
    }));
    const verdict = searchVerdictOf(plan, points);
    expect(verdict && answerSentence(verdict)).toMatch(
      /^First: on Task 2, MMoE is not clearly better .*Use MMoE/,
    );
  });

  it('compares each finalist at its best size, and suggests and measures that', () => {
    const { verdict, points, sentence } = saidOf(
      (name, replica, id) => (name === 'mmoe' && id.includes('~0.5') ? 0.3 : 0.5) + noise(replica),
    );
    expect(verdict.finals.comparison.budget).toBe('bestSize');
    expect(verdict.finalists.map(({ sizeFactor }) => sizeFactor)).toEqual([1, 0.5, 1]);
    expect(sentence).toBe(winnerOf(verdict));
    const half = trainedExperimentOf(verdict.finals).cards.find(({ id }) => id.startsWith('B~0.5'));
    expect(suggestedCard(verdict)?.card.options).toEqual(half?.options);
    const cost = measuredCost(plan, verdict, points);
    expect(cost?.numParams).toBe(verdict.finalists[1]?.cost.numParams);
    expect(cost?.numParams).toBeLessThan(0.5 * (verdict.finalists[0]?.cost.numParams ?? 0));
    expect(disclosureSentences(plan, points, verdict)).toContain(text.search.answer.sized('0.25, 0.5, 1, 2'));
  });

  it('tunes each finalist step by step, one beyond the edge where the best lies there, and says so', () => {
    // Best at three times the highest rate, the largest weight decay and some dropout; MMoE at the middle.
    const score: MadeUp['score'] = (id) => {
      const [first = '', ...others] = id.split(' ');
      const [family = '', rate = ''] = first.split('@');
      const gains: Readonly<Record<string, number>> =
        family === 'mmoe'
          ? { '0.003': 0.002 }
          : { '0.009': 0.001, '0.027': 0.002, 'wd0.1': 0.001, wd1: 0.002, wd10: 0.005, 'drop0.1': 0.001 };
      const own = [rate, ...others].map((one) => gains[one] ?? (one.startsWith('drop') ? -0.001 : 0));
      return 0.5 + 0.01 * place(family) - own.reduce((sum, one) => sum + one, 0);
    };
    const { verdict, points, sentence } = saidOf(winning.loss, plan, { score });
    const settingsOf = (family: string) =>
      tunedFinalistsOf(plan, points)
        .find(([best]) => best?.family === family)
        ?.map((one) => one.settings) ?? [];
    const [best, ...others] = settingsOf('ple');
    expect(best).toEqual({ learningRate: 0.027, weightDecay: 10, dropout: 0 });
    const valuesOf = (key: 'learningRate' | 'weightDecay' | 'dropout') =>
      [...new Set(others.map((one) => one[key]))].toSorted((a, b) => a - b);
    expect(valuesOf('learningRate')).toEqual([0.001, 0.003, 0.009, 0.027, 0.081]);
    expect([valuesOf('weightDecay'), valuesOf('dropout')]).toEqual([
      [0, 0.1, 1],
      [0, 0.1, 0.3],
    ]);
    expect(settingsOf('mmoe')[0]).toEqual({ learningRate: 0.003, weightDecay: 0, dropout: 0 });
    // Each has its own in the finals, and the row of one is marked.
    expect(verdict.finals.cards[0]).toMatchObject({
      ownLearningRate: 0.027,
      ownWeightDecay: 10,
      ownDropout: 0,
    });
    expect(sentence).toMatch(/^Use MMoE with learning rate 0\.003 and [\d,]+ parameters: it/);
    expect(finalistsTable(verdict)[1]?.slice(0, 4)).toEqual(['PLE', '0.027', '10', '0']);
    const [row, ...rows] = suggestedRows(triedRows(plan, points, verdict));
    expect([row?.candidate.id, row?.ended, rows]).toEqual(['mmoe@0.003', 'finals, suggested', []]);
    expect(disclosureSentences(plan, points, verdict).join(' ')).toContain(
      text.search.answer.tunedOver('PLE', [
        '0.001, 0.003, 0.009, 0.027, 0.081',
        '0, 0.1, 1, 10',
        '0, 0.1, 0.3',
      ]),
    );
    expect(rateEdgeSentences(plan, points)).toEqual([]);
  });

  it('says which rate still lies at an edge, after those beyond it', () => {
    const { points } = saidOf(winning.loss, plan, {
      score: (id) =>
        0.5 + 0.01 * place(id.split('@')[0] ?? '') - 0.001 * Number.parseFloat(id.split('@')[1] ?? ''),
    });
    expect(rateEdgeSentences(plan, points)[0]).toBe(text.search.answer.edge('PLE', '0.243'));
  });
});

describe('the table', () => {
  it('has every candidate once, with a score for each round that is over, and where it ended', () => {
    const points = madeUpRuns(plan, winning);
    const rows = triedRows(plan, points, searchVerdictOf(plan, points));
    expect(rows).toHaveLength(27 + 18);
    expect(rows.slice(0, 4).map(({ ended }) => ended)).toEqual([
      'finals',
      'finals, suggested',
      'finals',
      'tuning',
    ]);
    expect(rows.map(({ scores }) => scores.filter((score) => score !== null).length)).toEqual([
      ...Array<number>(3).fill(3),
      ...Array<number>(18).fill(1),
      3,
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
  const study = searchOfPlan(plan);
  const points = madeUpRuns(plan, winning);

  it('is read again to the last bit, whole or in part, and within a round in any order', () => {
    for (const some of [[], points.slice(1, 3), points])
      expect(readSearch(studyText({ study, points: some }))?.points).toEqual(some);
  });

  it('is not read where runs are missing, are of other candidates, or of another experiment', () => {
    const unread = (some: readonly object[], more = {}) =>
      expect(
        readSearch(
          JSON.stringify({ ...JSON.parse(studyText({ study, points: [] })), ...more, points: some }),
        ),
      ).toBeNull();
    const last = points.length - 1;
    unread(points.slice(last));
    unread([...points, { ...points[0], key: points.length }]);
    // An earlier version had no rounds that tune: its finals came right after the last rung.
    const [tuning = 0, finals = 0] = ['tuning', 'finals'].map((kind) =>
      plan.runs.findIndex((run) => run.kind === kind),
    );
    unread([...points.slice(0, tuning), ...points.slice(finals).map((one) => ({ ...one, key: tuning }))]);
    unread([{ ...points[0], reported: {} }]);
    unread([{ ...points.at(-2), key: 0 }]);
    unread(points, { config: linkOfAll(readLink('v=2&tasks=3&A=adattSp&B=ple').experiment) });
    expect(readSearch('{"points": [')).toBeNull();
  });
});
