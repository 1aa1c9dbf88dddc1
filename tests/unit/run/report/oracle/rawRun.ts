/** A run as the engine gave it, for arithmetic that shares nothing with that of the page, and what such arithmetic needs. */
import { jStat } from 'jstat';
import type { GateSnapshot } from '../../../../../src/analysis/produced/evaluation.ts';
import { budgetOf } from '../../../../../src/experiment/derived/budget.ts';
import { topologyOfCard } from '../../../../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../../../../src/experiment/experiment.ts';
import type { LevelSpec } from '../../../../../src/models/topology.ts';
import { outcomesOf } from '../../../../../src/run/report/outcomes.ts';
import { spokenNameOf } from '../../../../../src/run/report/verdictWords.ts';
import { type NetworkRun, networkOf, type StartedRun } from '../../../../../src/run/run.ts';
import type { RunSummary } from '../../../../../src/run/summary.ts';

/** Losses on test rows at the best steps and those steps, each `[R * T]`; NaN in a replica that diverged. */
export interface RawLosses {
  readonly test: readonly number[];
  readonly steps: readonly number[];
  /** Losses with each task at its own best step; empty where they are not kept. */
  readonly own: readonly number[];
  readonly auc: readonly number[];
}

/** A run as the engine gave it; networks and gates by id of the card. */
export interface RawRun {
  readonly experiment: Experiment;
  readonly referenceId: string;
  readonly networks: ReadonlyMap<string, RawLosses>;
  /** The network of one per task with the objective of the reference, and those of all objectives. */
  readonly baselineId: string;
  readonly baselineIds: readonly string[];
  readonly nameOf: (cardId: string) => string;
  readonly levels: readonly LevelSpec[];
  /** Losses of the best constant on the test rows, `[R * T]`. */
  readonly nullLosses: readonly number[];
  readonly known: StartedRun['knownLosses'];
  /** Validation losses as shares of those of the best constant, mean over tasks, of replicas that live, `[replica][evaluation]`. */
  readonly scores: ReadonlyMap<string, readonly (readonly number[])[]>;
  /** Gates of the reference, in order of steps. */
  readonly gates: readonly GateSnapshot[];
}

/** Percentages are printed with one decimal, from ten on with none. */
export const isNear = (printed: number, exact: number): boolean =>
  Math.abs(printed - exact) <= (Math.abs(exact) < 0.1 ? 0.00051 : 0.0051);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * ln(other / one), over all tasks but those left out or on one, in each replica in which neither diverged. `key`: at one step, or at
 * each task's own.
 */
export function logRatios(
  run: RawRun,
  other: string,
  one: string,
  task: number | null,
  {
    key = 'test',
    leftOut = [],
  }: { readonly key?: 'test' | 'own'; readonly leftOut?: readonly number[] } = {},
): readonly number[] {
  const numTasks = run.experiment.tasks.length;
  const [above, below] = [other, one].map((id) => run.networks.get(id)?.[key] ?? []);
  const all = (above ?? []).map((loss, index) => Math.log(loss / (below?.[index] ?? Number.NaN)));
  return Array.from({ length: all.length / numTasks }, (_, replica) => {
    const ofReplica = all.slice(replica * numTasks, (replica + 1) * numTasks);
    return task === null
      ? mean(ofReplica.filter((_, index) => !leftOut.includes(index)))
      : (ofReplica[task] ?? Number.NaN);
  }).filter(Number.isFinite);
}

/** Two-sided t-interval of the mean. */
export const intervalOf = (values: readonly number[], level: number) =>
  jStat.tci(mean(values), 1 - level, values);

export function rawRunOf(
  experiment: Experiment,
  { networks, knownLosses }: Pick<StartedRun, 'networks' | 'knownLosses'>,
  summary: RunSummary,
): RawRun {
  const { referenceId, cards, baselines } = summary;
  const built = budgetOf(experiment).cards.find(({ card }) => card.id === referenceId)?.card;
  const idOf = (cardId: string) =>
    [...cards, ...baselines].find((card) => card.cardId === cardId)?.trainedId ?? cardId;
  return {
    experiment,
    referenceId,
    baselineId: idOf(cards.find(({ cardId }) => cardId === referenceId)?.baselineId ?? ''),
    baselineIds: baselines.map(({ trainedId }) => trainedId),
    networks: new Map([...networks].map(([id, network]) => [id, rawLossesOf(network)])),
    nameOf: (id) =>
      experiment.cards.some((card) => card.id === id)
        ? spokenNameOf(experiment, id)
        : (outcomesOf(experiment, summary).find((one) => one.summary.trainedId === id)?.name ?? id),
    nullLosses: knownLosses.test,
    known: knownLosses,
    scores: new Map(
      cards.map(({ cardId, trainedId }) => [
        cardId,
        scoresOf(networkOf({ networks }, trainedId), knownLosses, experiment.tasks.length),
      ]),
    ),
    levels: (built === undefined ? null : topologyOfCard(built, experiment))?.levels ?? [],
    gates: networkOf({ networks }, idOf(referenceId)).history.map((evaluation) => evaluation.gates),
  };
}

function scoresOf({ history }: NetworkRun, known: StartedRun['knownLosses'], numTasks: number) {
  const bases = known.funnel?.validation ?? known.validation;
  const scores: number[][] = bases.slice(0, bases.length / numTasks).map(() => []);
  for (const [place, base] of bases.entries())
    for (const [at, { loss }] of history.entries()) {
      const ofReplica = scores[Math.floor(place / numTasks)] ?? [];
      const share = ((loss.funnel?.validation ?? loss.validation)[place] ?? Number.NaN) / base;
      ofReplica[at] = (ofReplica[at] ?? 0) + share / numTasks;
    }
  return scores.filter((ofReplica) => ofReplica.every(Number.isFinite));
}

function rawLossesOf({ reportable: { best, last, own } }: NetworkRun): RawLosses {
  const alive = (values: readonly number[] = []) =>
    values.map((value, index) => (Number.isFinite(last?.test[index]) ? value : Number.NaN));
  return {
    test: alive(best?.test),
    steps: alive(best?.steps),
    own: alive(own?.test),
    auc: alive(best?.auc),
  };
}

/** Of values replica by replica, `[R * T]`, those of one task. */
export const ofTask = <V>({ experiment }: RawRun, task: number, values: readonly V[] = []): readonly V[] =>
  values.filter((_, index) => index % experiment.tasks.length === task);
