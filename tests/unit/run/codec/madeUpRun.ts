/** Finished runs of any experiment, made up: losses that fall, gates that move, each repetition in its own way. */

import type { Fingerprint } from '../../../../src/analysis/fingerprint.ts';
import type { Evaluation, KnownLosses, LevelGates } from '../../../../src/analysis/produced/evaluation.ts';
import { type ChosenLosses, emptyReportableLosses } from '../../../../src/analysis/reported.ts';
import { cardsOf, defaultExperiment } from '../../../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import { trainedExperimentOf } from '../../../../src/experiment/derived/trained.ts';
import { setNumTasks, setTraining } from '../../../../src/experiment/edit.ts';
import type { CardConfig, Experiment } from '../../../../src/experiment/experiment.ts';
import type { LevelSpec } from '../../../../src/models/topology.ts';
import { fingerprintOfRun } from '../../../../src/run/report/reproduction.ts';
import { reportableAfter } from '../../../../src/run/reportable.ts';
import type { NetworkRun, StartedRun } from '../../../../src/run/run.ts';
import { summaryOf } from '../../../../src/run/summary.ts';

/** Numbers between 0 and 1, the same every time. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Two tasks and two architectures. */
export const smallExperiment: Experiment = setTraining(
  setNumTasks({ ...defaultExperiment(), cards: cardsOf(['adattSp', 'ple']) }, 2),
  { numReplicas: 5, numSteps: 200, evalEvery: 20 },
);

export interface MadeUpOptions {
  readonly seed?: number;
  /** By id of the network: the repetition that diverges halfway. */
  readonly diverged?: Readonly<Record<string, number>>;
  readonly known?: Partial<KnownLosses>;
  /** The step where the run stops early, and the one from which on its losses rise. */
  readonly stops?: { readonly at: number; readonly bestAt: number };
}

export function madeUpRun(
  experiment: Experiment,
  { seed = 1, diverged = {}, known = {}, stops }: MadeUpOptions = {},
): StartedRun {
  const next = numbersFrom(seed);
  const { tasks, training } = experiment;
  const { numReplicas, numSteps, evalEvery } = training;
  const places = Array.from({ length: numReplicas * tasks.length }, (_, index) => index);
  const list = (of: () => number): readonly number[] => places.map(of);
  const knownLosses: KnownLosses = {
    validation: list(() => 1 + 0.1 * next()),
    test: list(() => 1 + 0.1 * next()),
    floor: list(() => 0.05 + 0.01 * next()),
    ...known,
  };
  const steps = Array.from({ length: Math.ceil(numSteps / evalEvery) + 1 }, (_, index) =>
    Math.min(index * evalEvery, numSteps),
  ).filter((step) => step <= (stops?.at ?? numSteps));
  const bestAt = stops?.bestAt ?? numSteps;
  const trained = trainedExperimentOf(experiment);
  const networkOf = (card: CardConfig): NetworkRun => {
    const level = 0.3 + 0.4 * next();
    const ownOf = list(() => level * (0.9 + 0.2 * next()));
    const dead = diverged[card.id] ?? -1;
    const at = numSteps / 2;
    const history = steps.map((step): Evaluation => {
      const isDead = (index: number) => Math.floor(index / tasks.length) === dead && step > at;
      const losses = () =>
        places.map((index) => {
          const rise = 1 + Math.max(0, step - bestAt) / numSteps;
          const fall =
            rise * (1 + 4 * Math.exp((-5 * Math.min(step, bestAt)) / numSteps)) * (1 + 0.02 * next());
          return isDead(index) ? Number.NaN : (ownOf[index] ?? 1) * fall;
        });
      const auc = places.map((index) => (isDead(index) ? Number.NaN : 0.5 + 0.4 * next()));
      const isBinary = tasks.some(({ kind }) => kind === 'binary');
      return {
        loss: {
          step,
          train: step === 0 ? [] : losses(),
          validation: losses(),
          test: losses(),
          auc: isBinary ? auc : places.map(() => Number.NaN),
        },
        gates: { step, levels: levelsOf(card, trained).map((one) => gatesOf(one, numReplicas, next)) },
      };
    });
    const reportable = history.reduce(
      (kept, { loss }) => reportableAfter(kept, loss, { experiment: trained, knownLosses }),
      emptyReportableLosses,
    );
    return { history, reportable, diverged: dead < 0 ? [] : [{ replica: dead, step: at + 1 }] };
  };
  const networks = new Map(trained.cards.map((card) => [card.id, networkOf(card)]));
  return {
    experiment,
    step: stops?.at ?? numSteps,
    ranOn: { backend: 'wasm', build: 'relaxed-simd' },
    knownLosses,
    measuredCorrelation: tasks.map((_, row) => tasks.map((__, column) => (row === column ? 1 : 0.25))),
    networks,
    networksAtCheckpoint: networks,
  };
}

const levelsOf = (card: CardConfig, experiment: Experiment): readonly LevelSpec[] =>
  topologyOfCard(card, experiment)?.levels ?? [];

function gatesOf({ units, experts }: LevelSpec, numReplicas: number, next: () => number): LevelGates {
  const list = (length: number) => Float32Array.from({ length }, next);
  const numCells = units.length * experts.length;
  const gateMean = new Float32Array(numReplicas * numCells);
  const native = new Float32Array(numReplicas * numCells);
  for (let replica = 0; replica < numReplicas; replica++)
    for (const [unit, one] of units.entries()) {
      const at = (expert: number) => replica * numCells + unit * experts.length + expert;
      const weights = (one.gate?.sees ?? []).map(() => 0.1 + next());
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      for (const [j, expert] of (one.gate?.sees ?? []).entries())
        gateMean[at(expert)] = (weights[j] ?? 0) / total;
      for (const expert of one.native?.experts ?? [])
        native[at(expert)] = one.native?.kind === 'fixed' ? 1 : next() - 0.5;
    }
  const ofExperts = () => list(numReplicas * experts.length);
  return {
    gateMean,
    native,
    gateStd: list(numReplicas * numCells),
    expertRms: ofExperts(),
    sparsity: ofExperts(),
    deadFraction: ofExperts(),
  };
}

/** The fingerprint of a finished run. */
export function fingerprintOfStarted(run: StartedRun): Fingerprint {
  const summary = summaryOf(run.experiment, run);
  const fingerprint = summary && fingerprintOfRun(summary, run.ranOn);
  if (fingerprint === null) throw new Error('The run is not finished.');
  return fingerprint;
}

/** The run with the losses of one network on one task times a factor: of all repetitions, or of one each way, which leaves the mean. */
export function forged(run: StartedRun, id: string, factor: number, spreads = false): StartedRun {
  const numTasks = run.experiment.tasks.length;
  const changed = (chosen: ChosenLosses | null) =>
    chosen && {
      ...chosen,
      test: chosen.test.map((loss, index) => {
        if (index % numTasks > 0) return loss;
        return spreads && Math.floor(index / numTasks) % 2 > 0 ? loss / factor : loss * factor;
      }),
    };
  const network = run.networks.get(id);
  if (network === undefined) throw new Error(`There is no network ${id}.`);
  const { best, last, early } = network.reportable;
  const reportable = { best: changed(best), last: changed(last), early };
  return { ...run, networks: new Map([...run.networks, [id, { ...network, reportable }]]) };
}
