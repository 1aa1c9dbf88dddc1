/** What must hold of training on every backend; called once per backend. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { CardEvaluation } from '../../../../src/analysis/produced/evaluation.ts';
import type { SavedCard } from '../../../../src/analysis/produced/networks.ts';
import { memory } from '../../../../src/engine/tf/tf.ts';
import { createTrainer, type Trainer } from '../../../../src/engine/train/trainer.ts';
import { cardsOf, createCard } from '../../../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../../../src/experiment/derived/cardTopology.ts';
import type { Experiment } from '../../../../src/experiment/experiment.ts';
import { cardOfEach } from '../../../cardOfEach.ts';
import { threeTasks } from '../../experiment/threeTasks.ts';

/**
 * Every architecture on three small tasks, one of them binary with few labels; one with learned weights of losses and elementwise gates,
 * too.
 */
export function smallExperiment(numReplicas: number, architectures?: readonly string[]): Experiment {
  const weighing = {
    ...createCard([], 'sharedBottom'),
    id: 'weighing',
    weighting: 'uncertainty' as const,
    elementwiseGates: 'both' as const,
  };
  const base = { ...threeTasks([]), cards: [...cardOfEach(architectures), weighing] };
  const [first, second, third] = base.tasks;
  if (!first || !second || !third) throw new Error('There must be three tasks.');
  return {
    ...base,
    tasks: [first, second, { ...third, kind: 'binary', positiveRate: 0.2, labelFraction: 0.3 }],
    data: { ...base.data, inputDim: 6, numTrainRows: 60, numValidationRows: 40, numTestRows: 50 },
    cards: base.cards.map((card) => ({
      ...card,
      options: { ...card.options, levelDims: [[8], [5]], towerDims: [4] },
    })),
    training: { ...base.training, numReplicas, batchSize: 16, numSteps: 20, evalEvery: 10 },
  };
}

const learningRate = 0.01;

/** Enough to tell that something is learned, and not too many for a backend that is slow. */
const stepsToLearn = 8;
const rateToLearn = 0.03;
/** More than the batches of one pass over the rows. */
const numSteps = 5;

/**
 * For backends whose steps take long: between them they mix in every way that there is. What backends differ in are kernels, of which each
 * has cases of its own; and `parity.test.ts` trains every architecture on every backend.
 */
const fewArchitectures = ['crossStitch', 'ple', 'adatt', 'stem'];
export const architecturesFor = (backend: 'cpu' | 'wasm' | 'webgpu'): readonly string[] | undefined =>
  backend === 'wasm' ? undefined : fewArchitectures;

/** `architectures`: some of all, where steps take long. */
export function describeTraining(architectures?: readonly string[]): void {
  const smallOf = (numReplicas: number) => smallExperiment(numReplicas, architectures);
  const trainers: Trainer[] = [];
  /** What runs of so many repetitions and `numSteps` gave, each trained once. */
  const known = new Map<number, Promise<readonly CardEvaluation[]>>();
  let numTensors = 0;
  beforeEach(() => {
    ({ numTensors } = memory());
  });
  const create = async (experiment: Experiment, checkpoint: Parameters<typeof createTrainer>[1] = null) => {
    const trainer = await createTrainer(experiment, checkpoint);
    trainers.push(trainer);
    return trainer;
  };
  const trained = async (experiment: Experiment, numSteps: number) => {
    const trainer = await create(experiment);
    for (let step = 0; step < numSteps; step++) trainer.trainStep(learningRate);
    return trainer.evaluate();
  };
  const usual = (numReplicas: number) => {
    const run = known.get(numReplicas) ?? trained(smallOf(numReplicas), numSteps);
    known.set(numReplicas, run);
    return run;
  };
  afterEach(() => {
    for (const trainer of trainers.splice(0)) trainer.dispose();
    expect(memory().numTensors).toBe(numTensors);
  });

  it('learns: the validation loss of every card falls', async () => {
    const trainer = await create(smallOf(2));
    const before = await trainer.evaluate();
    for (let step = 0; step < stepsToLearn; step++) trainer.trainStep(rateToLearn);
    const after = await trainer.evaluate();
    for (const [card, evaluation] of after.entries()) {
      expect(total(evaluation)).toBeLessThan(total(before[card]));
    }
  });

  it('replays exactly', async () => {
    expect(await trained(smallOf(2), numSteps)).toEqual(await usual(2));
  });

  it('gives replica r of 3 the bytes of a run of fewer replicas', async () => {
    const three = await usual(3);
    const one = await usual(1);
    for (const [card, evaluation] of one.entries()) {
      const numTasks = 3;
      expect(three[card]?.loss.test.slice(0, numTasks)).toEqual(evaluation.loss.test);
      expect(three[card]?.loss.train.slice(0, numTasks)).toEqual(evaluation.loss.train);
    }
  });

  it('gives replica r the bytes of a run that begins with it', async () => {
    const three = await usual(3);
    const base = smallOf(2);
    const last = await trained({ ...base, training: { ...base.training, firstReplica: 1 } }, numSteps);
    for (const [card, evaluation] of last.entries())
      expect(three[card]?.loss.test.slice(3)).toEqual(evaluation.loss.test);
  });

  it('gives equal cards equal losses and other initial weights other ones', async () => {
    const base = smallOf(2);
    const [card] = base.cards;
    if (!card) throw new Error('There must be a card.');
    const cards = [card, { ...card, id: 'B' }, { ...card, id: 'C', initialSeedOffset: 1 }];
    const [a, b, c] = await trained({ ...base, cards }, numSteps);
    expect(b?.loss).toEqual(a?.loss);
    expect(c?.loss.test).not.toEqual(a?.loss.test);
  });

  it('continues from a checkpoint as if it had never stopped', async () => {
    const whole = await usual(2);
    const first = await create(smallOf(2));
    for (let step = 0; step < 3; step++) first.trainStep(learningRate);
    const second = await create(smallOf(2), await first.checkpoint());
    for (let step = 3; step < numSteps; step++) second.trainStep(learningRate);
    expect(second.step).toBe(numSteps);
    expect(await second.evaluate()).toEqual(whole);
  });

  it('keeps a NaN in one replica from the others', async () => {
    const clean = await create(smallOf(2));
    const checkpoint = await clean.checkpoint();
    const poisoned = {
      ...checkpoint,
      cards: checkpoint.cards.map((card) => ({
        ...card,
        parameters: withFirst(card.parameters, poison),
      })),
    };
    const trainer = await create(smallOf(2), poisoned);
    for (let step = 0; step < 2; step++) {
      clean.trainStep(learningRate);
      trainer.trainStep(learningRate);
    }
    const expected = await clean.evaluate();
    for (const [card, evaluation] of (await trainer.evaluate()).entries()) {
      expect(evaluation.loss.test.slice(0, 3)).toEqual(expected[card]?.loss.test.slice(0, 3));
      expect(evaluation.loss.test.slice(3)).toEqual([Number.NaN, Number.NaN, Number.NaN]);
    }
  });

  it('holds the same tensors and bytes after any number of steps', async () => {
    const trainer = await create(smallOf(2));
    const measure = async () => {
      for (let step = 0; step < 2; step++) trainer.trainStep(learningRate);
      await trainer.evaluate();
      return trainer.memory();
    };
    const early = await measure();
    await measure();
    expect(await measure()).toEqual(early);
  });

  it('says so when it is used after it was disposed', async () => {
    const trainer = await create(smallOf(1));
    trainer.dispose();
    trainer.dispose();
    const sentence = 'The trainer was used after it was disposed.';
    expect(() => trainer.trainStep(learningRate)).toThrow(sentence);
    expect(() => trainer.memory()).toThrow(sentence);
    for (const use of [trainer.settle, trainer.evaluate, trainer.checkpoint])
      await expect(use()).rejects.toThrow(sentence);
  });

  it('reports gates that sum to 1, native weights and their sum', async () => {
    const experiment = smallOf(2);
    for (const [card, { gates }] of (await trained(experiment, 3)).entries()) {
      const configured = experiment.cards[card];
      const topology = configured === undefined ? null : topologyOfCard(configured, experiment);
      for (const [index, level] of gates.levels.entries()) {
        const hasGates = topology?.levels[index]?.units.some(({ gate }) => gate !== null) ?? false;
        const sum = level.gateMean.reduce((a, b) => a + b, 0);
        const numGates = Math.round(sum);
        expect(sum).toBeCloseTo(numGates, 4);
        expect(numGates > 0).toBe(hasGates);
      }
    }
  });

  it('leaves native weights fixed at 1 exactly there, also where nothing else is mixed', async () => {
    const sizes = { levelDims: [[8], [5]], towerDims: [4] };
    const [fused, alone] = cardsOf(['adattSp', 'singleTask']);
    if (fused === undefined || alone === undefined) throw new Error('There are two cards.');
    const cards = [
      { ...fused, options: { ...fused.options, ...sizes, numTaskExperts: [1, 1, 1] } },
      { ...alone, options: { ...alone.options, ...sizes } },
    ];
    const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1];
    for (const { gates } of await trained({ ...smallOf(2), cards }, 3)) {
      const natives = gates.levels.map(({ native }) => Array.from(native)); // [L][R*U*E]
      expect(natives).toEqual([0, 1].map(() => [...identity, ...identity]));
    }
  });

  it('reports the area under the curve of binary tasks alone, and what losses are measured against', async () => {
    const trainer = await create(smallOf(2));
    const { validation, test, floor, numPositive = [], numNegative = [] } = trainer.knownLosses;
    expect(numPositive.map((count, index) => count + (numNegative[index] ?? 0))).toEqual([
      0, 0, 50, 0, 0, 50,
    ]);
    for (const knownLosses of [validation, test, floor]) {
      expect(knownLosses).toHaveLength(6);
      const [first, , third] = knownLosses;
      // Targets are standardised on 60 training rows; 40 others may well vary otherwise.
      expect(first).toBeGreaterThan(0.1);
      expect(first).toBeLessThan(3);
      expect(third).toBeLessThanOrEqual(Math.LN2);
    }
    expect(validation).not.toEqual(test);
    for (const { loss } of await trainer.evaluate()) {
      expect(loss.auc.map(Number.isNaN)).toEqual([true, true, false, true, true, false]);
      expect(loss.auc[2]).toBeGreaterThanOrEqual(0);
      expect(loss.auc[2]).toBeLessThanOrEqual(1);
    }
  });

  it('reports the training loss of the batches that held a label, and nothing of none', async () => {
    const base = smallOf(2);
    const [first, second, third] = base.tasks;
    if (!first || !second || !third) throw new Error('There are three tasks.');
    const tasks = [first, { ...second, labelFraction: 0.05 }, third];
    const experiment = {
      ...base,
      tasks,
      cards: base.cards.filter(({ architecture }) => ['ple', 'singleTask'].includes(architecture)),
      training: { ...base.training, batchSize: 8 },
    };
    const [numPoints, numLosses] = [11, 6];
    const single = await create(experiment);
    const ofSteps: number[][] = [];
    for (let step = 0; step < numPoints; step++) {
      single.trainStep(learningRate);
      for (const [card, { loss }] of (await single.evaluate()).entries())
        ofSteps[card] = [...(ofSteps[card] ?? []), ...loss.train];
    }
    const together = await create(experiment);
    for (let step = 0; step < numPoints; step++) together.trainStep(learningRate);
    const evaluations = await together.evaluate();
    let numWithout = 0;
    for (const [card, { loss }] of evaluations.entries())
      for (let index = 0; index < numLosses; index++) {
        const each = (ofSteps[card] ?? []).filter((_, i) => i % numLosses === index);
        const labelled = each.filter(Number.isFinite);
        numWithout += each.length - labelled.length;
        const mean = labelled.reduce((sum, one) => sum + one, 0) / labelled.length;
        expect(loss.train[index]).toBeCloseTo(mean, 5);
      }
    expect(numWithout).toBeGreaterThan(numPoints);
  });

  it('reports norm, zeros and dead units of experts, over all rows', async () => {
    const base = smallOf(2);
    // More rows than are evaluated at once.
    const experiment = { ...base, data: { ...base.data, numTestRows: 700 }, cards: cardsOf(['ple']) };
    const outputDim = 32;
    const numInputs = experiment.data.inputDim;
    const start = await create(experiment);
    const { cards, ...checkpoint } = await start.checkpoint();
    const constant = cards.map((card) => ({
      ...card,
      parameters: withFirst(card.parameters, (values) => onlyBiases(values, numInputs, outputDim)),
    }));
    const trainer = await create(experiment, { ...checkpoint, cards: constant });
    const [evaluation] = await trainer.evaluate();
    const [level, next] = evaluation?.gates.levels ?? [];
    if (level === undefined || next === undefined) throw new Error('PLE has two levels.');
    const numExperts = 4;
    expect([...level.expertRms]).toEqual(
      Array.from({ length: 2 * numExperts }, () => expect.closeTo(Math.sqrt(2), 5)),
    );
    expect([...level.sparsity]).toEqual(Array.from({ length: 2 * numExperts }, () => 0.5));
    expect([...level.deadFraction]).toEqual(Array.from({ length: 2 * numExperts }, () => 0.5));
    const [usual] = await start.evaluate();
    for (const { sparsity, deadFraction } of usual?.gates.levels ?? [])
      for (const [expert, share] of sparsity.entries())
        expect(share).toBeGreaterThan((deadFraction[expert] ?? 1) - 1e-6);
  });

  it('trains a card with a learning rate of its own as if all had that one', async () => {
    const base = smallOf(2);
    const [card] = base.cards;
    if (!card) throw new Error('There must be a card.');
    const own = { ...card, id: 'B', learningRate: 0.02 };
    const training = { ...base.training, learningRate };
    const [a, b] = await trained({ ...base, cards: [card, own], training }, numSteps);
    const alone = await create({ ...base, cards: [card], training });
    for (let step = 0; step < numSteps; step++) alone.trainStep(0.02);
    expect(b?.loss).toEqual((await alone.evaluate())[0]?.loss);
    expect(b?.loss.test).not.toEqual(a?.loss.test);
    // A change of the common rate changes this one by the same factor.
    const halved = await create({ ...base, cards: [own], training });
    for (let step = 0; step < numSteps; step++) halved.trainStep(learningRate / 2);
    const slow = await create({ ...base, cards: [card], training });
    for (let step = 0; step < numSteps; step++) slow.trainStep(0.01);
    expect((await halved.evaluate())[0]?.loss).toEqual((await slow.evaluate())[0]?.loss);
  });
}

/** The first dense layer changed: of the first level's experts, or of towers without levels. */
function withFirst(
  parameters: SavedCard['parameters'],
  changed: (values: Float32Array) => Float32Array,
): SavedCard['parameters'] {
  const name = ['level0.experts.0', 'towers.0'].find((one) => one in parameters) ?? '';
  return { ...parameters, [name]: changed(parameters[name] ?? new Float32Array()) };
}

/** The last value: it belongs to the last replica. */
function poison(values: Float32Array): Float32Array {
  const copy = values.slice();
  copy[copy.length - 1] = Number.NaN;
  return copy;
}

/** Weights of dense layers `[..., I+1, D]` that make every even unit 2 and every odd one dead. */
function onlyBiases(values: Float32Array, inputDim: number, outputDim: number): Float32Array {
  return values.map((_, i) => {
    const isBias = Math.floor(i / outputDim) % (inputDim + 1) === inputDim;
    return isBias ? ([2, -2][i % 2] ?? 0) : 0;
  });
}

function total(evaluation: CardEvaluation | undefined): number {
  return evaluation?.loss.validation.reduce((a, b) => a + b, 0) ?? Number.NaN;
}
