/** What must hold of training with dropout and weight decay on every backend; called once per backend. */
import { expect, it } from 'vitest';
import type { CardEvaluation } from '../../../../src/analysis/produced/evaluation.ts';
import { stepCaptureOf } from '../../../../src/engine/backend/stepCapture.ts';
import { keysTensor } from '../../../../src/engine/kernels/dropout/dropout.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { lossAndGradients } from '../../../../src/engine/network/network.ts';
import { readInOneTransfer } from '../../../../src/engine/tf/records.ts';
import { backend, tensor } from '../../../../src/engine/tf/tf.ts';
import { createEagerSteps, createReplayedSteps } from '../../../../src/engine/train/steps.ts';
import { createTrainer, type Trainer } from '../../../../src/engine/train/trainer.ts';
import type { CardConfig, Experiment } from '../../../../src/experiment/experiment.ts';
import { freeTensorsAfterEach } from '../../ownTensors.ts';
import { smallNetwork } from './smallNetwork.ts';
import { lossesOf, partsOf } from './stepParts.ts';
import { smallExperiment } from './trainerCases.ts';

const learningRate = 0.01;
const numTasks = 3;

/** Networks whose experts mix, are linear at the end, are scaled, or share nothing. */
const regularisedFrom =
  (ids: readonly string[]) =>
  (numReplicas: number, training: Partial<Experiment['training']> = {}): Experiment => {
    const base = smallExperiment(numReplicas);
    return {
      ...base,
      cards: base.cards.filter(({ architecture, id }) => ids.includes(id) || ids.includes(architecture)),
      training: { ...base.training, weightDecay: 0.5, dropout: 0.3, ...training },
    };
  };

async function withTrainer<T>(trainer: Promise<Trainer>, act: (trainer: Trainer) => Promise<T>): Promise<T> {
  const given = await trainer;
  try {
    return await act(given);
  } finally {
    given.dispose();
  }
}

const take = (trainer: Trainer, numSteps: number): void => {
  for (let step = 0; step < numSteps; step++) trainer.trainStep(learningRate);
};

const trained = (experiment: Experiment, numSteps: number): Promise<readonly CardEvaluation[]> =>
  withTrainer(createTrainer(experiment, null), (trainer) => {
    take(trainer, numSteps);
    return trainer.evaluate();
  });

/** For backends whose steps take long: dropout has kernel cases of its own, and is the same below any architecture. */
export const fewIds = ['stem', 'weighing'];

/** `ids`: of architectures or cards. */
export function describeRegularised(
  ids: readonly string[] = ['adattSp', 'stem', 'sharedBottom', 'singleTask', 'weighing'],
): void {
  const regularised = regularisedFrom(ids);
  freeTensorsAfterEach();

  it('gives replica r of 3 the bytes of a run that begins with it, and a card those it has alone', async () => {
    const [all, last] = [regularised(3), regularised(1, { firstReplica: 2 })];
    const together = await trained(all, 5);
    const alone = await trained({ ...last, cards: last.cards.slice(1) }, 5);
    for (const [card, { loss }] of alone.entries()) {
      expect(together[card + 1]?.loss.test.slice(2 * numTasks)).toEqual(loss.test);
      expect(together[card + 1]?.loss.train.slice(2 * numTasks)).toEqual(loss.train);
    }
  });

  it('continues from a checkpoint as if it had never stopped', async () => {
    const whole = await trained(regularised(2), 8);
    const checkpoint = await withTrainer(createTrainer(regularised(2), null), (first) => {
      take(first, 5);
      return first.checkpoint();
    });
    const continued = await withTrainer(createTrainer(regularised(2), checkpoint), (second) => {
      take(second, 3);
      return second.evaluate();
    });
    expect(continued).toEqual(whole);
  });

  it('keeps a NaN in one replica from the others', async () => {
    const start = await withTrainer(createTrainer(regularised(2), null), (trainer) => trainer.checkpoint());
    const cards = start.cards.map((card) => ({
      ...card,
      parameters: Object.fromEntries(
        Object.entries(card.parameters).map(([name, values], i) => [
          name,
          i === 0 ? values.map((value, at) => (at < values.length / 2 ? value : Number.NaN)) : values,
        ]),
      ),
    }));
    const spoilt = await withTrainer(createTrainer(regularised(2), { ...start, cards }), (trainer) => {
      take(trainer, 4);
      return trainer.evaluate();
    });
    for (const [card, { loss }] of (await trained(regularised(2), 4)).entries()) {
      expect(spoilt[card]?.loss.test.slice(0, numTasks)).toEqual(loss.test.slice(0, numTasks));
      expect(spoilt[card]?.loss.test.slice(numTasks)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    }
  });

  it('drops the same in equal cards, and nothing in evaluations', async () => {
    const [card] = regularised(1).cards;
    if (card === undefined) throw new Error('There is a card.');
    const other: CardConfig = { ...card, id: 'B' };
    const cards = [card, other];
    const start = await trained({ ...regularised(1), cards }, 0);
    expect(await trained({ ...regularised(1, { dropout: 0 }), cards }, 0)).toEqual(start);
    const [a, b] = await trained({ ...regularised(1), cards }, 5);
    expect(b?.loss).toEqual(a?.loss);
    const [plain] = await trained({ ...regularised(1, { dropout: 0 }), cards }, 5);
    expect(plain?.loss.test).not.toEqual(a?.loss.test);
    const [undecayed] = await trained({ ...regularised(1, { weightDecay: 0 }), cards }, 5);
    expect(undecayed?.loss.test).not.toEqual(a?.loss.test);
  });

  it('has the losses of eager steps where steps are replayed', async () => {
    registerOperations();
    const capture = stepCaptureOf(backend());
    if (capture === null) return;
    const experiment = regularised(2);
    const [eager, replayed] = [partsOf(experiment), partsOf(experiment)];
    const expected = await lossesOf(eager, createEagerSteps(eager, []), 40);
    const actual = await lossesOf(replayed, await createReplayedSteps(capture, replayed), 40);
    for (const [i, losses] of actual.entries())
      expect(losses).toEqual((expected[i] ?? []).map((loss) => expect.closeTo(loss, 5)));
  });

  it('moves weights along the slope of the loss with what the step drops', async () => {
    registerOperations();
    const { network, batch, loss } = smallNetwork();
    const keys = new Map([0, 1].map((layer) => [layer, keysTensor([12_345 + layer])] as const));
    const dropped = { rate: 0.5, keys, rates: tensor([0.1, 6]) };
    const { parameters } = network.state();
    const [bottom] = await readInOneTransfer(() => [...parameters.slice(0, 1)]);
    const at = (values: ArrayLike<number>) => {
      const all = [tensor(Array.from(values), [1, 3, 3]), ...parameters.slice(1)];
      return readInOneTransfer(() => lossAndGradients(network.plan, all, batch, loss, dropped));
    };
    const { gradients } = await at(bottom ?? []);
    const total = async (values: ArrayLike<number>) =>
      // The factors of the losses with log variances of 0, as of `smallNetwork.py`.
      (await at(values)).losses.reduce((sum, one, task) => sum + one * ([0.5, 3, 0.5][task] ?? 0), 0);
    const slopes: number[] = [];
    for (const index of Array.from(bottom ?? []).keys()) {
      const moved = (by: number) =>
        Array.from(bottom ?? [], (value, i) => (i === index ? value + by : value));
      slopes.push(((await total(moved(0.002))) - (await total(moved(-0.002)))) / 0.004);
    }
    network.dispose();
    expect(Array.from(gradients[0] ?? [])).toEqual(slopes.map((slope) => expect.closeTo(slope, 2)));
    // Something is dropped, and something is not.
    expect(slopes).toContain(0);
    expect(slopes.filter((slope) => slope !== 0).length).toBeGreaterThan(2);
  });
}
