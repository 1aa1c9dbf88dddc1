/** Losing the device: that it is heard of, and that what was awaited ends as a loss and not as something else. */
import { withTimeout } from '../../../../../src/engine/backend/gpuDevice.ts';
import { createTrainer } from '../../../../../src/engine/train/trainer.ts';
import { experimentOfSize, referenceSize } from '../../../../../src/experiment/derived/measuredNetworks.ts';
import { runFailureOf } from '../../../../../src/session/engine/runFailure.ts';
import { text } from '../../../../../src/text/text.ts';
import { type CheckPart, createTally } from '../checking.ts';

const patienceMs = 5000;

const inTime = (answer: Promise<boolean>): Promise<boolean> =>
  withTimeout(
    patienceMs,
    answer,
    () => undefined,
    () => new Error(text.engine.gpuSilent),
  ).catch(() => false);

export const checkLoss: CheckPart = async ({ open, device }) => {
  const tally = createTally();
  const backend = await open('webgpu', {});
  const heard = new Promise<true>((resolve) => {
    backend.onLost(() => resolve(true));
  });
  const trainer = await createTrainer(experimentOfSize({ ...referenceSize, batchSize: 16 }, 1), null);
  trainer.trainStep(0.01);
  const evaluating = trainer.evaluate().then(
    () => true,
    (error: unknown) => runFailureOf(error).reason === 'device',
  );
  const beganMs = performance.now();
  device().destroy();
  tally.note(await inTime(heard), 'nobody was told of the loss');
  const heardMs = performance.now() - beganMs;
  tally.note(await inTime(evaluating), 'what was awaited did not end as a loss');
  trainer.dispose();
  return tally.found({ heardMs });
};
