/**
 * The plan of a search by successive halving: which candidates train for how many steps, in which runs. How many runs there are and how
 * large they are is known before the first; which candidates are in them follows from the runs before. Pure; knows no engine.
 *
 * A rung trains its candidates on a few repetitions and keeps about a third by validation score; the next trains those for three times
 * as many steps, up to all. The finals train the best of each of the best architectures on repetitions that no rung has seen: those of
 * the experiment itself, so that they are an experiment like any other. Last, some steps of the network to use say what it costs.
 */
import { MEMORY_LIMIT_BYTES, memoryOf } from '../../experiment/costs/memory.ts';
import { trainedExperimentOf } from '../../experiment/derived/trained.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { limits } from '../../core/schema/limits.ts';
import { candidatesOf, type LeftOut, type SearchCandidate } from './candidates.ts';
import { finalsOf } from './finals.ts';

/** Each rung trains three times as long as the one before, and about a third of the candidates. */
const FACTOR = 3;

const NUM_RUNGS = 3;

/** Architectures that are compared in the end. */
const MAX_FINALISTS = 3;

/** Repetitions of every candidate in a rung. */
export const SEARCH_REPLICAS = 2;

/** The fewest repetitions of the finals: a verdict needs a few. */
const MIN_FINAL_REPLICAS = 5;

/** Steps by which the cost is measured: so many that the first ones, when compilers still work, hardly count. */
const NUM_COST_STEPS = 1000;

/** One rung: how many candidates train for how many steps. */
export interface SearchRung {
  readonly numSteps: number;
  readonly numCandidates: number;
}

/** One run of a search. */
export type SearchRun =
  /** Some of the candidates of a rung, from `from` on, at most `numAtOnce`. */
  | { readonly kind: 'rung'; readonly rung: number; readonly from: number }
  /** Some repetitions of the finals. */
  | { readonly kind: 'finals'; readonly firstReplica: number; readonly numReplicas: number }
  /** Some steps of the network to use. */
  | { readonly kind: 'cost' };

/** A search as it is set up. */
export interface SearchPlan {
  readonly experiment: Experiment;
  readonly candidates: readonly SearchCandidate[];
  readonly leftOut: readonly LeftOut[];
  readonly rungs: readonly SearchRung[];
  readonly numFinalists: number;
  readonly numFinalReplicas: number;
  /** Candidates that train in one run. */
  readonly numAtOnce: number;
  readonly runs: readonly SearchRun[];
}

/** The plan for the candidates of an experiment, or for others. */
export function searchPlanOf(
  experiment: Experiment,
  { candidates, leftOut } = candidatesOf(experiment),
): SearchPlan {
  const numFinalists = Math.min(MAX_FINALISTS, new Set(candidates.map(({ family }) => family)).size);
  const rungs = rungsOf(candidates.length, numFinalists, experiment.training.numSteps);
  const numFinalReplicas = Math.max(MIN_FINAL_REPLICAS, experiment.training.numReplicas);
  const base = { experiment, candidates, leftOut, rungs, numFinalists, numFinalReplicas };
  const numAtOnce = mostThatFit(limits.cards, (count) => memoryOf(largestBatch(base, count)));
  const numFinalsAtOnce = mostThatFit(numFinalReplicas, (count) => memoryOf(largestFinals(base, count)));
  return {
    ...base,
    numAtOnce,
    runs: [
      ...rungs.flatMap(({ numCandidates }, rung) =>
        partsOf(numCandidates, numAtOnce).map((from) => ({ kind: 'rung' as const, rung, from })),
      ),
      ...partsOf(numFinalReplicas, numFinalsAtOnce).map((firstReplica) => ({
        kind: 'finals' as const,
        firstReplica,
        numReplicas: Math.min(numFinalsAtOnce, numFinalReplicas - firstReplica),
      })),
      { kind: 'cost' },
    ],
  };
}

/** The beginnings of parts of at most `size`. */
const partsOf = (count: number, size: number): readonly number[] =>
  Array.from({ length: Math.ceil(count / size) }, (_, part) => part * size);

/** The last rung trains all steps; every one has a candidate more than there are finalists, where there are so many. */
function rungsOf(numCandidates: number, numFinalists: number, numSteps: number): readonly SearchRung[] {
  return Array.from({ length: NUM_RUNGS }, (_, rung) => ({
    numSteps: Math.ceil(numSteps / FACTOR ** (NUM_RUNGS - 1 - rung)),
    numCandidates: Math.min(
      numCandidates,
      Math.max(Math.ceil(numCandidates / FACTOR ** rung), numFinalists + 1),
    ),
  }));
}

type Base = Omit<SearchPlan, 'numAtOnce' | 'runs'>;

/** The most, from 1 to `max`, that memory has room for; the cells of a file take theirs in any case. */
function mostThatFit(max: number, memory: (count: number) => ReturnType<typeof memoryOf>): number {
  const fits = (count: number) => {
    const { total, file } = memory(count);
    return total - file <= MEMORY_LIMIT_BYTES;
  };
  let count = max;
  while (count > 1 && !fits(count)) count--;
  return count;
}

/** A run of a rung with the largest candidate so many times. */
function largestBatch(base: Base, count: number): Experiment {
  const [first] = bySize(base);
  return batchOf(base, 0, first === undefined ? [] : Array.from({ length: count }, () => first));
}

/** So many repetitions of the finals of the largest candidates, at all learning rates. */
function largestFinals(base: Base, numReplicas: number): Experiment {
  const { experiment, candidates, numFinalists, numFinalReplicas } = base;
  const families = [...new Set(bySize(base).map(({ family }) => family))].slice(0, numFinalists);
  const finalists = families.flatMap((family) =>
    candidates.filter((one) => one.family === family).slice(0, 1),
  );
  const rates = [...new Set(candidates.map(({ card }) => card.learningRate))];
  const finals = finalsOf(experiment, finalists, numFinalReplicas, rates);
  return trainedExperimentOf({ ...finals, training: { ...finals.training, numReplicas } });
}

/** Candidates by the memory that they take, the largest first. */
function bySize(base: Base): readonly SearchCandidate[] {
  const bytes = new Map(base.candidates.map((one) => [one, memoryOf(batchOf(base, 0, [one])).total]));
  return base.candidates.toSorted((a, b) => (bytes.get(b) ?? 0) - (bytes.get(a) ?? 0));
}

/** The run that trains some candidates of a rung. */
export function batchOf(
  { experiment, rungs, numFinalReplicas }: Pick<SearchPlan, 'experiment' | 'rungs' | 'numFinalReplicas'>,
  rung: number,
  candidates: readonly SearchCandidate[],
): Experiment {
  const numSteps = rungs[rung]?.numSteps ?? experiment.training.numSteps;
  return {
    ...experiment,
    cards: candidates.map(({ card }) => card),
    comparison: { ...experiment.comparison, reference: 'auto', budget: 'asConfigured', isTuned: false },
    training: {
      ...experiment.training,
      numSteps,
      evalEvery: Math.min(experiment.training.evalEvery, numSteps),
      // Repetitions that the finals do not have.
      firstReplica: numFinalReplicas,
      numReplicas: SEARCH_REPLICAS,
      learningRateChanges: [],
      // The step at which a run stops early depends on all of its networks.
      stopEarly: 0,
    },
  };
}

/** Some steps of one repetition of a candidate by itself, evaluated before and after. */
export function costRunOf(plan: SearchPlan, candidate: SearchCandidate): Experiment {
  const alone = aloneOf(plan, candidate);
  const numSteps = Math.min(NUM_COST_STEPS, alone.training.numSteps);
  return { ...alone, training: { ...alone.training, numSteps, evalEvery: numSteps } };
}

/** One whole training of a candidate by itself: what it costs at full size. */
export function aloneOf(plan: SearchPlan, candidate: SearchCandidate): Experiment {
  const batch = batchOf(plan, plan.rungs.length - 1, [candidate]);
  return { ...batch, training: { ...batch.training, firstReplica: 0, numReplicas: 1 } };
}
