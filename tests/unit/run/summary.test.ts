import { describe, expect, it } from 'vitest';
import { afterNextEvaluation, emptyReportableLosses } from '../../../src/analysis/reported.ts';
import { BASELINE_ID } from '../../../src/experiment/cardIds.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { trainingsOf } from '../../../src/experiment/derived/trained.ts';
import { trainedCardOf } from '../../../src/experiment/derived/trainedCard.ts';
import { setComparison, setNumTasks, setTask, setTraining } from '../../../src/experiment/edit.ts';
import { setCard } from '../../../src/experiment/editCards.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { outcomeNumbers, sizeText } from '../../../src/run/report/outcomes.ts';
import { fingerprintOfRun, reproductionOf } from '../../../src/run/report/reproduction.ts';
import { comparisonToState, verdictFacts } from '../../../src/run/report/verdictWords.ts';
import { pickedNetworks, type RunSummary, type SummarisedRun, summaryOf } from '../../../src/run/summary.ts';
import { formatCount } from '../../../src/text/format.ts';
import { selectionFor } from './evaluatedRuns.ts';

const numSteps = 100;

/** PLE, AdaTT-sp and MMoE on a regression and a binary task, five repetitions. */
const experiment: Experiment = setTask(
  setTraining(setNumTasks({ ...defaultExperiment(), cards: cardsOf(['ple', 'adattSp', 'mmoe']) }, 2), {
    numSteps,
  }),
  1,
  { kind: 'binary' },
);

const spread = [1, 1.02, 0.98, 1.01, 0.99];

/** Two evaluations per network: at half time the loss given, at the end twice as much. */
const recordOf = (given: Experiment, lossOf: (id: string) => number, step = numSteps): SummarisedRun => {
  const selection = selectionFor(given);
  const evaluation = (id: string, factor: number, at: number) => {
    const losses = spread.flatMap((one) => [one * factor * lossOf(id), one * factor * 0.5 * lossOf(id)]);
    return {
      step: at,
      validation: losses,
      test: losses,
      auc: losses.map((loss, i) => (i % 2 === 0 ? Number.NaN : 1 - loss)),
    };
  };
  const keep = (id: string) =>
    afterNextEvaluation(
      afterNextEvaluation(emptyReportableLosses, evaluation(id, 1, 50), selection),
      evaluation(id, 2, 100),
      selection,
    );
  const ids = trainingsOf(given).flatMap(({ trained }) => trained.map(({ id }) => id));
  return {
    networks: new Map(ids.map((id) => [id, { reportable: keep(id) }])),
    knownLosses: {
      validation: selectionFor(given).nullLosses,
      test: spread.flatMap(() => [0.8, 0.5]),
      floor: [],
    },
    step,
  };
};

const losses: Readonly<Record<string, number>> = { A: 0.5, B: 0.4, C: 0.45, [BASELINE_ID]: 0.44 };
const lossOf = (id: string) => losses[id] ?? 1;

const answered = (given: Experiment, record = recordOf(given, lossOf)): RunSummary => {
  const summary = summaryOf(given, record);
  if (summary === null) throw new Error('There must be a summary.');
  return summary;
};

describe('summaryOf', () => {
  it('compares the first AdaTT with each of the others, and all with a baseline nobody sees', () => {
    const summary = answered(experiment);
    expect(summary).toMatchObject({
      referenceId: 'B',
      isProvisional: false,
      numReplicas: 5,
    });
    expect(summary.cards.map(({ cardId }) => cardId)).toEqual(['A', 'B', 'C']);
    expect(summary.cards.map(({ verdict }) => verdict?.overall.conclusion)).toEqual([
      'worse',
      undefined,
      'worse',
    ]);
    expect(summary.cards[0]?.verdict?.overall.gain.mean).toBeCloseTo(-0.25, 12);
    expect(summary.cards.map(({ gains }) => Number(gains?.overall.gain.mean.toFixed(4)))).toEqual([
      -0.1364, 0.0909, -0.0227,
    ]);
    expect(summary.cards.map(({ baselineId }) => baselineId)).toEqual([
      BASELINE_ID,
      BASELINE_ID,
      BASELINE_ID,
    ]);
    expect(summary.baselines).toMatchObject([{ cardId: BASELINE_ID, gains: null }]);
  });

  it('reports the metrics of each kind of task at the best step', () => {
    const [regression, binary] = answered(experiment).cards[0]?.tasks ?? [];
    expect(regression?.loss.mean).toBeCloseTo(0.5, 12);
    expect(regression?.normalisedLoss.mean).toBeCloseTo(0.625, 12);
    expect(regression?.r2?.mean).toBeCloseTo(0.375, 12);
    expect(regression?.auc).toBeNull();
    expect(binary?.normalisedLoss.mean).toBeCloseTo(0.5, 12);
    expect([binary?.r2, binary?.auc?.mean]).toEqual([null, expect.closeTo(0.75, 12)]);
  });

  it('follows the reporting rule and the reference that were chosen', () => {
    const chosen = setComparison(experiment, { reportingRule: 'finalStep', reference: 'C' });
    const { cards, referenceId } = answered(chosen);
    expect(referenceId).toBe('C');
    expect(cards[2]?.tasks[0]?.loss.mean).toBeCloseTo(0.9, 12);
    // No loss of task 1 is below that of its constant at the final step.
    expect(cards.map(({ verdict }) => verdict && comparisonToState(verdict.overall).conclusion)).toEqual([
      'worse',
      'better',
      null,
    ]);
  });

  it('is provisional before the planned steps, and nothing before every network was evaluated', () => {
    expect(answered(experiment, recordOf(experiment, lossOf, 99)).isProvisional).toBe(true);
    const record = recordOf(experiment, lossOf);
    const without = (id: string) => ({
      ...record,
      networks: new Map([...record.networks].filter(([key]) => key !== id)),
    });
    expect(summaryOf(experiment, without(BASELINE_ID))).toBeNull();
    expect(summaryOf(experiment, without('A'))).toBeNull();
    expect(summaryOf({ ...experiment, cards: [] }, record)).toBeNull();
  });

  it('measures the gain of each card over a baseline that minimises the same losses', () => {
    const funnel = setTask(setTask(experiment, 0, { kind: 'binary' }), 1, { after: 0 });
    const given = setCard(funnel, 'B', { objective: 'entireSpace' });
    const over: Readonly<Record<string, number>> = { [BASELINE_ID]: 0.5, [`${BASELINE_ID}B`]: 0.4 };
    const { cards, baselines } = answered(
      given,
      recordOf(given, (id) => over[id] ?? 0.4),
    );
    expect(baselines.map(({ cardId }) => cardId)).toEqual([BASELINE_ID, `${BASELINE_ID}B`]);
    expect(cards.map(({ gains }) => gains?.overall.gain.mean)).toEqual([
      expect.closeTo(0.2, 12),
      0,
      expect.closeTo(0.2, 12),
    ]);
    const seen = { ...given, cards: cardsOf(['adattSp', 'singleTask']) };
    const alone = answered(setCard(seen, 'B', { objective: 'entireSpace' }));
    expect(alone.cards.map(({ baselineId, gains }) => [baselineId, gains === null])).toEqual([
      [BASELINE_ID, false],
      ['B', true],
    ]);
  });

  it('shows of every tuned card the learning rate that is best on validation', () => {
    const tuned = setComparison(experiment, { isTuned: true, learningRates: [0.001, 0.01] });
    const best: Readonly<Record<string, number>> = { 'A@0.001': 0.3, 'B@0.01': 0.2 };
    const record = recordOf(tuned, (id) => best[id] ?? 0.4);
    const { cards, baselines } = answered(tuned, record);
    expect(cards.map(({ learningRate }) => learningRate)).toEqual([0.001, 0.01, 0.001]);
    expect(baselines[0]?.trainedId).toBe(`${BASELINE_ID}@0.001`);
    expect(cards[1]?.tasks[0]?.loss.mean).toBeCloseTo(0.2, 12);
    expect(pickedNetworks(tuned, record.networks).get('B')).toBe('B@0.01');
  });

  it('shows of every card the size that is best on validation, and what it costs', () => {
    const sized = setComparison(experiment, { budget: 'bestSize' });
    const best: Readonly<Record<string, number>> = {
      'A~0.25': 0.3,
      'B~2': 0.2,
      [`${BASELINE_ID}~0.5`]: 0.35,
    };
    const record = recordOf(sized, (id) => best[id] ?? (id.endsWith('~1') ? 0.4 : 0.5));
    const summary = answered(sized, record);
    expect(summary.cards.map(({ sizeFactor }) => sizeFactor)).toEqual([0.25, 2, 1]);
    expect(summary.baselines[0]?.trainedId).toBe(`${BASELINE_ID}~0.5`);
    expect(pickedNetworks(sized, record.networks).get('B')).toBe('B~2');
    const [text] = summary.cards.map((card) => sizeText(sized, card));
    const costs = trainedCardOf(sized, 'A', 0.25)?.costs;
    expect(text).toMatch(/^0\.25 × the widths: /);
    expect(text).toContain(formatCount(costs?.parameters.total ?? 0));
    expect(text).toContain(formatCount(costs?.multiplyAdds.total ?? 0));
    expect(verdictFacts(sized, summary).join()).toContain('0.25, 0.5, 1, 2 times the widths');
    expect(outcomeNumbers(sized, summary)[1]?.at(-1)).toBe(0.25);
    expect(answered(experiment).cards.map((card) => sizeText(experiment, card))).toEqual([null, null, null]);
  });
});

describe('the fingerprint of a run', () => {
  const wasm = { backend: 'wasm', build: 'simd' } as const;
  const summary = answered(experiment);
  const theirs = fingerprintOfRun(summary, wasm);
  if (theirs === null) throw new Error('A finished run has a fingerprint.');

  it('is there when the run is finished, and recognises it', () => {
    expect(fingerprintOfRun({ ...summary, isProvisional: true }, wasm)).toBeNull();
    expect(reproductionOf(summary, wasm, theirs)).toEqual({ kind: 'reproduced' });
    expect(reproductionOf(summary, { ...wasm, backend: 'cpu' }, theirs)).toEqual({
      kind: 'sameVerdict',
      isExact: true,
    });
  });

  it('names the cards and tasks that came out differently', () => {
    const other = answered(
      experiment,
      recordOf(experiment, (id) => (id === 'C' ? 0.41 : lossOf(id))),
    );
    expect(reproductionOf(other, wasm, theirs)).toMatchObject({
      kind: 'differs',
      differences: [
        { kind: 'mean', cardId: 'C', task: 0 },
        { kind: 'mean', cardId: 'C', task: 1 },
      ],
    });
    const lost = answered(
      experiment,
      recordOf(experiment, (id) => (id === 'C' ? 0.4 : lossOf(id))),
    );
    expect(reproductionOf(lost, wasm, theirs)).toMatchObject({
      differences: expect.arrayContaining([
        expect.objectContaining({ kind: 'conclusion', cardId: 'C', task: 0 }),
        expect.objectContaining({ kind: 'conclusion', cardId: 'C', task: null }),
      ]),
    });
  });

  it('knows one of another experiment', () => {
    const fewer = answered({ ...experiment, cards: experiment.cards.slice(0, 2) });
    expect(reproductionOf(fewer, wasm, theirs)).toEqual({ kind: 'otherExperiment' });
  });
});
