/** Puts the engine together: host, trainer, backends, clock. The place where the session meets TensorFlow.js. */
import type { WasmPaths } from '../../backend/runningBackend.ts';
import { startBackend } from '../../backend/startBackend.ts';
import { createTrainer } from '../../train/trainer.ts';
import type { SessionEvent } from '../protocol.ts';
import { createBackendKeeper } from './backendKeeper.ts';
import { systemClock } from './clock.ts';
import { createHost, type Host } from './host.ts';
import { measureMsPerStep } from './measure.ts';

/** The engine of this thread; TensorFlow.js is global, so make one per thread. Events go to `emit`. */
export function createEngine(wasmPaths: WasmPaths, emit: (event: SessionEvent) => void): Host {
  const backends = createBackendKeeper({
    start: (name, acceptSoftware) => startBackend(name, { wasmPaths, acceptSoftware }),
    measure: (experiment, onStage) => measureMsPerStep(experiment, createTrainer, systemClock, onStage),
  });
  return createHost({ createTrainer, backends, emit, clock: systemClock });
}
