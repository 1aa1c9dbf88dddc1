/** Keeps weights at past steps of a run, off the device, and thins them out. */

import type { Checkpoint } from '../../analysis/produced/networks.ts';
import type { FollowRequest } from '../../analysis/produced/questions.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import type { NetworkPlan } from '../network/plan.ts';
import { planOfNetwork, type ReplicaWeights, weightsOfReplica } from './savedNetworks.ts';

export const MAX_MOMENTS = 64;
const MAX_BYTES = 64 * 2 ** 20;

export interface StandingRun {
  readonly step: number;
  readonly isEvaluated: boolean;
  /** Reads the whole state, which is slow. */
  readonly checkpoint: () => Promise<Checkpoint>;
}

export interface Moment {
  readonly step: number;
  readonly weights: ReadonlyMap<string, ReplicaWeights>;
}

type Networks = Pick<FollowRequest, 'networkIds' | 'replica'>;

export type PastMoments = ReturnType<typeof createMoments>;

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
    /** Keeps the first replica's networks; from then on `forget` drops nothing. */
    keep: async (run: StandingRun): Promise<void> => {
      isForGood = true;
      await momentOf(run, { step: null, networkIds: experiment.cards.map(({ id }) => id), replica: 0 });
    },
    forget: (): void => {
      if (!isForGood) kept = null;
    },
  };
}

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

/** Steps must not decrease. */
export function createKeptMoments() {
  let newest: Moment | null = null;
  let kept: readonly Moment[] = [];
  /** Smallest number of steps between two kept moments; the last may be nearer. */
  let leastGap = 0;
  const keptAt = (step: number) => kept.find((one) => one.step === step) ?? null;
  return {
    has: (step: number): boolean => keptAt(step) !== null,
    at: (step: number): Moment | null => (newest?.step === step ? newest : keptAt(step)),
    upTo: (step: number): Moment | null => kept.findLast((one) => one.step <= step) ?? null,
    /** A moment that is not `isKept` stays until the next one. */
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

export interface SavedWeights {
  readonly step: number;
  readonly weightsOf: (networkId: string, plan: NetworkPlan, replica: number) => ReplicaWeights | null;
}

type Asked = Pick<FollowRequest, 'networkIds' | 'step'>;

export function createWeights(experiment: Experiment, moments: PastMoments) {
  /** Null if the question is about the current step. */
  const past = async (run: StandingRun, asked: Asked, replica: number): Promise<SavedWeights | null> => {
    if (asked.step === null || asked.step >= run.step) return null;
    const { step, weights } = await moments.momentOf(run, { ...asked, replica });
    return { step, weightsOf: (networkId) => weights.get(networkId) ?? null };
  };
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
