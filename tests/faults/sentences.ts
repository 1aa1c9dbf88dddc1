/** Sentences of the page that name a step, as patterns for any step. */
import type { BackendName } from '../../src/analysis/produced/backend.ts';
import { text } from '../../src/text/text.ts';

const { recoveredFromDevice, recoveredFromWorker } = text.session;

const atAnyStep = (words: (step: number) => string): RegExp =>
  new RegExp(`^${words(0).replaceAll('.', '\\.').replace('step 0', 'step \\d+')}$`);

/** A worker was lost while it trained. */
export const workerReplaced = atAnyStep((step) => recoveredFromWorker(step, 'wasm', true));

/** A worker was lost while the run stood. */
export const workerReplacedAtRest = atAnyStep((step) => recoveredFromWorker(step, 'wasm', false));

/** A device was lost while it trained; `backend` goes on. */
export const gpuReplacedBy = (backend: BackendName): RegExp =>
  atAnyStep((step) => recoveredFromDevice(step, backend, true));

/** A device was lost while the run stood. */
export const gpuReplacedAtRestBy = (backend: BackendName): RegExp =>
  atAnyStep((step) => recoveredFromDevice(step, backend, false));
