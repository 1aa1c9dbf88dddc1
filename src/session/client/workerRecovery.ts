/** Counts losses of workers and devices, and decides which backends may still be used. */
import { type BackendName, backendNames } from '../../analysis/produced/backend.ts';

/** `poolWorker`: a thread that trained beside the worker; `download`: a worker whose script did not arrive. */
export type LossKind = 'device' | 'worker' | 'poolWorker' | 'download';

/** Losses of one run since its last checkpoint. */
export interface Losses {
  readonly ofBackend: readonly BackendName[];
  /** Losses in a row before the run had a backend. */
  readonly inStart: number;
  readonly ofPoolWorker: number;
}

export const noLosses: Losses = { ofBackend: [], inStart: 0, ofPoolWorker: 0 };

// One is bad luck, two are a pattern; browsers also refuse the GPU to a page that lost it twice.
const maxLosses = 1;
const maxLossesInStart = 2;

/** `backend`: null if the worker died before it had one. */
export function withLoss(losses: Losses, kind: LossKind, backend: BackendName | null): Losses {
  if (kind === 'poolWorker') return { ...losses, ofPoolWorker: losses.ofPoolWorker + 1 };
  if (backend === null) return { ...losses, inStart: losses.inStart + 1 };
  return { ...losses, ofBackend: [...losses.ofBackend, backend] };
}

export function mustBeAlone({ ofPoolWorker }: Losses): boolean {
  return ofPoolWorker > maxLosses;
}

export function excludedBackends({ ofBackend, inStart }: Losses): readonly BackendName[] {
  const isOut = (name: BackendName) => ofBackend.filter((lost) => lost === name).length > maxLosses;
  // A worker that keeps dying while it starts most likely dies of the GPU.
  return backendNames.filter((name) => isOut(name) || (name === 'webgpu' && inStart >= maxLossesInStart));
}

export function isHopeless(losses: Losses): boolean {
  return losses.inStart > maxLossesInStart || excludedBackends(losses).length === backendNames.length;
}
