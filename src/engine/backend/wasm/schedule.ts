/** Orders a step's calls replica by replica. */
import { isDeferred, type KernelArgument } from '../../kernels/wasm/heap.ts';
import type { DataId } from '../../tf/tf.ts';
import type { TracedCall } from './traceCalls.ts';

/** `ofReplica` runs once per replica, which keeps a replica in the cache and takes the memory of one. */
export interface CallSchedule {
  readonly numReplicas: number;
  readonly before: readonly TracedCall[];
  readonly ofReplica: readonly TracedCall[];
  readonly after: readonly TracedCall[];
}

// Replicas never read each other's results, so the order changes no value.
export function callScheduleOf(calls: readonly TracedCall[], numReplicas: number): CallSchedule {
  const isShared = ({ args }: TracedCall) => {
    const shares = Object.values(args).flatMap((arg) =>
      isDeferred(arg) && arg.kind === 'share' ? [arg.ofAll] : [],
    );
    return shares.length > 0 && shares.every((share) => share % numReplicas === 0);
  };
  const first = calls.findIndex(isShared);
  const end = calls.findLastIndex(isShared) + 1;
  const ofReplica = calls.slice(Math.max(first, 0), end);
  // Impossible if a call between serves all replicas, or reads a part of what each computes.
  const tensors = new Set(
    ofReplica.flatMap(({ args }) => Object.values(args).flatMap(replicaTensorsOfArgument)),
  );
  const readsAll = ofReplica.some(({ args }) =>
    Object.values(args).some(
      (arg) => isDeferred(arg) && arg.kind === 'part' && tensors.has(arg.tensor.dataId),
    ),
  );
  if (!ofReplica.every(isShared) || readsAll)
    return { numReplicas: 1, before: calls, ofReplica: [], after: [] };
  return { numReplicas, before: calls.slice(0, Math.max(first, 0)), ofReplica, after: calls.slice(end) };
}

export function tensorOfArgument(arg: KernelArgument): DataId | undefined {
  if (!isDeferred(arg)) return typeof arg === 'object' ? arg.dataId : undefined;
  return arg.kind === 'part' ? arg.tensor.dataId : undefined;
}

function replicaTensorsOfArgument(arg: KernelArgument): DataId[] {
  return typeof arg === 'object' && !isDeferred(arg) ? [arg.dataId] : [];
}
