import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Evaluation, LevelGates } from '../../../../src/analysis/produced/evaluation.ts';
import { emptyReportableLosses } from '../../../../src/analysis/reported.ts';
import { standardDeviation, tQuantile } from '../../../../src/analysis/statistics.ts';
import {
  type FindingRuleId,
  findingRules,
  findingsOf,
  type SpokenRun,
} from '../../../../src/run/report/findings/findings.ts';
import { markdownReport } from '../../../../src/run/report/markdown.ts';
import { text } from '../../../../src/text/text.ts';
import { evaluated, evaluationOfGates, experimentOf, gatesOf, type MadeUp } from '../evaluatedRuns.ts';

const experiment = experimentOf(['adattSp', 'ple']);

const sentenceOf = (rule: FindingRuleId, run: SpokenRun) => findingRules[rule](run)?.sentence;

const ruleIdsOf = (run: SpokenRun) => findingsOf(run).map(({ rule }) => rule);

/** At every level the unit of task 1 gives task 2 those weights, replica by replica; experts are equally loud. */
const gatesWith = (weights: readonly number[]): readonly LevelGates[] =>
  gatesOf(experiment, weights.length, ({ units, experts }, unit, expert, replica) => {
    const owner = experts[expert]?.owner;
    const numOfOwner = experts.filter((one) => one.owner === owner).length;
    const weight = weights[replica] ?? 0;
    // With its native weight of 1 the whole is 2 where a task has one expert.
    return units[unit]?.owner === owner
      ? [(1 - weight) / numOfOwner, 1 / numOfOwner]
      : [weight / numOfOwner, 0];
  });

/** A network evaluated before training and after it, with gates as of `gatesWith`. */
const runOf = (history: readonly Evaluation[]): SpokenRun['run'] => ({
  networks: new Map([['A', { history, reportable: emptyReportableLosses, diverged: [] }]]),
  measuredCorrelation: [],
});

const networksWith = (before: readonly number[], after: readonly number[]): SpokenRun['run'] =>
  runOf([evaluationOfGates(0, gatesWith(before)), evaluationOfGates(100, gatesWith(after))]);

describe('findings', () => {
  it('say who is ahead only where the interval leaves out 0, and with its ends', () => {
    const loss = fc.double({ min: 0.2, max: 1.2, noNaN: true });
    fc.assert(
      fc.property(loss, loss, (A, B) => {
        const run = evaluated(experiment, { losses: { A, B } });
        const [reference, rival] = run.summary.cards.map(({ reported }) => reported.losses);
        const ratios = [0, 1, 2, 3, 4].map((replica) => {
          const of = (task: number) =>
            Math.log((rival?.[2 * replica + task] ?? 0) / (reference?.[2 * replica + task] ?? 0));
          return (of(0) + of(1)) / 2;
        });
        const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / 5;
        const half = (tQuantile(0.95, 4) * standardDeviation(ratios)) / Math.sqrt(5);
        const [low, high] = [mean - half, mean + half];
        const sentence = sentenceOf('overall', run) ?? '';
        expect(/^AdaTT-sp beats PLE/.test(sentence)).toBe(low > 0);
        expect(/^PLE beats AdaTT-sp/.test(sentence)).toBe(high < 0);
        if (low <= 0 && high >= 0)
          expect(sentence).toMatch(/cannot tell|too little to see|practically equal/);
        else {
          // Of who wins.
          const ends = [low, high].map((end) => 1 - Math.exp(-Math.abs(end))).toSorted((a, b) => a - b);
          expect(sentence).toContain(text.answer.span(ends[0] ?? 0, ends[1] ?? 0));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('say who borrows only where training changed it by more than repetitions spread, beside the correlation', () => {
    // The narrow ones on both sides, so that many cases have something to say.
    const weight = fc.oneof(
      ...[1, 0.09, 0.3].map((max) => fc.double({ min: max === 0.3 ? 0.25 : 0, max, noNaN: true })),
    );
    const trained = evaluated(experiment, { losses: {} });
    const weights = fc.oneof(
      fc.array(weight, { minLength: 5, maxLength: 5 }),
      fc.tuple(weight, weight).map(([one, other]) => [one, one + 0.01, one, other, other]),
    );
    fc.assert(
      fc.property(weights, weights, (before, after) => {
        const run = { ...trained, run: networksWith(before, after) };
        const changes = after.map((one, replica) => (one - (before[replica] ?? 0)) / 2);
        const change = changes.reduce((sum, one) => sum + one, 0) / 5;
        // Two tasks at each of two levels are read together.
        const half = (tQuantile(1 - 0.05 / 4, 4) * standardDeviation(changes)) / Math.sqrt(5);
        const [least, most] = [Math.min(...after) / 2, Math.max(...after) / 2];
        // Not at the edges, where the rounding of float32 decides.
        const edges = [least - 0.1, most - 0.05, Math.abs(change) - 0.05, Math.abs(change) - half];
        fc.pre(edges.every((edge) => Math.abs(edge) > 1e-4));
        const isSure = Math.abs(change) >= 0.05 && Math.abs(change) > half;
        const [borrows, isAlone] = [
          isSure && change > 0 && least >= 0.1,
          isSure && change < 0 && most < 0.05,
        ];
        expect(findingRules.borrowing(run) !== null).toBe(borrows);
        expect(findingRules.alone(run) !== null).toBe(isAlone);
        if (borrows)
          expect(sentenceOf('borrowing', run)).toMatch(
            /% at the start \(.* points more, over 5 repetitions\); they have a strong correlation, 0\.9\.$/,
          );
        if (isAlone)
          expect(sentenceOf('alone', run)).toMatch(/; it has a strong correlation with Task \d, 0\.9\.$/);
      }),
      { numRuns: 200 },
    );
  });

  it('say nothing of gates from two repetitions', () => {
    const trained = evaluated(experiment, { losses: {} });
    const run = { ...trained, run: networksWith([0.4, 0.4], [0.8, 0.8]) };
    expect([findingRules.borrowing(run), findingRules.alone(run)]).toEqual([null, null]);
  });

  describe('about borrowing', () => {
    const said = (networks: SpokenRun['run'], given: MadeUp = { losses: {} }) => {
      const run = { ...evaluated(experiment, given), run: networks };
      return [sentenceOf('borrowing', run), sentenceOf('alone', run)];
    };
    const withoutStart = ({ networks }: SpokenRun['run']) => runOf(networks.get('A')?.history.slice(1) ?? []);
    const start = [0.421, 0.46, 0.5, 0.52, 0.54];
    const more = [0.7, 0.72, 0.8, 0.8, 0.75];
    const none = [0.01, 0.02, 0.03, 0.01, 0.02];

    it('say nothing of shares that the initial weights had already', () => {
      const drifted = [0.43, 0.45, 0.52, 0.55, 0.54];
      expect(said(networksWith(start, drifted))).toEqual([undefined, undefined]);
      expect(said(networksWith(none, none.toReversed()))).toEqual([undefined, undefined]);
      expect(said(withoutStart(networksWith(start, more)))).toEqual([undefined, undefined]);
    });

    it('say nothing of tasks on which nothing was learned', () => {
      for (const after of [more, none]) {
        expect(said(networksWith(start, after), { losses: { A: 4 } })).toEqual([undefined, undefined]);
        expect(said(networksWith(start, after), { losses: {}, step: 0 })).toEqual([undefined, undefined]);
      }
    });
  });

  it('say of one repetition that it tells nothing, and nothing before the end', () => {
    const one = evaluated(experimentOf(['adattSp', 'ple'], 1), { losses: { A: 0.5, B: 0.8 } });
    expect(ruleIdsOf(one)).toEqual(['fewReplicas']);
    expect(ruleIdsOf(evaluated(experiment, { losses: { A: 0.5, B: 0.8 }, step: 50 }))).toEqual([]);
  });

  it('say of identical cards that they are, and of an undecided pair what would settle it', () => {
    const equal = evaluated(experimentOf(['adattSp', 'adattSp']), { losses: {}, isExact: true });
    expect(sentenceOf('overall', equal)).toBe(
      'A · AdaTT-sp and B · AdaTT-sp have the very same losses in all 5 repetitions.',
    );
    const open = evaluated(experiment, { losses: { A: 0.5, B: 0.51 } });
    expect(sentenceOf('overall', open)).toMatch(
      /^We cannot tell whether AdaTT-sp or PLE is better, at equal parameters, .* for 3\.0 %, use about \d+ repetitions\.$/,
    );
  });

  it('speak of the learned tasks where a difference rests on others', () => {
    const known = { test: Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 2 : 0.2)) };
    const run = evaluated(experiment, { losses: { A: 0.5, B: 0.8 }, known });
    expect(sentenceOf('overall', run)).toMatch(
      /^Without Task 2, which neither learned: AdaTT-sp beats PLE by /,
    );
    expect(markdownReport(run, '')).toContain('Without Task 2, which neither learned: AdaTT-sp beats PLE');
    expect(run.fingerprint?.conclusions).toEqual(['worse', 'learnedNothing', 'ofUnlearned']);
  });

  it('count what is left out, and tell best at the first step from best at the last', () => {
    const given: MadeUp = { losses: { A: Number.NaN, B: 0.5 } };
    expect(sentenceOf('diverged', evaluated(experiment, given))).toBe(
      'Every repetition of AdaTT-sp diverged, so nothing is said of it.',
    );
    const improving = evaluated(experiment, { losses: {}, improving: ['B'] });
    expect(sentenceOf('stillImproving', improving)).toMatch(/: PLE in 5 of 5 repetitions\. Training longer/);
    expect(sentenceOf('bestFirst', improving)).toBeUndefined();
    const cards = improving.summary.cards.map((card) =>
      card.cardId === 'A'
        ? {
            ...card,
            reported: { ...card.reported, steps: card.reported.steps.map((step, at) => (at < 6 ? 0 : step)) },
          }
        : card,
    );
    const first = { ...improving, summary: { ...improving.summary, cards } };
    expect(sentenceOf('bestFirst', first)).toMatch(/before training: AdaTT-sp in 3 of 5 repetitions\.$/);
  });
});
