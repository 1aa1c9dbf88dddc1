/** Weights of losses learned by uncertainty, against PyTorch in float64 (`smallNetwork.py`) and finite differences, on every backend. */
import { expect, it } from 'vitest';
import { adamRates } from '../../../../src/engine/kernels/adam/adam.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { lossAndGradients } from '../../../../src/engine/network/network.ts';
import { readInOneTransfer } from '../../../../src/engine/tf/records.ts';
import { tensor } from '../../../../src/engine/tf/tf.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import { cardsOf } from '../../../../src/experiment/defaults.ts';
import { onNodeBackends } from '../../onBackends.ts';
import { freeTensorsAfterEach } from '../../ownTensors.ts';
import { fixedWeights, isBinary, smallNetwork, stepOf } from './smallNetwork.ts';
import { smallExperiment } from './trainerCases.ts';

/** What `smallNetwork.py` prints: the step, the losses before it, the log variances after it. */
const vectors = [
  [1, [2.30182225, 0.630410654, 0], [0.0499999992, 0.0499999996, 0]],
  [5, [1.55925507, 0.525529933, 0], [0.234122014, 0.245631176, 0]],
  [10, [1.40226179, 0.308225755, 0], [0.384373551, 0.45320492, 0]],
  [15, [1.13372858, 0.18628364, 0], [0.447135801, 0.577712154, 0]],
  [20, [0.939699261, 0.140045522, 0], [0.406393505, 0.614311725, 0]],
] as const;

onNodeBackends(() => {
  freeTensorsAfterEach();

  it('has the losses and log variances of PyTorch over twenty steps', async () => {
    registerOperations();
    const small = smallNetwork();
    const found: unknown[] = [];
    for (let step = 1; step <= 20; step++) {
      const { losses, parameters } = await stepOf(small, adamRates(0.05, step));
      const close = (values: ArrayLike<number>) => Array.from(values, (value) => expect.closeTo(value, 4));
      found.push([step, close(losses), close(parameters.at(-1) ?? [])]);
    }
    small.network.dispose();
    for (const [step, losses, logVariances] of vectors)
      expect([step, losses, logVariances]).toEqual(found[step - 1]);
  });

  it('moves log variances along the slope of the total, and not those of a task without labels', async () => {
    registerOperations();
    const { network, batch, loss } = smallNetwork();
    const { parameters } = network.state();
    const start = [0.3, -0.7, 2];
    const { losses, gradient } = await readInOneTransfer(() => {
      const all = [...parameters.slice(0, -1), tensor(start)];
      const found = lossAndGradients(network.plan, all, batch, loss);
      return { losses: found.losses, gradient: found.gradients.at(-1) ?? found.losses };
    });
    network.dispose();
    const added = (s: number, task: number) =>
      ((fixedWeights[task] ?? 0) * (isBinary[task] === 1 ? 1 : 0.5) * (losses[task] ?? 0)) / Math.exp(s) +
      s / 2;
    const slopes = start.map((s, task) =>
      losses[task] === 0 ? 0 : (added(s + 1e-4, task) - added(s - 1e-4, task)) / 2e-4,
    );
    expect(Array.from(gradient)).toEqual(slopes.map((slope) => expect.closeTo(slope, 4)));
  });

  it('reports raw losses, and the weights that it learned by task and repetition', async () => {
    const base = smallExperiment(2);
    const [fixed] = cardsOf(['mmoe']);
    if (fixed === undefined) throw new Error('There is a card.');
    const cards = [fixed, { ...fixed, id: 'B', weighting: 'uncertainty' as const }];
    const trainer = await createTrainer({ ...base, cards }, null);
    const [plain, learned] = await trainer.evaluate();
    expect(plain?.loss).not.toHaveProperty('weights');
    expect(learned?.loss).toEqual({ ...plain?.loss, weights: [0.5, 0.5, 1, 0.5, 0.5, 1] });
    for (let step = 0; step < 20; step++) trainer.trainStep(0.01);
    const [, later] = await trainer.evaluate();
    trainer.dispose();
    // Of losses near 1 the first weights are too large, of the second repetition others than of the first.
    const weights = later?.loss.weights ?? [];
    expect(new Set(weights.map((weight) => weight.toFixed(6))).size).toBe(6);
    for (const weight of weights) expect(Math.abs(Math.log(weight))).toBeLessThan(Math.log(2) + 0.21);
  });
});
