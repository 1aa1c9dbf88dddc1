/**
 * Weights of networks at moments of a run that are past: kept while a row is followed, or for good, thinned as they become many. Knows no rows,
 * and nothing of it lies on a device.
 */
import type { Experiment } from '../../experiment/experiment.ts';
import type { NetworkPlan } from '../network/plan.ts';
import type { Checkpoint } from '../../analysis/produced/networks.ts';
import type { FollowRequest } from '../../analysis/produced/questions.ts';
import { planOfNetwork, type ReplicaWeights, weightsOfReplica } from './savedNetworks.ts';

/** Moments at most, and bytes of them. */
export const MAX_MOMENTS = 64;
const MAX_BYTES = 64 * 2 ** 20;

/** A run as it stands. */
export interface StandingRun {
  readonly step: number;
  /** True if it was evaluated at this step. */
  readonly isEvaluated: boolean;
  /** Reads the whole state, which takes its time. */
  readonly checkpoint: () => Promise<Checkpoint>;
}

/** The weights of some networks of one replica at a step. */
export interface Moment {
  readonly step: number;
  readonly weights: ReadonlyMap<string, ReplicaWeights>;
}

/** The networks whose moments are kept. */
type Networks = Pick<FollowRequest, 'networkIds' | 'replica'>;

export type PastMoments = ReturnType<typeof createMoments>;

/** Finds the moment that a request is about, and keeps that of every step that was evaluated. */
export function createMoments(experiment: Experiment) {
  let kept: { readonly of: Networks; readonly moments: KeptMoments } | null = null;
  let isForGood = false;
  const keptOf = (asked: Networks) => {
    if (kept === null || !holds(kept.of, asked)) kept = { of: asked, moments: createKeptMoments() };
    return kept;
  };
  const momentOf = async (
    run: StandingRun,
    { step, networkIds, replica }: Networks & Pick<FollowRequest, 'step'>,
  ): Promise<Moment> => {
    const { of, moments } = keptOf({ networkIds, replica });
    const past = step === null || step >= run.step ? null : moments.upTo(step);
    if (past !== null && (!run.isEvaluated || moments.has(run.step))) return past;
    const standing = moments.at(run.step) ?? momentIn(await run.checkpoint(), experiment, of);
    moments.add(standing, run.isEvaluated);
    return past ?? standing;
  };
  return {
    momentOf,
    /** Keeps all networks of the first repetition as they stand, and lets go of nothing any more that is about them. */
    keep: async (run: StandingRun): Promise<void> => {
      isForGood = true;
      await momentOf(run, { step: null, networkIds: experiment.cards.map(({ id }) => id), replica: 0 });
    },
    /** Lets go of all, unless it is kept for good. */
    forget: (): void => {
      if (!isForGood) kept = null;
    },
  };
}

/** Fewer networks of the same repetition are among those that are kept. */
const holds = (kept: Networks, asked: Networks): boolean =>
  kept.replica === asked.replica && asked.networkIds.every((id) => kept.networkIds.includes(id));

function momentIn(
  { step, cards }: Checkpoint,
  experiment: Experiment,
  { networkIds, replica }: Networks,
): Moment {
  const weights = new Map<string, ReplicaWeights>();
  for (const id of networkIds) {
    const saved = cards.find(({ cardId }) => cardId === id);
    const plan = planOfNetwork(experiment, id);
    if (saved !== undefined && plan !== null)
      weights.set(id, weightsOfReplica(plan, saved, replica, experiment.training.numReplicas));
  }
  return { step, weights };
}

type KeptMoments = ReturnType<typeof createKeptMoments>;

/** Moments of one run, whose steps never go back. */
export function createKeptMoments() {
  let newest: Moment | null = null;
  let kept: readonly Moment[] = [];
  /** Steps between two that are kept; the last may be nearer. */
  let leastGap = 0;
  const keptAt = (step: number) => kept.find((one) => one.step === step) ?? null;
  return {
    has: (step: number): boolean => keptAt(step) !== null,
    /** The one of this very step, also if it is not kept; null: there is none. */
    at: (step: number): Moment | null => (newest?.step === step ? newest : keptAt(step)),
    /** The last one kept at or before the step; null: there is none. */
    upTo: (step: number): Moment | null => kept.findLast((one) => one.step <= step) ?? null,
    /** Takes the newest, which stays only until the next comes unless it `isKept`. */
    add: (moment: Moment, isKept: boolean): void => {
      newest = moment;
      if (!isKept || keptAt(moment.step) !== null) return;
      kept = [...spread(kept, leastGap), moment];
      if (kept.length <= mostOf(moment)) return;
      leastGap = (2 * (moment.step - (kept[0]?.step ?? 0))) / mostOf(moment);
      kept = [...spread(kept.slice(0, -1), leastGap), moment];
    },
    steps: (): readonly number[] => kept.map(({ step }) => step),
  };
}

/** The first, and those that are so far from the last one before. */
function spread(moments: readonly Moment[], leastGap: number): readonly Moment[] {
  const far: Moment[] = [];
  for (const moment of moments) {
    const last = far.at(-1);
    if (last === undefined || moment.step - last.step >= leastGap) far.push(moment);
  }
  return far;
}

function mostOf({ weights }: Moment): number {
  const numBytes = [...weights.values()].flat().reduce((sum, values) => sum + values.byteLength, 0);
  return Math.max(2, Math.min(MAX_MOMENTS, Math.floor(MAX_BYTES / numBytes)));
}

/** Networks at some step, from a checkpoint of the whole run or a moment that was kept. */
export interface SavedWeights {
  readonly step: number;
  /** Null: there is no such network. */
  readonly weightsOf: (networkId: string, plan: NetworkPlan, replica: number) => ReplicaWeights | null;
}

/** Networks at some step; null: as they stand. */
type Asked = Pick<FollowRequest, 'networkIds' | 'step'>;

/** Finds the weights that a question about a run is about. */
export function createWeights(experiment: Experiment, moments: PastMoments) {
  /** Those of one repetition that were kept; null: the question is about the run as it stands. */
  const past = async (run: StandingRun, asked: Asked, replica: number): Promise<SavedWeights | null> => {
    if (asked.step === null || asked.step >= run.step) return null;
    const { step, weights } = await moments.momentOf(run, { ...asked, replica });
    return { step, weightsOf: (networkId) => weights.get(networkId) ?? null };
  };
  /** Those of all repetitions. */
  const standing = async (run: StandingRun): Promise<SavedWeights> => {
    const { step, cards } = await run.checkpoint();
    return {
      step,
      weightsOf: (networkId, plan, replica) => {
        const card = cards.find(({ cardId }) => cardId === networkId);
        return card ? weightsOfReplica(plan, card, replica, experiment.training.numReplicas) : null;
      },
    };
  };
  return {
    past,
    standing,
    at: async (run: StandingRun, asked: Asked & Pick<FollowRequest, 'replica'>): Promise<SavedWeights> =>
      (await past(run, asked, asked.replica)) ?? standing(run),
  };
}
