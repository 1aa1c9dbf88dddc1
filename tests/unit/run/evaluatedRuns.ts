/** Answers of experiments that were never trained, from losses that a test makes up. */

import type {
  CalibrationBins,
  Evaluation,
  KnownLosses,
  LevelGates,
} from '../../../src/analysis/produced/evaluation.ts';
import {
  afterNextEvaluation,
  emptyReportableLosses,
  type StepSelectionRule,
} from '../../../src/analysis/reported.ts';
import { cardsOf, defaultExperiment } from '../../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import { trainingsOf } from '../../../src/experiment/derived/trained.ts';
import { setNumTasks, setTraining } from '../../../src/experiment/edit.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import type { LevelSpec } from '../../../src/models/topology.ts';
import { fingerprintOfRun } from '../../../src/run/report/reproduction.ts';
import type { EvaluatedRun } from '../../../src/run/report/runJson.ts';
import { evaluationSizeOf } from '../../../src/run/reportable.ts';
import { type RunSummary, summaryOf } from '../../../src/run/summary.ts';

const numSteps = 100;

/** Two regression tasks. */
export const experimentOf = (architectures: readonly string[], numReplicas = 5): Experiment =>
  setTraining(setNumTasks({ ...defaultExperiment(), cards: cardsOf(architectures) }, 2), {
    numSteps,
    numReplicas,
  });

export interface MadeUp {
  /** Loss of task 1 by id of the network, 1 for all others; that of task 2 is half of it. */
  readonly losses: Readonly<Record<string, number>>;
  readonly step?: number;
  /** All networks have the same ups and downs: equal losses stay equal. */
  readonly isExact?: boolean;
  /** By id of the network: a replica whose losses are twice what they would be. */
  readonly far?: Readonly<Record<string, number>>;
  /** Networks whose losses halve at the last step. */
  readonly improving?: readonly string[];
  /** Of every task on test rows; 2 unless told otherwise. */
  readonly nullLoss?: number;
  /** More that is known of the rows. */
  readonly known?: Partial<KnownLosses>;
  /** Validation losses of each replica at steps 0, 1, 2 and so on, by id of the network; step 0 alone where it is not named. */
  readonly curves?: Readonly<Record<string, readonly (readonly number[])[]>>;
  /** Calibration of every network, `[R * T]`. */
  readonly calibration?: readonly (CalibrationBins | null)[];
}

/** Values of two tasks in five repetitions, `[R * T]`. */
export const ofEach = <V>(first: V, second: V): V[] =>
  Array.from({ length: 5 }, () => [first, second]).flat();

/** Level by level, gates of the first card, whose experts are equally loud; `cellOf`: gate and native weight. */
export function gatesOf(
  experiment: Experiment,
  numReplicas: number,
  cellOf: (level: LevelSpec, unit: number, expert: number, replica: number) => readonly [number, number],
): readonly LevelGates[] {
  const [card] = experiment.cards;
  const topology = card && topologyOfCard(card, experiment);
  return (topology?.levels ?? []).map((level) => {
    const { units, experts } = level;
    const cells = Array.from({ length: numReplicas }, (_, replica) =>
      [...units.keys()].flatMap((u) => [...experts.keys()].map((e) => cellOf(level, u, e, replica))),
    ).flat();
    const perExpert = new Float32Array(numReplicas * experts.length);
    return {
      gateMean: Float32Array.from(cells, ([gate]) => gate),
      gateStd: new Float32Array(cells.length),
      native: Float32Array.from(cells, ([, native]) => native),
      expertRms: perExpert.map(() => 1),
      sparsity: perExpert,
      deadFraction: perExpert,
    };
  });
}

export const evaluationOfGates = (step: number, levels: readonly LevelGates[]): Evaluation => ({
  loss: { step, train: [], validation: [], test: [], auc: [] },
  gates: { step, levels },
});

/** Own ups and downs of each network: what makes an interval. */
const noise = (id: string, replica: number) =>
  1 + 0.04 * Math.sin(7 * (id.codePointAt(0) ?? 0) + 5 * replica);

/** How steps are chosen where every null loss is 1 and tasks share their networks. */
export const selectionFor = (experiment: Experiment): StepSelectionRule => {
  const size = evaluationSizeOf(experiment);
  return {
    ...size,
    nullLosses: Array.from({ length: size.numReplicas * size.numTasks }, () => 1),
    numSteps: experiment.training.numSteps,
  };
};

export const answered = (experiment: Experiment, given: MadeUp): RunSummary =>
  evaluated(experiment, given).summary;

/** Both tasks have the same losses. */
const historyOf = (curves: readonly (readonly number[])[]): readonly Evaluation[] =>
  (curves[0] ?? []).map((_, step) => {
    const validation = curves.flatMap((curve) => [curve[step] ?? Number.NaN, curve[step] ?? Number.NaN]);
    return {
      loss: { step, train: [], validation, test: validation, auc: [] },
      gates: { step, levels: [] },
    };
  });

/** Every network evaluated once, or twice where it is improving; the area under the curve is 1 minus the loss. No gates. */
export function evaluated(
  experiment: Experiment,
  { losses, step = numSteps, isExact = false, nullLoss = 2, far = {}, improving = [], ...more }: MadeUp,
): EvaluatedRun {
  const selection = selectionFor(experiment);
  const { numReplicas, nullLosses } = selection;
  const reportableOf = (id: string) => {
    const all = Array.from({ length: numReplicas }, (_, replica) => {
      const factor = far[id] === replica ? 2 : 1;
      const one = factor * (losses[id] ?? 1) * (isExact ? 1 + replica / 10 : noise(id, replica));
      return [one, one / 2];
    }).flat();
    const auc = all.map((loss) => 1 - loss);
    const twice = all.map((loss) => 2 * loss);
    const early = { step: 0, validation: twice, test: twice, auc };
    const before = improving.includes(id)
      ? afterNextEvaluation(emptyReportableLosses, early, selection)
      : emptyReportableLosses;
    const { calibration } = more;
    const measured = { step, validation: all, test: all, auc, ...(calibration && { calibration }) };
    return afterNextEvaluation(before, measured, selection);
  };
  const ids = trainingsOf(experiment).flatMap(({ trained }) => trained.map(({ id }) => id));
  const networks = new Map(
    ids.map((id) => {
      const history = historyOf(more.curves?.[id] ?? []);
      return [id, { history, reportable: reportableOf(id), diverged: [] }];
    }),
  );
  const knownLosses = {
    validation: nullLosses,
    test: nullLosses.map(() => nullLoss),
    floor: nullLosses.map(() => 0),
    ...more.known,
  };
  const summary = summaryOf(experiment, { networks, knownLosses, step });
  if (summary === null) throw new Error('There must be a summary.');
  const ranOn = { backend: 'wasm', build: 'simd' } as const;
  return {
    experiment,
    summary,
    run: {
      experiment,
      step,
      ranOn,
      knownLosses,
      measuredCorrelation: [],
      networks,
      networksAtCheckpoint: networks,
    },
    fingerprint: fingerprintOfRun(summary, ranOn),
    seenWithFewer: null,
    numThreads: 2,
    stepsPerSecond: 100,
  };
}
