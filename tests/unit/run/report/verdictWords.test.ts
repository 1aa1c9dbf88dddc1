import { describe, expect, it } from 'vitest';
import type { CalibrationBins } from '../../../../src/analysis/produced/evaluation.ts';
import { setData, setTask } from '../../../../src/experiment/edit.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { cautionsOf } from '../../../../src/run/report/cautions.ts';
import { gainFamiliesOf, outlyingInEither } from '../../../../src/run/report/outcomes.ts';
import { verdictNumbers, verdictTable } from '../../../../src/run/report/verdictTables.ts';
import {
  intervalFamilyTexts,
  qualificationsOf,
  verdictScopeSentence,
  verdictSentence,
  verdictsOf,
} from '../../../../src/run/report/verdictWords.ts';
import { formatGain } from '../../../../src/text/format.ts';
import { answered, evaluated, experimentOf, type MadeUp, ofEach } from '../evaluatedRuns.ts';

const sentenceOf = (experiment: Experiment, given: MadeUp) =>
  verdictSentence(experiment, answered(experiment, given));

describe('the verdict in a sentence', () => {
  it('names the others by conclusion, with the effect', () => {
    const experiment = experimentOf(['adattSp', 'ple', 'mmoe', 'sharedBottom']);
    const sentence = sentenceOf(experiment, { losses: { A: 0.5, B: 0.8, C: 0.5, D: 0.3 } });
    expect(sentence).toMatch(
      /^AdaTT-sp beats PLE by 3\d % \(3\d to 4\d %\)\. Shared-Bottom beats AdaTT-sp by (39|4\d) % \(3\d to 4\d %\)\. MMoE: too close to call\.$/,
    );
    expect(sentenceOf(experiment, { losses: { A: 0.5, B: 0.3, C: 0.3, D: 0.5 } })).toMatch(
      /^PLE and MMoE beat AdaTT-sp by \d+ % \(\d+ to \d+ %\) and \d+ % \(\d+ to \d+ %\)\. Shared-Bottom: too close to call\.$/,
    );
  });

  it('leaves out tasks that nobody learned where the difference rests on them, and says so', () => {
    const experiment = experimentOf(['adattSp', 'ple', 'mmoe']);
    // Task 2 has half of the losses of task 1, which is no less than its constant has for A and B.
    const known = { test: Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? 2 : 0.2)) };
    const summary = answered(experiment, { losses: { A: 0.5, B: 0.8, C: 0.25 }, known });
    expect(verdictSentence(experiment, summary)).toMatch(
      /^Without Task 2, which neither learned: AdaTT-sp beats PLE by \d+ % \(.*\)\. MMoE beats AdaTT-sp by \d+ % \(.*\)\.$/,
    );
    const table = verdictTable(experiment, summary);
    const overall = table.filter(([against]) => against === 'B · PLE').slice(2);
    expect(overall.map(([, task]) => task)).toEqual(['overall', 'overall, without Task 2']);
    expect(overall[0]?.at(-1)).toMatch(
      /^rests on tasks that neither learned; on the other tasks \d+ % worse \(−\d+ % to −\d+ %\)/,
    );
    expect(overall[1]?.at(-1)).toBe('worse');
    const numbers = verdictNumbers(experiment, summary);
    expect(numbers.map((row) => row[2])).toContain('overall, without Task 2');
    const [verdict] = verdictsOf(summary);
    expect(verdict?.overall.conclusion).toBe('ofUnlearned');
  });

  it('is about what is known so far before the planned steps', () => {
    const experiment = experimentOf(['adattSp', 'ple']);
    const summary = answered(experiment, { losses: { A: 0.5, B: 0.8 }, step: 50 });
    expect(verdictSentence(experiment, summary)).toMatch(
      /^So far, AdaTT-sp leads PLE by \d+ % \(\d+ to \d+ %\)\.$/,
    );
  });

  it('says what it speaks of', () => {
    const experiment = experimentOf(['adattSp', 'ple']);
    const losses = { A: 0.5, B: 0.8 };
    const scopes = { rows: '', everything: '', weights: '' };
    for (const redraw of ['rows', 'everything', 'weights'] as const)
      scopes[redraw] = verdictScopeSentence(
        setData(experiment, { redraw }),
        answered(experiment, { losses }),
      );
    expect(scopes).toEqual({
      rows: 'At equal parameters, 5 repetitions, on this one set of tasks.',
      everything: 'At equal parameters, 5 repetitions, for tasks drawn like these.',
      weights: 'At equal parameters, 5 repetitions, for these rows; only initial weights differ.',
    });
    const everywhere = setData(experiment, { redraw: 'everything' });
    const [header, row] = verdictNumbers(everywhere, answered(everywhere, { losses }));
    expect([header?.at(-1), row?.at(-1)]).toEqual(['holds', 'for tasks drawn like these']);
  });

  it('says that equal cards are identical', () => {
    const experiment = experimentOf(['adattSp', 'adattSp']);
    expect(sentenceOf(experiment, { losses: {}, isExact: true })).toBe(
      'A · AdaTT-sp against B · AdaTT-sp: identical in every repetition.',
    );
  });

  it('gives no number where there is no verdict', () => {
    const losses = { A: 0.5, B: 0.4 };
    expect(sentenceOf(experimentOf(['adattSp', 'ple'], 1), { losses })).toBe(
      'No verdict on AdaTT-sp against PLE: one repetition is not enough.',
    );
    expect(sentenceOf(experimentOf(['adattSp', 'ple'], 2), { losses })).toBe(
      'No verdict on AdaTT-sp against PLE: it takes at least 3 repetitions.',
    );
    expect(sentenceOf(experimentOf(['adattSp', 'ple']), { losses: { A: Number.NaN } })).toBe(
      'No verdict on AdaTT-sp against PLE: every repetition diverged.',
    );
    expect(sentenceOf(experimentOf(['adattSp']), { losses })).toMatch(
      /^There is nothing to compare AdaTT-sp with/,
    );
  });
});

describe('the verdict as a table', () => {
  const experiment = experimentOf(['adattSp', 'ple', 'mmoe']);
  const summary = answered(experiment, { losses: { A: 0.04, B: 0.05 }, nullLoss: 1 });

  it('has a row per task and one overall against each other card', () => {
    const table = verdictTable(experiment, summary);
    expect(table.map(([against, task]) => [against, task])).toEqual([
      ['against A · AdaTT-sp', 'task'],
      ['B · PLE', 'Task 1'],
      ['B · PLE', 'Task 2'],
      ['B · PLE', 'overall'],
      ['C · MMoE', 'Task 1'],
      ['C · MMoE', 'Task 2'],
      ['C · MMoE', 'overall'],
    ]);
    expect(table[1]?.at(4)).toBe('98.75 %');
    expect(table[3]?.at(4)).toBe('97.5 %');
    expect(table[1]?.at(-1)).toBe('worse; close to the best possible: relative differences swing');
  });

  it('has the same numbers unrounded, each under its name', () => {
    const [header, ...rows] = verdictNumbers(experiment, summary);
    if (header === undefined) throw new Error('A table has a header.');
    const named = rows.map((row) => Object.fromEntries(header.map((name, i) => [String(name), row[i]])));
    expect(rows.every((row) => row.length === header.length)).toBe(true);
    const verdict = verdictsOf(summary)[0];
    expect(named[0]).toMatchObject({
      architecture: 'B · PLE',
      against: 'A · AdaTT-sp',
      'relative reduction of the loss': verdict?.tasks[0]?.gain.mean,
      'difference of the loss': verdict?.tasks[0]?.difference.mean,
      'better in': verdict?.tasks[0]?.numBetter,
      repetitions: 5,
      'close to the best possible': 1,
      provisional: 0,
      margin: 0.03,
      rivals: 2,
      'chance better': 0,
      budget: 'equalParameters',
    });
    expect(named[2]).toMatchObject({ task: 'overall', low: verdict?.overall.gain.low });
  });
});

describe('what goes with a conclusion', () => {
  const experiment = experimentOf(['adattSp', 'ple']);
  const ofLosses = (losses: Readonly<Record<string, number>>, changed: Partial<MadeUp> = {}) => {
    const summary = answered(experiment, { losses, ...changed });
    const [verdict] = verdictsOf(summary);
    return verdict === undefined ? [] : qualificationsOf(verdict.overall, summary.rules);
  };

  it('says what a difference that is not clear may be', () => {
    expect(ofLosses({ A: 0.5, B: 0.505 })).toEqual([
      expect.stringMatching(/^differences below \d\.\d % would be missed$/),
      expect.stringMatching(/^for 3\.0 %, use about \d+ repetitions$/),
    ]);
    expect(ofLosses({}, { isExact: true })).toEqual([]);
    expect(ofLosses({ A: 0.5, B: 0.9 })).toEqual([]);
  });

  it('says how many intervals share the error rate', () => {
    const given = experimentOf(['adattSp', 'ple', 'mmoe', 'crossStitch']);
    const summary = answered(given, { losses: {} });
    expect(intervalFamilyTexts(verdictsOf(summary))).toEqual([
      'overall: 95 % over 3 comparisons, each interval at 98.33 %',
      'on tasks: 95 % over 6 comparisons, each interval at 99.17 %',
    ]);
    const alone = answered(experiment, { losses: {} });
    expect(intervalFamilyTexts(verdictsOf(alone))[0]).toBe('overall: 95 % interval');
    expect(gainFamiliesOf(summary)[0]).toBe('overall: 95 % over 4 comparisons, each interval at 98.75 %');
  });
});

describe('cautions', () => {
  const experiment = experimentOf(['adattSp', 'ple']);

  it('say who learned nothing, of a finished run alone', () => {
    const summary = answered(experiment, { losses: { B: 5 }, nullLoss: 2.2 });
    expect(cautionsOf(experiment, summary)).toEqual([
      'Learned nothing, no better than a constant guess: B · PLE on every task.',
    ]);
    expect(
      cautionsOf(experiment, answered(experiment, { losses: { B: 5 }, nullLoss: 2.2, step: 50 })),
    ).toEqual([]);
  });

  it('tell networks that rank rows with wrong probabilities from those that learned nothing', () => {
    const binary = experiment.tasks.reduce(
      (edited, _, task) => setTask(edited, task, { kind: 'binary' }),
      experiment,
    );
    const summary = answered(binary, { losses: { B: 0.2 }, nullLoss: 0.2 });
    expect(cautionsOf(binary, summary)).toEqual([
      expect.stringMatching(
        /^Learned nothing.*: A · AdaTT-sp on every task and Single-task baseline on every task\.$/,
      ),
      expect.stringMatching(/^Rows are told apart, as the AUC shows,.* guess: B · PLE on Task 1\./),
    ]);
  });

  it('name another share of yes as the cause only where it explains at least half of what probabilities cost', () => {
    const binary = setTask(experiment, 0, { kind: 'binary' });
    const said = (trainRate: number, predicted: readonly [number, number]) => {
      // Rows that say yes rarely and often, half of all each.
      const bins: CalibrationBins = {
        count: [500, 500],
        numYes: [25, 175],
        predicted: predicted.map((share) => 500 * share),
      };
      const known = {
        numPositive: ofEach(200, 0),
        numNegative: ofEach(800, 0),
        trainRate: ofEach(trainRate, Number.NaN),
      };
      const calibration = ofEach<CalibrationBins | null>(bins, null);
      const run = evaluated(binary, { losses: { A: 0.2, B: 0.2 }, nullLoss: 0.2, calibration, known });
      return cautionsOf(binary, run.summary, [], known).filter((one) =>
        one.startsWith('Rows are told apart'),
      );
    };
    // Shares that differ by a tenth of a point cost next to nothing; probabilities are too extreme.
    const [unknown] = said(0.199, [0.002, 0.7]);
    expect(unknown).toContain(
      'Probabilities of A · AdaTT-sp on Task 1 that do not come true cost 0.19 of log loss; another share of yes explains ',
    );
    expect(unknown).toMatch(/explains 0(\.000\d*)? of it, the cause of the rest is not known\./);
    expect(unknown).not.toContain('because');
    // Trained where yes is rare, and right there.
    const [caused] = said(0.03, [0.0065, 0.066]);
    expect(caused).toMatch(
      /cost 0\.\d+ of log loss, 0\.\d+ of it because 20 % of the test rows say yes and 3\.0 % of the training rows\./,
    );
    const without = evaluated(binary, { losses: { A: 0.2, B: 0.2 }, nullLoss: 0.2 });
    expect(cautionsOf(binary, without.summary).join(' ')).toContain('the cause is not known here');
  });

  it('say who began with weights from a file, while the others did not', () => {
    const summary = answered(experiment, { losses: {} });
    expect(cautionsOf(experiment, summary, ['A'])).toEqual([
      'Not the same start: A · AdaTT-sp began with weights from a file, so this says nothing of architectures trained alike.',
    ]);
    expect(cautionsOf(experiment, summary)).toEqual([]);
  });

  it('name repetitions far from the others where something else would be said without them', () => {
    const alone = experimentOf(['singleTask', 'ple']);
    const summary = answered(alone, { losses: { A: 0.8, B: 1 }, far: { B: 3 } });
    expect(verdictsOf(summary)[0]?.overall.conclusion).toBe('undecided');
    expect(cautionsOf(alone, summary)).toEqual([
      'Outlying repetitions were kept: B · PLE in repetition 4 on Task 1 and B · PLE in repetition 4 on Task 2. Without them, or by the median, something else would be said: against B · PLE (overall), against B · PLE (Task 1), against B · PLE (Task 2), gain of B · PLE (overall), gain of B · PLE (Task 1) and gain of B · PLE (Task 2).',
    ]);
    // Who is better is clear with it and without it.
    expect(cautionsOf(alone, answered(alone, { losses: { A: 0.2, B: 1 }, far: { B: 3 } }))).toEqual([]);
    const [overall] = verdictsOf(summary);
    expect(overall?.overall.perReplica).toHaveLength(5);
    expect(outlyingInEither(summary.cards[0], summary.cards[1], null)).toEqual([
      false,
      false,
      false,
      true,
      false,
    ]);
  });

  it('say who is still improving at the last step', () => {
    const summary = answered(experiment, { losses: {}, improving: ['B'] });
    expect(cautionsOf(experiment, summary)).toEqual([
      'Still improving at the last step: B · PLE in 5 of 5 repetitions. Training longer may change this.',
    ]);
    expect(verdictSentence(experiment, summary)).toBe(
      'No verdict on AdaTT-sp against PLE: still improving at the last step.',
    );
  });
});

it('never prints as 0 what is not 0', () => {
  expect([0, -0.0004, 0.00004, -0.0994, 0.0996, -0.25].map(formatGain)).toEqual([
    '0.0 %',
    '−0.04 %',
    '+0.004 %',
    '−9.9 %',
    '+10 %',
    '−25 %',
  ]);
});
