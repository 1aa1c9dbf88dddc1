/** Losses of workers and devices, and the backends that may still be used after them. Pure bookkeeping; starts nothing. */
import { type BackendName, backendNames } from '../../analysis/produced/backend.ts';

/**
 * A thing that can be lost: the GPU under a living worker, the worker, a thread that trained beside it, or a worker on its way
 * here.
 */
export type LossKind = 'device' | 'worker' | 'poolWorker' | 'download';

/** The losses that count: of one run, since it last got further. */
export interface Losses {
  /** One entry per loss of a run that was on this backend. */
  readonly ofBackend: readonly BackendName[];
  /** Losses in a row before a run had a backend. */
  readonly inStart: number;
  /** Losses of threads that shared in the training, while the one that led them lived. */
  readonly ofPoolWorker: number;
}

/** The losses that a run begins with: none. */
export const noLosses: Losses = { ofBackend: [], inStart: 0, ofPoolWorker: 0 };

/** One is bad luck, two in a row are a pattern; browsers also refuse the GPU to a page that lost it twice. */
const maxLosses = 1;
const maxLossesInStart = 2;

/** The losses and one more. `backend` null: the worker died before there was one; none is to blame for a thread of the pool. */
export function withLoss(losses: Losses, kind: LossKind, backend: BackendName | null): Losses {
  if (kind === 'poolWorker') return { ...losses, ofPoolWorker: losses.ofPoolWorker + 1 };
  if (backend === null) return { ...losses, inStart: losses.inStart + 1 };
  return { ...losses, ofBackend: [...losses.ofBackend, backend] };
}

/** True if one thread must train all from now on. */
export function mustBeAlone({ ofPoolWorker }: Losses): boolean {
  return ofPoolWorker > maxLosses;
}

/** Backends that may not be used any more, in order of preference. */
export function excludedBackends({ ofBackend, inStart }: Losses): readonly BackendName[] {
  const isOut = (name: BackendName) => ofBackend.filter((lost) => lost === name).length > maxLosses;
  // A worker that keeps dying while it starts most likely dies of the GPU.
  return backendNames.filter((name) => isOut(name) || (name === 'webgpu' && inStart >= maxLossesInStart));
}

/** There is nothing left to try. */
export function isHopeless(losses: Losses): boolean {
  return losses.inStart > maxLossesInStart || excludedBackends(losses).length === backendNames.length;
}
