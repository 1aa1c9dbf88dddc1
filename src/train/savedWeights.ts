/** Weights of networks at some step, wherever they come from: a checkpoint of the whole run, or a moment that was kept. */
import type { Experiment } from '../experiment/experiment.ts';
import type { NetworkPlan } from '../network/plan.ts';
import type { FollowRequest } from '../run/produced/followed.ts';
import type { Checkpoint } from '../run/produced/networks.ts';
import type { Moment, PastMoments, StandingRun } from './keptMoments.ts';
import { type ReplicaWeights, weightsOfReplica } from './savedNetworks.ts';

/** Networks at some step. */
export interface SavedWeights {
  readonly step: number;
  /** Null: there is no such network. */
  readonly weightsOf: (networkId: string, plan: NetworkPlan, replica: number) => ReplicaWeights | null;
}

/** Those of all repetitions. */
const weightsIn = ({ step, cards }: Checkpoint, { training }: Experiment): SavedWeights => ({
  step,
  weightsOf: (networkId, plan, replica) => {
    const card = cards.find(({ cardId }) => cardId === networkId);
    return card === undefined ? null : weightsOfReplica(plan, card, replica, training.numReplicas);
  },
});

/** Those of the repetition that was kept. */
const keptWeights = ({ step, weights }: Moment): SavedWeights => ({
  step,
  weightsOf: (networkId) => weights.get(networkId) ?? null,
});

/** Networks at some step; null: as they stand. */
type Asked = Pick<FollowRequest, 'networkIds' | 'step'>;

/** Finds the weights that a question about a run is about. */
export function createWeights(experiment: Experiment, moments: PastMoments) {
  /** Those of one repetition that were kept; null: the question is about the run as it stands. */
  const past = async (run: StandingRun, asked: Asked, replica: number): Promise<SavedWeights | null> =>
    asked.step === null || asked.step >= run.step
      ? null
      : keptWeights(await moments.momentOf(run, { ...asked, replica }));
  const standing = async (run: StandingRun): Promise<SavedWeights> =>
    weightsIn(await run.checkpoint(), experiment);
  return {
    past,
    standing,
    at: async (run: StandingRun, asked: Asked & Pick<FollowRequest, 'replica'>): Promise<SavedWeights> =>
      (await past(run, asked, asked.replica)) ?? standing(run),
  };
}
