/** What must hold of the bytes of runs on every backend; called once per backend. Runs in Node and in browsers. */
import { afterAll, expect, it } from 'vitest';
import { createTrainer, type Trainer } from '../../../src/engine/train/trainer.ts';
import type { Experiment } from '../../../src/experiment/experiment.ts';
import { architectures } from '../../../src/models/architectures.ts';
import { createPool, type Threads } from '../../../src/session/pool/pool.ts';
import { createPooledTrainer } from '../../../src/session/pool/pooledTrainer.ts';
import { smallExperiment } from '../../unit/engine/train/trainerCases.ts';

const numSteps = 200;
const evalEvery = 50;

/** SHA-256 of what a run gave. */
export interface Digests {
  /** Of all losses of all evaluations. */
  readonly losses: string;
  /** Of all weights at the end. */
  readonly weights: string;
}

/** By architecture. */
export type DigestsById = Readonly<Record<string, Digests>>;

/** One small network, three times; by the number of its steps worth sharing. */
function experimentOf(id: string): Experiment {
  const small = smallExperiment(3);
  const cards = small.cards.filter(({ architecture }) => architecture === id);
  return { ...small, cards, training: { ...small.training, numSteps: 1e6 } };
}

async function sha256(bytes: Float64Array<ArrayBuffer> | Float32Array<ArrayBuffer>): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function digestsOf(trainer: Trainer): Promise<Digests> {
  const losses: number[] = [];
  while (trainer.step < numSteps) {
    for (let step = 0; step < evalEvery; step++) trainer.trainStep(0.01);
    for (const { loss } of await trainer.evaluate())
      losses.push(...loss.train, ...loss.validation, ...loss.test);
  }
  const { cards } = await trainer.checkpoint();
  const weights = cards.flatMap(({ parameters }) =>
    Object.keys(parameters)
      .toSorted()
      .flatMap((name) => [...(parameters[name] ?? [])]),
  );
  trainer.dispose();
  return {
    losses: await sha256(Float64Array.from(losses)),
    weights: await sha256(Float32Array.from(weights)),
  };
}

/** Every architecture, twice on one thread and twice on all `threads`. `keep` is given what came out. */
export function describeBytes(threads: Threads, keep: (digests: DigestsById) => Promise<void>): void {
  const pool = createPool(threads);
  const hooks = { onCompiling: () => undefined, betweenParts: async () => undefined, isAlone: false };
  const found: Record<string, Digests> = {};
  afterAll(async () => {
    pool.close();
    await keep(found);
  });

  it.each(architectures.map(({ id }) => id))(
    `%s: the same losses and weights twice, on one thread and on ${threads.count}`,
    async (id) => {
      const experiment = experimentOf(id);
      const alone = await digestsOf(await createTrainer(experiment, null));
      expect(await digestsOf(await createTrainer(experiment, null))).toEqual(alone);
      for (let run = 0; run < 2; run++) {
        const shared = await createPooledTrainer(pool)(experiment, null, hooks);
        expect(await digestsOf(shared)).toEqual(alone);
      }
      found[id] = alone;
    },
  );
}
