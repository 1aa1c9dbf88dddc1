/** A part that a network lacks makes no call: a training step of each architecture runs the kernels that it ran before. */
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

/** The kernels in order, each as its number of calls in a row. */
async function callsOf(architecture: string, settings: Partial<CardConfig> = {}): Promise<string> {
  const small = smallExperiment(1);
  const card = small.cards.find((one) => one.architecture === architecture);
  if (!card) throw new Error(`There must be a card of ${architecture}.`);
  const cards = [{ ...card, ...settings }];
  const trainer = await createTrainer({ ...small, cards }, null);
  const { kernels } = await profile(() => trainer.trainStep(0.01));
  trainer.dispose();
  const runs: { name: string; count: number }[] = [];
  for (const { name } of kernels.filter(isOurs)) {
    const last = runs.at(-1);
    if (last?.name === name) last.count++;
    else runs.push({ name, count: 1 });
  }
  return runs.map(({ name, count }) => (count === 1 ? name : `${count} ${name}`)).join(', ');
}

it.each([
  [
    'adatt',
    'GatherBatch, 2 GroupedDense, GatedNativeMix, 2 GroupedDense, GatedNativeMix, 2 GroupedDense, TaskLoss, TaskLossGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GatedNativeMixGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GatedNativeMixGrad, 2 GroupedDenseGradAffine, 8 AdamStep',
  ],
  [
    'adattSp',
    'GatherBatch, 2 GroupedDense, GatedNativeMix, 2 GroupedDense, GatedNativeMix, 2 GroupedDense, TaskLoss, TaskLossGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GatedNativeMixGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GatedNativeMixGrad, 2 GroupedDenseGradAffine, 8 AdamStep',
  ],
  [
    'crossStitch',
    'GatherBatch, GroupedDense, NativeMix, GroupedDense, NativeMix, 2 GroupedDense, TaskLoss, TaskLossGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, NativeMixGrad, GroupedDenseGradInput, GroupedDenseGradAffine, NativeMixGrad, GroupedDenseGradAffine, 6 AdamStep',
  ],
  [
    'mlmmoe',
    'GatherBatch, 2 GroupedDense, GatedMix, 2 GroupedDense, GatedMix, 2 GroupedDense, TaskLoss, TaskLossGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GatedMixGrad, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GatedMixGrad, 2 GroupedDenseGradAffine, 6 AdamStep',
  ],
  [
    'mmoe',
    'GatherBatch, 3 GroupedDense, GatedMix, 2 GroupedDense, TaskLoss, TaskLossGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GatedMixGrad, GroupedDenseGradAffine, GroupedDenseGradInput, 2 GroupedDenseGradAffine, 5 AdamStep',
  ],
  [
    'ple',
    'GatherBatch, 2 GroupedDense, GatedMix, 2 GroupedDense, GatedMix, 2 GroupedDense, TaskLoss, TaskLossGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GatedMixGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GatedMixGrad, 2 GroupedDenseGradAffine, 6 AdamStep',
  ],
  [
    'sharedBottom',
    'GatherBatch, 2 GroupedDense, NativeMix, 2 GroupedDense, TaskLoss, TaskLossGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, NativeMixGrad, GroupedDenseGradInput, 2 GroupedDenseGradAffine, 5 AdamStep',
  ],
  [
    'singleTask',
    'GatherBatch, 4 GroupedDense, TaskLoss, TaskLossGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, 2 GroupedDenseGradAffine, 4 AdamStep',
  ],
])('%s', async (architecture, calls) => {
  expect(await callsOf(architecture)).toBe(calls);
});

it('learned weights of losses', async () => {
  expect(await callsOf('sharedBottom', { weighting: 'uncertainty' })).toBe(
    'GatherBatch, UncertaintyWeights, 2 GroupedDense, NativeMix, 2 GroupedDense, TaskLoss, TaskLossGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, NativeMixGrad, GroupedDenseGradInput, 2 GroupedDenseGradAffine, UncertaintyGrad, 6 AdamStep',
  );
});

it('elementwise gates', async () => {
  expect(await callsOf('mmoe', { elementwiseGates: 'both' })).toBe(
    'GatherBatch, ElementwiseGateInput, 2 GroupedDense, ElementwiseGate, ElementwiseGateInput, 3 GroupedDense, GatedMix, 2 GroupedDense, ElementwiseGate, 3 GroupedDense, ElementwiseGate, GroupedDense, TaskLoss, TaskLossGrad, GroupedDenseGradInput, GroupedDenseGradAffine, ElementwiseGate, ElementwiseGateGrad, GroupedDenseGradInput, 2 GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, ElementwiseGate, ElementwiseGateGrad, GroupedDenseGradInput, 2 GroupedDenseGradAffine, GatedMixGrad, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, GroupedDenseGradInput, GroupedDenseGradAffine, ElementwiseGateGrad, GroupedDenseGradInput, 2 GroupedDenseGradAffine, 11 AdamStep',
  );
});
