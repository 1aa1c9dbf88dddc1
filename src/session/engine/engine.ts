/** Assembles the engine; here the session meets TensorFlow.js. */

import { withDownloadRetry } from '../../core/retriedDownload.ts';
import { hasGpu } from '../../engine/backend/gpuDevice.ts';
import { startBackend } from '../../engine/backend/startBackend.ts';
import { createClock } from '../../run/clock.ts';
import type { SessionEvent } from '../../run/protocol.ts';
import { createPool, oneThread, type Threads } from '../pool/pool.ts';
import { createPooledTrainer } from '../pool/pooledTrainer.ts';
import { createBackendKeeper } from './backendKeeper.ts';
import { measureSpeed, productRateOf } from './measure.ts';
import { createRunManager, type RunManager } from './runManager.ts';

/** TensorFlow.js is global: one engine per thread. */
export function createEngine(emit: (event: SessionEvent) => void, threads: Threads = oneThread): RunManager {
  const clock = createClock();
  const pool = createPool(threads);
  // Measures with all threads of a run. The few rows that are measured are kept apart from the run's.
  const createMeasured = createPooledTrainer(pool);
  const backends = createBackendKeeper({
    start: startBackend,
    multiply: () => productRateOf(clock),
    measure: (experiment, onStage, hooks) => measureSpeed(experiment, createMeasured, clock, onStage, hooks),
    wait: clock.wait,
  });
  const downloadProber = withDownloadRetry(() => import('../../engine/train/probe.ts'));
  return createRunManager({
    createTrainer: createPooledTrainer(pool),
    loadWeightTools: withDownloadRetry(() => import('../../engine/train/weightTools.ts')),
    createProber: async (experiment, tools) => (await downloadProber()).createProber(experiment, tools),
    backends,
    pool,
    emit,
    clock,
    hasGpu: () => hasGpu(globalThis.navigator?.gpu),
  });
}
