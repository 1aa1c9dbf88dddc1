/** A part that a network lacks makes no call: a training step of each architecture runs as many kernels as it ran before. */
import { profile } from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { startCpu } from '../../../../src/engine/backend/startBackend.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { createTrainer } from '../../../../src/engine/train/trainer.ts';
import type { CardConfig } from '../../../../src/experiment/experiment.ts';
import { freeTensorsAtEnd } from '../../ownTensors.ts';
import { smallExperiment } from './trainerCases.ts';

freeTensorsAtEnd();

beforeAll(async () => {
  await startCpu();
  registerOperations();
});

/** Kernels of ours, not the stock operations that they are made of on this backend. */
const isOurs = ({ name }: { readonly name: string }): boolean =>
  /^(GatherBatch|GroupedDense|Gated|Native|TaskLoss|Uncertainty|Elementwise|AdamStep)/.test(name);

async function numCallsOf(architecture: string, settings: Partial<CardConfig> = {}): Promise<number> {
  const small = smallExperiment(1);
  const card = small.cards.find((one) => one.architecture === architecture);
  if (!card) throw new Error(`There must be a card of ${architecture}.`);
  const trainer = await createTrainer({ ...small, cards: [{ ...card, ...settings }] }, null);
  const { kernels } = await profile(() => trainer.trainStep(0.01));
  trainer.dispose();
  return kernels.filter(isOurs).length;
}

it.each([
  ['adatt', 31],
  ['adattSp', 31],
  ['crossStitch', 24],
  ['linear', 6],
  ['mlmmoe', 28],
  ['mmoe', 23],
  ['ple', 29],
  ['sharedBottom', 21],
  ['singleTask', 18],
])('%s: %i', async (architecture, numCalls) => {
  expect(await numCallsOf(architecture)).toBe(numCalls);
});

it('learned weights of losses take three more, elementwise gates some for each gate', async () => {
  expect(await numCallsOf('sharedBottom', { weighting: 'uncertainty' })).toBe(24);
  expect(await numCallsOf('mmoe', { elementwiseGates: 'both' })).toBe(56);
});
