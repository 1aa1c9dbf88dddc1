/** Times training steps of an experiment on the backend that is active now. */
import type { Experiment } from '../../experiment/experiment.ts';
import type { OpenTable } from '../../train/replicaData.ts';
import type { CreateTrainer } from '../../train/trainer.ts';
import type { Clock } from '../clock.ts';
import type { PreparingStage } from '../protocol.ts';

/** Measuring stops after about this long. */
const limitMs = 300;

/** Milliseconds per step of `experiment`, all cards together, after one step of warm-up. Tells `onStage` what begins. */
export async function measureMsPerStep(
  experiment: Experiment,
  createTrainer: CreateTrainer,
  clock: Clock,
  onStage: (stage: PreparingStage) => void,
  openTable: OpenTable = async () => null,
): Promise<number> {
  const trainer = await createTrainer(withFewRows(experiment), null, {
    onCompiling: () => onStage('compiling'),
    betweenParts: clock.yieldToMessages,
    isAlone: true,
    openTable,
  });
  onStage('measuring');
  try {
    const train = async (numSteps: number) => {
      for (let i = 0; i < numSteps; i++) trainer.trainStep(experiment.training.learningRate);
      await trainer.settle();
      await clock.yieldToMessages();
    };
    await train(1);
    const startedMs = clock.now();
    // Ever longer batches between waits: a run does not wait for every step either, and waiting is dear on a GPU.
    for (let numSteps = 1; ; numSteps *= 2) {
      const batchMs = clock.now();
      await train(numSteps);
      const nowMs = clock.now();
      if (nowMs - startedMs + (nowMs - batchMs) > limitMs) return (nowMs - batchMs) / numSteps;
    }
  } finally {
    trainer.dispose();
  }
}

/** The same networks and batches on the fewest rows that fill two batches: rows cost time to make, and none per step. */
function withFewRows(experiment: Experiment): Experiment {
  const { data, training } = experiment;
  const atMost = (numRows: number) => Math.min(numRows, 2 * training.batchSize);
  return {
    ...experiment,
    data: {
      ...data,
      numTrainRows: atMost(data.numTrainRows),
      numValidationRows: atMost(data.numValidationRows),
      numTestRows: atMost(data.numTestRows),
    },
  };
}
