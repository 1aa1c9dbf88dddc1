/** Records a step on the WASM backend and replays it: its calls, with every address settled, in memory of its own. */
import { assertNotDisposed } from '../../core/errors.ts';
import type { WasmInstance } from '../../kernels/registerWasm.ts';
import type { Argument, WasmFunction } from '../../kernels/wasm/heap.ts';
import { addressOf, allocate, bytesPerValue, slackBytes, upTo } from '../../kernels/wasm/memory.ts';
import { paddedRows } from '../../kernels/wasm/tables.ts';
import type { DataId, TensorInfo } from '../../tf/tf.ts';
import { NotRecordable, type Recording, type StepToRecord } from '../stepRecorder.ts';
import { alignment, planArena } from './arena.ts';
import { type NotedCall, noteCalls } from './noteCalls.ts';

/** A call as WebAssembly takes it. */
interface Command {
  readonly run: WasmFunction;
  readonly args: readonly number[];
}

/** See `StepRecorder`. `ours` as of `noteCalls`. */
export function recordStep(
  instance: WasmInstance,
  ours: ReadonlySet<string>,
  { state, compute }: StepToRecord,
): Recording {
  const { calls, written, results, foreign } = noteCalls(instance, ours, compute);
  if (foreign.length > 0) throw new NotRecordable(foreign);
  const all = [...calls, ...copiesBack(state, results, written)];
  const memory = reserve(instance, all, written);
  const commands = all.map(
    ({ name, args }): Command => ({ run: instance.functions[name], args: args.map(memory.addressOf) }),
  );
  let isDisposed = false;
  return {
    numDispatches: commands.length,
    numBytes: memory.numBytes,
    replay: (numSteps) => {
      assertNotDisposed(isDisposed, 'The recorded step');
      for (let step = 0; step < numSteps; step++) for (const { run, args } of commands) run(...args);
    },
    dispose: () => {
      if (!isDisposed) instance.backend.wasm._free(memory.pointer);
      isDisposed = true;
    },
  };
}

/** Calls that bring the next state into the tensors of the state, where a kernel did not write it there itself. */
function copiesBack(
  state: readonly TensorInfo[],
  results: readonly DataId[],
  written: ReadonlyMap<DataId, number>,
): NotedCall[] {
  return state.flatMap((tensor, i) => {
    const { dataId, dtype } = tensor;
    const next = results[i];
    if (next === dataId) return [];
    const size = next === undefined ? undefined : written.get(next);
    if (next === undefined || size === undefined)
      throw new Error('Each tensor of the next state must be computed by the step, or be the tensor itself.');
    return [{ name: 'copy', args: [{ dataId: next, shape: [size], dtype }, tensor, size] }];
  });
}

/** Memory for everything the calls write, their scratch space and their tables. */
function reserve(
  { backend }: WasmInstance,
  calls: readonly NotedCall[],
  written: ReadonlyMap<DataId, number>,
) {
  const keys = new Map<Argument | DataId, number>();
  const blocks: { numBytes: number; first: number; last: number }[] = [];
  const needed = (key: Argument | DataId, numBytes: number, first: number, last: number): void => {
    const known = blocks[keys.get(key) ?? -1];
    if (known !== undefined) known.last = last;
    else keys.set(key, blocks.push({ numBytes, first, last }) - 1);
  };
  const tables = new Map<Argument, Int32Array>();
  calls.forEach(({ args }, index) => {
    for (const arg of args) {
      const dataId = dataIdOf(arg);
      const size = dataId === undefined ? undefined : written.get(dataId);
      if (dataId !== undefined && size !== undefined)
        needed(dataId, size * bytesPerValue + slackBytes, index, index);
      if (typeof arg !== 'object' || !('kind' in arg)) continue;
      if (arg.kind === 'scratch') needed(arg, arg.numFloats * bytesPerValue, index, index);
      if (arg.kind !== 'table') continue;
      const rows = paddedRows(arg.values, arg.rowLength);
      tables.set(arg, rows);
      needed(arg, rows.byteLength, 0, calls.length);
    }
  });
  const { offsets, numBytes } = planArena(blocks);
  const pointer = allocate(backend, numBytes + alignment);
  const start = upTo(alignment, pointer);
  const placeOf = (key: Argument | DataId) => start + (offsets[keys.get(key) ?? -1] ?? Number.NaN);
  for (const [table, rows] of tables)
    new Int32Array(backend.wasm.asm.memory.buffer, placeOf(table), rows.length).set(rows);
  return {
    pointer,
    numBytes,
    addressOf: (arg: Argument): number => {
      if (typeof arg === 'number') return arg;
      if (arg === undefined) return 0;
      const dataId = dataIdOf(arg);
      if (dataId === undefined) return placeOf(arg);
      if (!written.has(dataId) && !backend.dataIdMap.has(dataId))
        throw new Error('A tensor that the step reads must outlive the step.');
      const base = written.has(dataId) ? placeOf(dataId) : addressOf(backend, dataId);
      return 'kind' in arg && arg.kind === 'part' ? base + arg.offset * bytesPerValue : base;
    },
  };
}

function dataIdOf(arg: Argument): DataId | undefined {
  if (typeof arg !== 'object') return undefined;
  if (!('kind' in arg)) return arg.dataId;
  return arg.kind === 'part' ? arg.tensor.dataId : undefined;
}
