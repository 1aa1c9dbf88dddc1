import { describe, expect, it } from 'vitest';
import type { AlarmKind } from '../../../../src/analysis/gateAlarms.ts';
import { afterNextEvaluation, emptyReportableLosses } from '../../../../src/analysis/reported.ts';
import { BASELINE_ID } from '../../../../src/experiment/cardIds.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { trainingsOf } from '../../../../src/experiment/derived/trained.ts';
import { setNumTasks, setTraining } from '../../../../src/experiment/edit.ts';
import { summaryOf } from '../../../../src/run/summary.ts';
import {
  type ClaimDirection,
  type ClaimEvidence,
  isClaimTrue,
  type PresetClaim,
} from '../../../../src/teach/presets/claims.ts';
import { evaluated, experimentOf, type MadeUp, selectionFor } from '../../run/evaluatedRuns.ts';
import { summarisedRun } from '../../run/recordedRuns.ts';

const spread = [1, 1.02, 0.98, 1.01, 0.99];

/** The recorded run of a preset. */
const recorded = (id: string): ClaimEvidence => ({ ...summarisedRun(`presets/${id}`), points: [] });

/** AdaTT-sp, PLE and MMoE on two tasks; losses of both, by card, times the spread, which `noisy` cards have reversed. */
function answerFor(
  losses: Readonly<Record<string, readonly [number, number]>>,
  numReplicas = 5,
): Pick<ClaimEvidence, 'experiment' | 'summary'> {
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
    return afterNextEvaluation(
      emptyReportableLosses,
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
  return { experiment, summary };
}

const evidence = (changed: Partial<ClaimEvidence> = {}): ClaimEvidence => ({
  ...answerFor({ A: [0.5, 0.5], B: [0.4, 0.6], C: [0.505, 0.505], [BASELINE_ID]: [0.45, 0.55] }),
  run: { networks: new Map(), measuredCorrelation: [] },
  points: [],
  ...changed,
});

const findings: readonly ClaimDirection[] = [
  'better',
  'worse',
  'unclear',
  'notBetter',
  'notWorse',
  'above',
  'below',
];
const heldBy = (claim: (is: ClaimDirection) => PresetClaim, given = evidence()) =>
  findings.filter((is) => isClaimTrue(claim(is), given));

describe('verdicts and gains', () => {
  const verdict = (against: string, task: number | null) => (is: ClaimDirection) =>
    ({ kind: 'verdict', against, task, is }) as const;
  const gain = (card: string, task: number | null) => (is: ClaimDirection) =>
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
    const two = evidence(answerFor({ A: [0.5, 0.5], B: [0.4, 0.4] }, 2));
    expect(heldBy(verdict('B', null), two)).toEqual([]);
  });

  it('are no verdicts where nothing was learned, or losses were still falling in every repetition', () => {
    const experiment = experimentOf(['adattSp', 'ple']);
    const heldOf = (given: MadeUp) =>
      heldBy(verdict('B', null), { ...evaluated(experiment, given), points: [] });
    expect(heldOf({ losses: { A: 0.5, B: 0.8 } })).toEqual(['better', 'notWorse', 'above']);
    expect(heldOf({ losses: { A: 0.5, B: 0.8 }, improving: ['B'] })).toEqual([]);
    expect(heldOf({ losses: { A: 4, B: 5 } })).toEqual([]);
  });
});

describe('gates', () => {
  const borrows = (given: ClaimEvidence, task: number, from: number, level = 1): boolean =>
    isClaimTrue({ kind: 'borrows', level, pairs: [[task, from]], is: 'more' }, given);
  const takesLess = (given: ClaimEvidence, task: number, level = 1): boolean =>
    isClaimTrue({ kind: 'borrows', level, pairs: [[task, null]], is: 'less' }, given);
  const groups = recorded('groups');

  it('borrow from tasks whose share training raised', () => {
    expect([borrows(groups, 0, 1), borrows(groups, 0, 2), borrows(groups, 4, 3)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('borrow on average over pairs, all of which must be there', () => {
    const of = (...pairs: readonly (readonly [number, number])[]) =>
      isClaimTrue({ kind: 'borrows', level: 1, pairs, is: 'more' }, groups);
    expect([of([0, 1], [1, 0]), of([0, 1], [0, 2], [0, 3]), of([0, 1], [0, 9]), of()]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('borrow less where training lowered the share of all others together', () => {
    expect([takesLess(groups, 4), takesLess(groups, 9)]).toEqual([true, false]);
  });
});

it('notices alarms of any card, and which ones', () => {
  const [calm, alarmed] = [recorded('looselyRelated'), recorded('residual')];
  expect([calm, alarmed, evidence()].map((given) => isClaimTrue({ kind: 'noAlarm' }, given))).toEqual([
    true,
    false,
    false,
  ]);
  const has = (card: string, kind: AlarmKind) => isClaimTrue({ kind: 'alarm', card, alarm: kind }, alarmed);
  expect([has('B', 'underFitting'), has('B', 'collapse'), has('A', 'underFitting')]).toEqual([
    true,
    false,
    false,
  ]);
});
