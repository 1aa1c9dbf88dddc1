/** Vector files made with the authors' PyTorch library, as the engine reproduces them on the GPU. */

import { type CheckPart, createTally } from '../checking.ts';
import { checkParity, gpuTolerance } from '../parity.ts';

export const checkVectors: CheckPart = async ({ open, vectors, isLate, pause }) => {
  const tally = createTally();
  let worst = 0;
  await open('webgpu');
  for (const { name, bytes } of vectors) {
    if (isLate()) break;
    const result = await checkParity(await bytes(), gpuTolerance);
    worst = Math.max(worst, result.output, result.taskLoss, result.grad);
    tally.note(result.ok, name);
    await pause();
  }
  return tally.found({ worst });
};
