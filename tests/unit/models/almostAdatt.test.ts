/** Each defect of Almost AdaTT does what is said of it, and nothing else. */
import { beforeAll, expect, it } from 'vitest';
import type { Checkpoint } from '../../../src/analysis/produced/networks.ts';
import { sizeOf } from '../../../src/core/shape.ts';
import { startCpu } from '../../../src/engine/backend/startBackend.ts';
import { registerOperations } from '../../../src/engine/kernels/register.ts';
import { planOf } from '../../../src/engine/network/plan.ts';
import { createTrainer } from '../../../src/engine/train/trainer.ts';
import { namedValuesOf } from '../../../src/engine/train/weightTools.ts';
import { createCard } from '../../../src/experiment/defaults.ts';
import { topologyOfCard } from '../../../src/experiment/derived/cardTopology.ts';
import { addVariantCard, setCardOptions } from '../../../src/experiment/editCards.ts';
import type { CardConfig, Experiment } from '../../../src/experiment/experiment.ts';
import { architectureOf, variantsOf } from '../../../src/models/architectures.ts';
import { paramCountsOf } from '../../../src/models/counts.ts';
import { namedTensorsOf } from '../../../src/models/namedTensors.ts';
import { text } from '../../../src/text/text.ts';
import { smallExperiment } from '../engine/train/trainerCases.ts';
import { freeTensorsAtEnd } from '../ownTensors.ts';

freeTensorsAtEnd();

const almost = architectureOf('almostAdatt');
const variants = almost === undefined ? [] : variantsOf(almost);
const sizes = { numTaskExperts: 2, numSharedExperts: 1, levelDims: [[6], [5]], towerDims: [4] };

/** AdaTT without native weights, then each defect, its id the choice. */
function experimentOfAll(): Experiment {
  const base = smallExperiment(1);
  const right = { ...createCard([], 'adatt'), options: { ...sizes, residual: false } };
  const wrong = variants.map(
    ({ options }): CardConfig => ({
      ...createCard([], 'almostAdatt'),
      id: String(options['defect']),
      options: { ...sizes, ...options },
    }),
  );
  return { ...base, cards: [{ ...right, id: 'right' }, ...wrong] };
}

const experiment = experimentOfAll();
let start: Checkpoint | null = null;
let end: Checkpoint | null = null;
let losses: ReadonlyMap<string, readonly number[]> = new Map();

beforeAll(async () => {
  await startCpu();
  registerOperations();
  const trainer = await createTrainer(experiment, null);
  start = await trainer.checkpoint();
  for (let step = 0; step < 12; step++) trainer.trainStep(0.02);
  const evaluations = await trainer.evaluate();
  losses = new Map(evaluations.map(({ cardId, loss }) => [cardId, loss.test]));
  end = await trainer.checkpoint();
  trainer.dispose();
});

const cardOf = (id: string): CardConfig => {
  const card = experiment.cards.find((one) => one.id === id);
  if (card === undefined) throw new Error(`No card ${id}.`);
  return card;
};
const tablesOf = (id: string) => {
  const topology = topologyOfCard(cardOf(id), experiment);
  if (topology === null) throw new Error(`${id} cannot be built.`);
  return topology;
};

/** The tensors of a card in a checkpoint, by name. */
function tensorsOf(checkpoint: Checkpoint | null, id: string): ReadonlyMap<string, readonly number[]> {
  const topology = tablesOf(id);
  const { parameters } = planOf(topology);
  const saved = checkpoint?.cards.find(({ cardId }) => cardId === id)?.parameters ?? {};
  const values = new Map(
    namedTensorsOf(topology).map(({ name, shape }) => [name, new Float32Array(sizeOf(shape))]),
  );
  namedValuesOf(
    parameters,
    parameters.map(({ name }) => saved[name] ?? new Float32Array()),
    0,
    values,
  );
  return new Map([...values].map(([name, tensor]) => [name, Array.from(tensor)]));
}
const natives = (checkpoint: Checkpoint | null, id: string) =>
  [...tensorsOf(checkpoint, id)]
    .filter(([name]) => name.includes('self_exp_weights'))
    .map(([, values]) => values);
const expertWeights = (checkpoint: Checkpoint | null, id: string, expert: number) =>
  tensorsOf(checkpoint, id).get(`mtl_arch.experts.0.${expert}.mlp_net.0.weight`);

it('untrained: native weights stay at their random start, and are no parameters', () => {
  const [before, after] = [natives(start, 'untrained'), natives(end, 'untrained')];
  expect(new Set(before.flat()).size).toBeGreaterThan(10);
  expect(after).toEqual(before);
  expect(natives(end, 'averaged')).not.toEqual(natives(start, 'averaged'));
  expect(expertWeights(end, 'untrained', 0)).not.toEqual(expertWeights(start, 'untrained', 0));
  const [untrained, right] = [paramCountsOf(tablesOf('untrained')), paramCountsOf(tablesOf('averaged'))];
  expect(right.total - untrained.total).toBe(before.flat().length);
});

it('missing: the bytes of AdaTT with its residual off', () => {
  expect(losses.get('missing')).toEqual(losses.get('right'));
});

it('sharedGate: the shared unit alone sees less, and not the experts of tasks', () => {
  const { levels } = tablesOf('sharedGate');
  const owners = levels[0]?.experts.map(({ owner }) => owner) ?? [];
  for (const { owner, gate } of levels[0]?.units ?? [])
    expect(gate?.sees.map((expert) => owners[expert])).toEqual(owner === 'shared' ? ['shared'] : owners);
  expect(levels[1]?.units).toEqual(tablesOf('averaged').levels[1]?.units);
});

it('static: no gate, but learned weights over all experts', () => {
  for (const { units, experts } of tablesOf('static').levels)
    for (const { gate, native } of units) {
      expect(gate).toBeNull();
      expect(native).toMatchObject({ kind: 'learned', experts: experts.map((_, index) => index) });
    }
  expect(natives(end, 'static')).not.toEqual(natives(start, 'static'));
});

it('averaged: native weights begin at one over their number, and experts end without a ReLU', () => {
  // Two experts of each of three tasks at two levels, and the shared unit's own at the first.
  expect(natives(start, 'averaged').flat()).toEqual([...new Array(12).fill(0.5), 1]);
  expect(tablesOf('averaged').levels.map(({ isLinear }) => isLinear)).toEqual([true, true]);
});

it('alike: experts begin as copies, and those of one task stay copies', () => {
  for (const expert of [1, 2, 6])
    expect(expertWeights(start, 'alike', expert)).toEqual(expertWeights(start, 'alike', 0));
  expect(expertWeights(end, 'alike', 0)).not.toEqual(expertWeights(start, 'alike', 0));
  expect(expertWeights(end, 'alike', 1)).toEqual(expertWeights(end, 'alike', 0));
  expect(expertWeights(end, 'alike', 2)).not.toEqual(expertWeights(end, 'alike', 0));
  const gates = [...tensorsOf(start, 'alike')].filter(([name]) => name.includes('gate_weights'));
  expect(gates.flatMap(([, values]) => values).every((value) => value === 0)).toBe(true);
});

it('has words for each, and cards called as they are', () => {
  expect(variants.map(({ wordsId }) => text.summaries.of(wordsId))).not.toContain(null);
  expect(new Set(variants.map(({ wordsId }) => text.equations.noteOf(wordsId))).size).toBe(6);
  const [, missing, sharedGate] = variants;
  if (missing === undefined || sharedGate === undefined) throw new Error('There are six.');
  const added = addVariantCard({ ...experiment, cards: [] }, missing);
  expect(added.cards[0]).toMatchObject({ id: 'A', name: missing.label, options: { defect: 'missing' } });
  const changed = setCardOptions(added, 'A', sharedGate.options);
  expect(changed.cards[0]?.name).toBe(sharedGate.label);
});

it('says where options leave nothing wrong', () => {
  const notes = (options: object) => almost?.notesOf?.({ ...sizes, ...options });
  expect(notes({ defect: 'untrained' })).toEqual([]);
  expect(notes({ defect: 'untrained', numTaskExperts: [1, 1, 1] })).toEqual([
    text.models.almost.noNativeRows,
  ]);
  expect(notes({ defect: 'sharedGate', levelDims: [[4]] })).toEqual([text.models.almost.noSharedGate]);
  expect(notes({ defect: 'sharedGate' })).toEqual([]);
});
