/** Losing the device: that it is heard of, and that what was awaited ends as a loss and not as something else. */
import { experimentOfSize, referenceSize } from '../../experiment/derived/measuredNetworks.ts';
import { failureOf } from '../../session/engine/runFailure.ts';
import { createTrainer } from '../../train/trainer.ts';
import { type CheckPart, createTally } from '../checking.ts';

const patienceMs = 5000;

export const checkLoss: CheckPart = async ({ open, device }) => {
  const tally = createTally();
  const backend = await open('webgpu', {});
  const heard = new Promise<boolean>((resolve) => {
    backend.onLost(() => resolve(true));
  });
  const trainer = await createTrainer(experimentOfSize({ ...referenceSize, batchSize: 16 }, 1), null);
  trainer.trainStep(0.01);
  const evaluating = trainer.evaluate().then(
    () => 'device',
    (error: unknown) => failureOf(error).reason,
  );
  const beganMs = performance.now();
  device().destroy();
  const deaf = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), patienceMs));
  tally.note(await Promise.race([heard, deaf]), 'heard');
  const heardMs = performance.now() - beganMs;
  const silent = new Promise<string>((resolve) => setTimeout(() => resolve('silent'), patienceMs));
  const reason = await Promise.race([evaluating, silent]);
  tally.note(reason === 'device', `awaited: ${reason}`);
  trainer.dispose();
  return tally.found({ heardMs });
};
