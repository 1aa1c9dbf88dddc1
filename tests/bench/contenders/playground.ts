/** Our own engine: the trainer of the product, as its worker uses it. */
import { startBackend } from '../../../src/engine/backend/startBackend.ts';
import { createTrainer, type Trainer } from '../../../src/engine/train/trainer.ts';
import type { CreateContender } from './contender.ts';
import { noteKernels } from './kernelCalls.ts';

export const createOwnContender: CreateContender = async (experiment, backend) => {
  const running = await startBackend(backend);
  const { name, kernels, kernelBuild } = running;
  const references = new Set<string>();
  const noted = async <T>(run: () => Promise<T>): Promise<{ value: T; numKernels: number }> => {
    const { value, names } = await noteKernels(name, run);
    const ours = names.filter((kernel) => kernels.fallBacks.includes(kernel));
    for (const kernel of ours) references.add(kernel);
    // A reference is no kernel but calls some, and those are counted.
    return { value, numKernels: names.length - ours.length };
  };
  // A step that is recorded calls its kernels here and never again.
  const { value: trainer } = await noted(() => createTrainer(experiment, null));
  const step = () => trainer.trainStep(experiment.training.learningRate);
  return {
    step,
    settle: () => trainer.settle(),
    stepLoss: async () => {
      const { value } = await noted(() => {
        step();
        return meanLoss(trainer, experiment.tasks.length);
      });
      return value;
    },
    countKernels: async (run) => {
      const { numKernels } = await noted(run);
      return name === 'wasm' ? (trainer.numDispatches ?? numKernels) : null;
    },
    fallBacks: () => [...new Set([...references, ...trainer.stockKernels])].sort(),
    kernelBuild,
  };
};

/** Of the batches since the last evaluation, over the tasks of repetition 0. */
async function meanLoss(trainer: Trainer, numTasks: number): Promise<number> {
  const [evaluation] = await trainer.evaluate();
  const losses = evaluation?.loss.train.slice(0, numTasks) ?? []; // [T]
  return losses.reduce((sum, loss) => sum + loss, 0) / numTasks;
}
