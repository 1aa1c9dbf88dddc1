/** Plans a search: successive halving, tuning of finalists, finals on unused replicas, and a cost run. */

import { limits } from '../../core/schema/limits.ts';
import { cardIds } from '../../experiment/cardIds.ts';
import { MEMORY_LIMIT_BYTES, memoryEstimateOf } from '../../experiment/costs/memory.ts';
import { trainedExperimentOf } from '../../experiment/derived/trained.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { candidateOf, candidatesOf, type LeftOutArchitecture, type SearchCandidate } from './candidates.ts';

// Each rung trains three times as long, with about a third of the candidates.
const HALVING_FACTOR = 3;

const NUM_RUNGS = 3;

const MAX_FINALISTS = 3;

/** What finalists are tuned over, round by round; see `tuning.ts`. */
export const tunedKeys = ['learningRate', 'weightDecay', 'dropout'] as const;

export const DROPOUTS = [0, 0.1, 0.3] as const;

export const SEARCH_REPLICAS = 2;

// Fewest repetitions from which a verdict can be given.
const MIN_FINAL_REPLICAS = 5;

// Enough steps that compilation in the first ones hardly counts.
const NUM_COST_STEPS = 1000;

interface SearchRung {
  readonly numSteps: number;
  readonly numCandidates: number;
}

export type SearchRun =
  /** Trains at most `numAtOnce` candidates from index `from` on. */
  | { readonly kind: 'rung'; readonly rung: number; readonly from: number }
  /** Trains a finalist, of those of the last rung, with other settings. */
  | { readonly kind: 'tuning'; readonly round: number; readonly place: number }
  | { readonly kind: 'finals'; readonly firstReplica: number; readonly numReplicas: number }
  /** Some steps of the suggested network. */
  | { readonly kind: 'cost' };

export interface SearchPlan {
  readonly experiment: Experiment;
  readonly candidates: readonly SearchCandidate[];
  readonly leftOut: readonly LeftOutArchitecture[];
  readonly rungs: readonly SearchRung[];
  readonly numFinalists: number;
  readonly numFinalReplicas: number;
  readonly numAtOnce: number;
  readonly runs: readonly SearchRun[];
}

export function searchPlanOf(
  experiment: Experiment,
  { candidates, leftOut } = candidatesOf(experiment),
): SearchPlan {
  const numFinalists = Math.min(MAX_FINALISTS, new Set(candidates.map(({ family }) => family)).size);
  const rungs = rungsOf(candidates.length, numFinalists, experiment.training.numSteps);
  const numFinalReplicas = Math.max(MIN_FINAL_REPLICAS, experiment.training.numReplicas);
  const base = { experiment, candidates, leftOut, rungs, numFinalists, numFinalReplicas };
  const numAtOnce = largestCountThatFits(limits.cards, (count) =>
    memoryEstimateOf(largestBatch(base, count)),
  );
  const numFinalsAtOnce = largestCountThatFits(numFinalReplicas, (count) =>
    memoryEstimateOf(largestFinals(base, count)),
  );
  return {
    ...base,
    numAtOnce,
    runs: [
      ...rungs.flatMap(({ numCandidates }, rung) =>
        batchSizesOf(numCandidates, numAtOnce).map((from) => ({ kind: 'rung' as const, rung, from })),
      ),
      ...tunedKeys.flatMap((_, round) =>
        Array.from({ length: numFinalists }, (__, place) => ({ kind: 'tuning' as const, round, place })),
      ),
      ...batchSizesOf(numFinalReplicas, numFinalsAtOnce).map((firstReplica) => ({
        kind: 'finals' as const,
        firstReplica,
        numReplicas: Math.min(numFinalsAtOnce, numFinalReplicas - firstReplica),
      })),
      { kind: 'cost' },
    ],
  };
}

const batchSizesOf = (count: number, size: number): readonly number[] =>
  Array.from({ length: Math.ceil(count / size) }, (_, part) => part * size);

// The last rung trains all steps; if possible, every rung keeps at least one candidate more than the finals.
function rungsOf(numCandidates: number, numFinalists: number, numSteps: number): readonly SearchRung[] {
  return Array.from({ length: NUM_RUNGS }, (_, rung) => ({
    numSteps: Math.ceil(numSteps / HALVING_FACTOR ** (NUM_RUNGS - 1 - rung)),
    numCandidates: Math.min(
      numCandidates,
      Math.max(Math.ceil(numCandidates / HALVING_FACTOR ** rung), numFinalists + 1),
    ),
  }));
}

type SearchPlanBase = Omit<SearchPlan, 'numAtOnce' | 'runs'>;

// From 1 to `max`, without the cells of a file, which are needed anyway.
function largestCountThatFits(
  max: number,
  memory: (count: number) => ReturnType<typeof memoryEstimateOf>,
): number {
  const fits = (count: number) => {
    const { total, file } = memory(count);
    return total - file <= MEMORY_LIMIT_BYTES;
  };
  let count = max;
  while (count > 1 && !fits(count)) count--;
  return count;
}

function largestBatch(base: SearchPlanBase, count: number): Experiment {
  const [first] = candidatesBySize(base);
  return candidateBatchOf(base, 0, first === undefined ? [] : Array.from({ length: count }, () => first));
}

/** The largest candidates, at all sizes, with dropout. */
function largestFinals(base: SearchPlanBase, numReplicas: number): Experiment {
  const { experiment, candidates, numFinalists, numFinalReplicas } = base;
  const families = [...new Set(candidatesBySize(base).map(({ family }) => family))].slice(0, numFinalists);
  const finalists = families.flatMap((family) => {
    const one = candidates.find((candidate) => candidate.family === family);
    return one === undefined
      ? []
      : [candidateOf(one.card, { ...one.settings, dropout: Math.max(...DROPOUTS) })];
  });
  const finals = finalsExperimentOf(experiment, finalists, numFinalReplicas);
  return trainedExperimentOf({ ...finals, training: { ...finals.training, numReplicas } });
}

/** Candidates sorted by memory, largest first. */
function candidatesBySize(base: SearchPlanBase): readonly SearchCandidate[] {
  const bytes = new Map(
    base.candidates.map((one) => [one, memoryEstimateOf(candidateBatchOf(base, 0, [one])).total]),
  );
  return base.candidates.toSorted((a, b) => (bytes.get(b) ?? 0) - (bytes.get(a) ?? 0));
}

export function candidateBatchOf(
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
      // Begins with replicas that the finals do not use.
      firstReplica: numFinalReplicas,
      numReplicas: SEARCH_REPLICAS,
      learningRateChanges: [],
      // Off, because early stopping depends on all networks of a run.
      stopEarly: 0,
    },
  };
}

export function costRunOf(plan: SearchPlan, candidate: SearchCandidate): Experiment {
  const alone = fullTrainingOf(plan, candidate);
  const numSteps = Math.min(NUM_COST_STEPS, alone.training.numSteps);
  return { ...alone, training: { ...alone.training, numSteps, evalEvery: numSteps } };
}

export function fullTrainingOf(plan: SearchPlan, candidate: SearchCandidate): Experiment {
  const batch = candidateBatchOf(plan, plan.rungs.length - 1, [candidate]);
  return { ...batch, training: { ...batch.training, firstReplica: 0, numReplicas: 1 } };
}

/** The first finalist becomes the reference, and each has its own settings. */
export function finalsExperimentOf(
  experiment: Experiment,
  finalists: readonly SearchCandidate[],
  numReplicas: number,
): Experiment {
  return {
    ...experiment,
    cards: finalists.map(({ card: { learningRate: _, ...card }, settings }, index) => ({
      ...card,
      id: cardIds[index] ?? card.id,
      color: index,
      ownLearningRate: settings.learningRate,
    })),
    training: { ...experiment.training, numReplicas, learningRateChanges: [], stopEarly: 0 },
    comparison: {
      ...experiment.comparison,
      reference: cardIds[0] ?? 'auto',
      budget: 'bestSize',
      isTuned: false,
    },
  };
}
