/** Orders the calls of a step: all of one replica, then all of the next. */
import { type Argument, isDeferred } from '../../kernels/wasm/heap.ts';
import type { DataId } from '../../tf/tf.ts';
import type { NotedCall } from './noteCalls.ts';

/**
 * Calls before and after are made once, those between once for each replica: what a replica computes stays in the cache, and
 * takes the memory of one.
 */
export interface Schedule {
  readonly numReplicas: number;
  readonly before: readonly NotedCall[];
  readonly ofReplica: readonly NotedCall[];
  readonly after: readonly NotedCall[];
}

/** No replica reads what another computes, so the order changes no value. */
export function scheduleOf(calls: readonly NotedCall[], numReplicas: number): Schedule {
  const isShared = ({ args }: NotedCall) => {
    const shares = Object.values(args).flatMap((arg) =>
      isDeferred(arg) && arg.kind === 'share' ? [arg.ofAll] : [],
    );
    return shares.length > 0 && shares.every((share) => share % numReplicas === 0);
  };
  const first = calls.findIndex(isShared);
  const end = calls.findLastIndex(isShared) + 1;
  const ofReplica = calls.slice(Math.max(first, 0), end);
  // A call between them for all at once, or one that reads of all what each computes: there is no such order then.
  const tensors = new Set(ofReplica.flatMap(({ args }) => Object.values(args).flatMap(replicaTensorOf)));
  const readsAll = ofReplica.some(({ args }) =>
    Object.values(args).some(
      (arg) => isDeferred(arg) && arg.kind === 'part' && tensors.has(arg.tensor.dataId),
    ),
  );
  if (!ofReplica.every(isShared) || readsAll)
    return { numReplicas: 1, before: calls, ofReplica: [], after: [] };
  return { numReplicas, before: calls.slice(0, Math.max(first, 0)), ofReplica, after: calls.slice(end) };
}

/** The tensor of an argument, whichever part of it is meant. */
export function tensorOf(arg: Argument): DataId | undefined {
  if (!isDeferred(arg)) return typeof arg === 'object' ? arg.dataId : undefined;
  return arg.kind === 'part' ? arg.tensor.dataId : undefined;
}

function replicaTensorOf(arg: Argument): DataId[] {
  return typeof arg === 'object' && !isDeferred(arg) ? [arg.dataId] : [];
}
