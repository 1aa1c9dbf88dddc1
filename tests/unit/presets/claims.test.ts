import { describe, expect, it } from 'vitest';
import type { AlarmKind } from '../../../src/analysis/gateAlarms.ts';
import { afterEvaluation, nothingReportable } from '../../../src/analysis/reported.ts';
import type { Interval } from '../../../src/analysis/statistics.ts';
import { BASELINE_ID } from '../../../src/experiment/cardIds.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { trainingsOf } from '../../../src/experiment/derived/trained.ts';
import { setNumTasks, setTraining } from '../../../src/experiment/edit.ts';
import {
  type Claim,
  type ClaimEvidence,
  type Direction,
  type GateMap,
  halfWidthOf,
  holds,
} from '../../../src/presets/claims.ts';
import { type RunSummary, summaryOf } from '../../../src/run/summary.ts';
import { selectionFor } from '../run/evaluatedRuns.ts';

const spread = [1, 1.02, 0.98, 1.01, 0.99];

/** AdaTT-sp, PLE and MMoE on two tasks; losses of both, by card, times the spread, which `noisy` cards have reversed. */
function answerFor(losses: Readonly<Record<string, readonly [number, number]>>, numReplicas = 5): RunSummary {
  const cards = cardsOf(['adattSp', 'ple', 'mmoe']);
  const experiment = setTraining(setNumTasks({ ...defaultExperiment(), cards }, 2), {
    numSteps: 10,
    numReplicas,
  });
  const selection = selectionFor(experiment);
  const { nullLosses } = selection;
  const keep = (id: string) => {
    const [first, second] = losses[id] ?? [1, 1];
    const factors = (id === 'C' ? spread.toReversed() : spread).slice(0, numReplicas);
    const values = factors.flatMap((factor) => [factor * first, factor * second]);
    return afterEvaluation(
      nothingReportable,
      { step: 10, validation: values, test: values, auc: values },
      selection,
    );
  };
  const ids = trainingsOf(experiment).flatMap(({ trained }) => trained.map(({ id }) => id));
  const networks = new Map(ids.map((id) => [id, { reportable: keep(id) }]));
  const summary = summaryOf(experiment, {
    networks,
    knownLosses: { validation: nullLosses, test: nullLosses, floor: [] },
    step: 10,
  });
  if (summary === null) throw new Error('There must be a summary.');
  return summary;
}

const evidence = (changed: Partial<ClaimEvidence> = {}): ClaimEvidence => ({
  summary: answerFor({ A: [0.5, 0.5], B: [0.4, 0.6], C: [0.505, 0.505], [BASELINE_ID]: [0.45, 0.55] }),
  alarms: new Map(),
  gateMaps: new Map(),
  points: [],
  ...changed,
});

const findings: readonly Direction[] = [
  'better',
  'worse',
  'unclear',
  'notBetter',
  'notWorse',
  'above',
  'below',
];
const heldBy = (claim: (is: Direction) => Claim, given = evidence()) =>
  findings.filter((is) => holds(claim(is), given));

describe('verdicts and gains', () => {
  const verdict = (against: string, task: number | null) => (is: Direction) =>
    ({ kind: 'verdict', against, task, is }) as const;
  const gain = (card: string, task: number | null) => (is: Direction) =>
    ({ kind: 'gain', card, task, is }) as const;

  it('are those of the summary, on a task and overall', () => {
    expect(heldBy(verdict('B', 0))).toEqual(['worse', 'notBetter', 'below']);
    expect(heldBy(verdict('B', 1))).toEqual(['better', 'notWorse', 'above']);
    expect(heldBy(verdict('C', null))).toEqual(['unclear', 'notBetter', 'notWorse', 'above']);
    expect(heldBy(gain('B', 0))).toEqual(['better', 'notWorse', 'above']);
    expect(heldBy(gain('A', 0))).toEqual(['worse', 'notBetter', 'below']);
  });

  it('are borne out by nothing that is not there, nor by two repetitions', () => {
    expect(heldBy(verdict('A', null))).toEqual([]);
    expect(heldBy(verdict('H', null))).toEqual([]);
    expect(heldBy(gain('B', 7))).toEqual([]);
    const two = evidence({ summary: answerFor({ A: [0.5, 0.5], B: [0.4, 0.4] }, 2) });
    expect(heldBy(verdict('B', null), two)).toEqual([]);
  });
});

describe('gates', () => {
  const map: GateMap = {
    rows: [0, 1, 2],
    columns: [0, 1, 2],
    cells: [
      [0.5, 0.3, 0.2],
      [0.4, 0.2, 0.4],
      [0.1, 0.1, 0.8],
    ],
  };
  const given = evidence({ gateMaps: new Map([['A', [map]]]) });
  const leans = (task: number, on: number, share: number, level = 0): boolean =>
    holds({ kind: 'leans', card: 'A', level, task, on, share }, given);

  it('lean on the task they borrow most from, if it is enough', () => {
    expect([leans(0, 1, 0.3), leans(0, 2, 0.1), leans(0, 1, 0.31)]).toEqual([true, false, false]);
    expect(leans(1, 0, 0.1)).toBe(false); // a tie
  });

  it('keep to themselves when no other has more', () => {
    expect([leans(2, 2, 0.6), leans(1, 1, 0.1)]).toEqual([true, false]);
  });

  it('lean on nothing at a level that is not there', () => {
    expect(leans(0, 1, 0, 1)).toBe(false);
  });
});

it('notices alarms of any card, and which ones', () => {
  const alarm = { kind: 'collapse', level: 0, task: null, replicas: [], numReplicas: 5 } as const;
  const calm = evidence({ alarms: new Map(['A', 'B', 'C'].map((card) => [card, []])) });
  const alarmed = evidence({ alarms: new Map([...calm.alarms, ['B', [alarm]]]) });
  expect([calm, alarmed].map((given) => holds({ kind: 'noAlarm' }, given))).toEqual([true, false]);
  const unknown = [new Map(), new Map([['A', []]])].map((alarms) => evidence({ alarms }));
  expect(unknown.map((given) => holds({ kind: 'noAlarm' }, given))).toEqual([false, false]);
  const has = (card: string, kind: AlarmKind) => holds({ kind: 'alarm', card, alarm: kind }, alarmed);
  expect([has('B', 'collapse'), has('B', 'degradation'), has('A', 'collapse')]).toEqual([true, false, false]);
});

it('looks a swept gain up at its value', () => {
  const overall: Interval = { mean: 0.1, low: 0.05, high: 0.15, n: 3, numLeftOut: 0 };
  const points = [
    {
      value: 0.4,
      baselineLosses: [],
      measuredCorrelation: 0.3,
      gains: [{ cardId: 'A', overall, perTask: [] }],
    },
  ];
  const swept = (value: number) => (is: Direction) => ({ kind: 'swept', card: 'A', value, is }) as const;
  expect(heldBy(swept(0.4), evidence({ points }))).toEqual(['better', 'notWorse', 'above']);
  expect(heldBy(swept(0.5), evidence({ points }))).toEqual([]);
});

it('measures the widest overall interval', () => {
  const summary = answerFor({ A: [0.5, 0.5], B: [0.4, 0.6], C: [0.5, 0.5] });
  const widths = summary.cards.flatMap(({ verdict }) =>
    verdict === null ? [] : [(verdict.overall.gain.high - verdict.overall.gain.low) / 2],
  );
  expect(widths).toHaveLength(2);
  expect(halfWidthOf(summary)).toBe(Math.max(...widths));
});
