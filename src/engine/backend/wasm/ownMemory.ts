/** The memory of a captured step for its results, scratch space and tables. */
import { sizeOf } from '../../../core/shape.ts';
import { type Argument, isDeferred } from '../../kernels/wasm/heap.ts';
import {
  addressOf,
  bytesPerValue,
  paddedRows,
  slackBytes,
  upTo,
  type WasmBackend,
} from '../../kernels/wasm/memory.ts';
import type { DataId } from '../../tf/tf.ts';
import { planArena } from '../arena.ts';
import { type Schedule, tensorOf } from './schedule.ts';

// A cache line: blocks share none, and no vector crosses one.
const alignment = 64;

export interface OwnMemory {
  readonly numBytes: number;
  /** The argument's number for one replica, or (null) for all. */
  readonly numberFor: (arg: Argument, replica: number | null) => number;
  readonly free: () => void;
}

/** Tensors in `written` get memory here; all others must keep theirs. */
export function createOwnMemory(
  backend: WasmBackend,
  schedule: Schedule,
  written: ReadonlyMap<DataId, number>,
): OwnMemory {
  const { numReplicas } = schedule;
  const { blocks, keys, tables, ofAll } = contentOf(schedule, written);
  const { offsets, numBytes } = planArena(blocks, alignment);
  const pointer = backend.wasm._malloc(numBytes + alignment);
  const placeOf = (key: Argument | DataId) =>
    upTo(alignment, pointer) + (offsets[keys.get(key) ?? -1] ?? Number.NaN);
  for (const [table, rows] of tables)
    new Int32Array(backend.wasm.asm.memory.buffer, placeOf(table), rows.length).set(rows);
  const startOf = (dataId: DataId): number => {
    if (written.has(dataId)) return placeOf(dataId);
    if (!backend.dataIdMap.has(dataId))
      throw new Error('A tensor that the step reads must outlive the step.');
    return addressOf(backend, dataId);
  };
  return {
    numBytes,
    numberFor: (arg, replica) => {
      if (typeof arg === 'number') return arg;
      if (arg === undefined) return 0;
      if (!isDeferred(arg)) {
        const isOne = replica === null || (written.has(arg.dataId) && !ofAll.has(arg.dataId));
        const valuesBefore = isOne ? 0 : (sizeOf(arg.shape) / numReplicas) * replica;
        return startOf(arg.dataId) + valuesBefore * bytesPerValue;
      }
      if (arg.kind === 'share') return replica === null ? arg.ofAll : arg.ofAll / numReplicas;
      if (arg.kind === 'part') return startOf(arg.tensor.dataId) + arg.offset * bytesPerValue;
      return placeOf(arg);
    },
    free: () => backend.wasm._free(pointer),
  };
}

function contentOf(schedule: Schedule, written: ReadonlyMap<DataId, number>) {
  const { numReplicas, before, ofReplica, after } = schedule;
  const calls = [...before, ...ofReplica, ...after];
  const keys = new Map<Argument | DataId, number>();
  const blocks: { numBytes: number; first: number; last: number }[] = [];
  const tables = new Map<Argument, Int32Array>();
  const need = (key: Argument | DataId, numBytes: number, first: number, last: number): void => {
    const known = blocks[keys.get(key) ?? -1];
    if (known !== undefined) known.last = last;
    else keys.set(key, blocks.push({ numBytes, first, last }) - 1);
  };
  const ofAll = new Set([...before, ...after].flatMap(({ args }) => Object.values(args).map(tensorOf)));
  calls.forEach(({ args }, index) => {
    for (const arg of Object.values(args)) {
      const dataId = tensorOf(arg);
      const size = dataId === undefined ? undefined : written.get(dataId);
      if (dataId !== undefined && size !== undefined) {
        // What only a replica's calls use is shared by the replicas in turn.
        if (ofAll.has(dataId)) need(dataId, size * bytesPerValue + slackBytes, 0, calls.length);
        else need(dataId, (size / numReplicas) * bytesPerValue + slackBytes, index, index);
      } else if (isDeferred(arg) && arg.kind === 'scratch') {
        need(arg, arg.numFloats * bytesPerValue, index, index);
      } else if (isDeferred(arg) && arg.kind === 'table') {
        const rows = paddedRows(arg.values, arg.rowLength);
        tables.set(arg, rows);
        need(arg, rows.byteLength, 0, calls.length);
      }
    }
  });
  return { blocks, keys, tables, ofAll };
}
