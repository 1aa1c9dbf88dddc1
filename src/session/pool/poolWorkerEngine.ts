/** Engine of a pool thread, which trains shards for the leading thread. */

import type { Checkpoint } from '../../analysis/produced/networks.ts';
import { messageOf, UserError } from '../../core/errors.ts';
import type { RunningBackend } from '../../engine/backend/engineBackend.ts';
import { engineMemory } from '../../engine/backend/engineBackend.ts';
import { startBackend } from '../../engine/backend/startBackend.ts';
import { replicaDataOf } from '../../engine/train/replicaData.ts';
import { createClock } from '../../run/clock.ts';
import {
  buffersOfCheckpoints,
  type FromPoolWorker,
  type PoolWorkerAnswer,
  type PoolWorkerRequest,
  type SharedBackend,
  type ToPoolWorker,
} from './messages.ts';
import { createShardTrainer, type OwnShardTrainer } from './shards.ts';

type TakeMessage = (message: ToPoolWorker) => void;

/** `moved`: buffers transferred to the receiver. */
type PostMessage = (message: FromPoolWorker, moved: ArrayBuffer[]) => void;

/** TensorFlow.js is global: one per thread. Returns the function that takes its messages. */
export function createPoolWorkerEngine(post: PostMessage): TakeMessage {
  const clock = createClock();
  const startOnce = createBackendStarter();
  let trainer: OwnShardTrainer | null = null;
  let numEnding = 0; // Number of pending requests to dispose; work requested before them is aborted.
  let carriedOut: Promise<void> = Promise.resolve();

  const betweenParts = async () => {
    await clock.yieldToMessages();
    if (numEnding > 0) throw new Error('The shard is not wanted any more.');
  };
  const working = (): OwnShardTrainer => {
    if (trainer === null) throw new Error('The worker has no shard.');
    return trainer;
  };
  const answerTo = async (request: PoolWorkerRequest): Promise<PoolWorkerAnswer> => {
    switch (request.type) {
      case 'start':
        await startOnce(request.backend);
        return null;
      case 'makeData':
        return replicaDataOf(request.setup, request.replicas, { betweenParts, table: request.table });
      case 'create': {
        await startOnce(request.backend);
        const { shard, data, checkpoints } = request;
        trainer = await createShardTrainer(shard, data, checkpoints, { betweenParts });
        return trainer.stockKernels;
      }
      case 'train':
        await working().train(request.learningRates);
        return null;
      case 'evaluate':
        return working().evaluate();
      case 'checkpoint':
        return working().checkpoint();
      case 'dispose':
        numEnding -= 1;
        trainer?.dispose();
        trainer = null;
        return null;
      default:
        return request satisfies never;
    }
  };
  const carryOut = async (request: PoolWorkerRequest) => {
    try {
      const answer = await answerTo(request);
      const memory = trainer?.memory() ?? engineMemory();
      const moved = request.type === 'checkpoint' ? (answer as readonly Checkpoint[]) : [];
      post({ type: 'done', answer, memory }, buffersOfCheckpoints(moved));
    } catch (error) {
      post({ type: 'failed', message: messageOf(error), isUserError: error instanceof UserError }, []);
    }
  };
  return (message) => {
    if (message.type === 'ping') return post({ type: 'pong' }, []);
    if (message.type === 'dispose') numEnding += 1;
    carriedOut = carriedOut.then(() => carryOut(message));
  };
}

function createBackendStarter(): (name: SharedBackend) => Promise<void> {
  let backend: RunningBackend | null = null;
  return async (name) => {
    if (backend?.name === name) return;
    backend?.close();
    backend = null;
    backend = await startBackend(name);
  };
}
