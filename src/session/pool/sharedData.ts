/** The rows of an experiment whose shares several threads train: every replica's are made once, whoever trains on them. */
import type { ReplicaData } from '../../data/types.ts';
import type { Experiment } from '../../experiment/experiment.ts';
import { replicaNumbersOf } from '../../train/cardTrainer.ts';
import { replicaDataOf } from '../../train/replicaData.ts';
import type { Group } from './group.ts';
import type { Member } from './memberThread.ts';
import type { DataOfReplicas } from './messages.ts';
import type { Share } from './shares.ts';

/** Dealt to the threads one by one, to this one first: it is loaded before the others. Rejects as `Group.together` does. */
export async function makeSharedData(
  experiment: Experiment,
  members: readonly Member[],
  group: Group,
  betweenParts: () => Promise<void>,
): Promise<DataOfReplicas> {
  const { data, tasks } = experiment;
  const setup = { data, tasks };
  const numbers = replicaNumbersOf(experiment);
  const makers = [
    (replicas: readonly number[]) => replicaDataOf(setup, replicas, betweenParts),
    ...members.map(
      (member) => (replicas: readonly number[]) => member.ask({ type: 'makeData', setup, replicas }),
    ),
  ].slice(0, numbers.length);
  const made = await group.together(
    makers.map((make, thread) => async () => {
      const replicas = numbers.filter((_, index) => index % makers.length === thread);
      return withNumbers(replicas, await make(replicas));
    }),
  );
  return new Map(made.flat());
}

/** What a thread needs to train `share`. */
export function dataForShare(share: Share, data: DataOfReplicas): DataOfReplicas {
  const numbers = new Set(share.flatMap(replicaNumbersOf));
  return new Map([...data].filter(([number]) => numbers.has(number)));
}

function withNumbers(
  numbers: readonly number[],
  made: readonly ReplicaData[],
): readonly (readonly [number, ReplicaData])[] {
  return made.map((ofReplica, index) => [numbers[index] ?? -1, ofReplica]);
}
