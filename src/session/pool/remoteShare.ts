/** A share that a member of the pool trains. */
import type { Checkpoint } from '../../results/results.ts';
import type { Member } from './memberThread.ts';
import type { SharedBackend } from './messages.ts';
import type { Share } from './shares.ts';
import type { ShareTrainer } from './shareTrainer.ts';

/** Rejects with what went wrong in the member, or `MemberLost`. The group of the member frees it. */
export async function createRemoteShare(
  member: Member,
  backend: SharedBackend,
  share: Share,
  checkpoints: readonly Checkpoint[] | null,
): Promise<Omit<ShareTrainer, 'dispose'>> {
  return {
    start: await member.ask({ type: 'create', backend, share, checkpoints }),
    train: async (learningRates) => {
      await member.ask({ type: 'train', learningRates });
    },
    evaluate: () => member.ask({ type: 'evaluate' }),
    checkpoint: () => member.ask({ type: 'checkpoint' }),
    memory: member.memory,
  };
}
