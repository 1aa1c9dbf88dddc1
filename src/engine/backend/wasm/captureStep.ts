/** Captures a step on the WASM backend as calls with fixed addresses in its own memory. */
import { assertNotDisposed } from '../../../core/errors.ts';
import { sizeOf } from '../../../core/shape.ts';
import type { WasmInstance } from '../../kernels/registerWasm.ts';
import {
  functionNumberOf,
  isDeferred,
  type KernelArgument,
  orderedArgumentsOf,
  replicaShareOf,
} from '../../kernels/wasm/heap.ts';
import {
  addressOf,
  bytesAfterOutput,
  bytesPerValue,
  paddedRows,
  roundedUpTo,
  type WasmBackend,
} from '../../kernels/wasm/memory.ts';
import type { DataId, TensorInfo } from '../../tf/tf.ts';
import { planArena } from '../arena.ts';
import { type CapturedStep, NotCapturable, type StepToCapture } from '../stepCapture.ts';
import { type CallSchedule, callScheduleOf, tensorOfArgument } from './schedule.ts';
import { type TracedCall, type TracedCalls, traceCalls } from './traceCalls.ts';

// A cache line: blocks share none, and no vector crosses one.
const alignment = 64;

// As in `kernels.as.ts`.
const numbersPerCall = 16;

export function captureWasmStep(
  instance: WasmInstance,
  ours: ReadonlySet<string>,
  { state, numReplicas, compute }: StepToCapture,
): CapturedStep {
  const { calls, written, results, stockKernels } = traceCalls(instance, ours, compute);
  if (stockKernels.length > 0) throw new NotCapturable(stockKernels);
  const all = callsWrittenInPlace({
    calls: [...calls, ...copyBackCallsOf(state, results, written)],
    written,
  });
  const schedule = callScheduleOf(all, numReplicas);
  const { backend, functions } = instance;
  const memory = createOwnMemory(backend, schedule, written);
  const list = encodedCallsOf(schedule, memory);
  const pointer = backend.wasm._malloc(list.byteLength);
  new Int32Array(backend.wasm.asm.memory.buffer, pointer, list.length).set(list);
  const numCalls = list.length / numbersPerCall;
  let isDisposed = false;
  return {
    numDispatches: numCalls,
    numBytes: memory.numBytes + list.byteLength,
    replay: (numSteps) => {
      assertNotDisposed(isDisposed, 'The captured step');
      functions.replay(pointer, numCalls, numSteps);
    },
    dispose: () => {
      if (!isDisposed) {
        memory.free();
        backend.wasm._free(pointer);
      }
      isDisposed = true;
    },
  };
}

function encodedCallsOf(
  { before, ofReplica, after, numReplicas }: CallSchedule,
  { numberFor }: OwnMemory,
): Int32Array {
  const numbersOf = (calls: readonly TracedCall[], replica: number | null) =>
    calls.flatMap(({ name, args }) => {
      const ofArgs = orderedArgumentsOf(name, args).map((arg) => numberFor(arg, replica));
      const numbers = [functionNumberOf(name), ...ofArgs];
      return [...numbers, ...Array<number>(numbersPerCall - numbers.length).fill(0)];
    });
  const ofReplicas = Array.from({ length: numReplicas }, (_, replica) => numbersOf(ofReplica, replica));
  return Int32Array.from([...numbersOf(before, null), ...ofReplicas.flat(), ...numbersOf(after, null)]);
}

// A kernel may have written its part of the next state into the state itself.
function copyBackCallsOf(
  state: readonly TensorInfo[],
  results: readonly DataId[],
  written: ReadonlyMap<DataId, number>,
): TracedCall[] {
  return state.flatMap((tensor, i) => {
    const { dataId, dtype } = tensor;
    const next = results[i];
    if (next === dataId) return [];
    const size = next === undefined ? undefined : written.get(next);
    if (next === undefined || size === undefined)
      throw new Error('Each tensor of the next state must be computed by the step, or be the tensor itself.');
    const from = { dataId: next, shape: [size], dtype };
    return [{ name: 'copy', args: { from, to: tensor, count: replicaShareOf(size) }, inPlace: {} }];
  });
}

export function callsWrittenInPlace({
  calls,
  written,
}: Pick<TracedCalls, 'calls' | 'written'>): readonly TracedCall[] {
  const isWritten = (arg: KernelArgument): arg is TensorInfo =>
    typeof arg === 'object' && !isDeferred(arg) && written.has(arg.dataId);
  return calls.reduce((placed, { inPlace: { over, masksOver } }, i) => {
    // Moves made before may have changed the operands of this call.
    const [call, ...later] = placed.slice(i);
    const [output, operand] = (over ?? masksOver ?? []).map((name) => call?.args[name]);
    if (call === undefined || !isWritten(output) || !isWritten(operand)) return placed;
    const allows = (other: TracedCall) =>
      masksOver === undefined
        ? !usesTensor(other, operand)
        : usesOnlyToMask(other, output, operand) ||
          (!usesTensor(other, output) && !usesTensor(other, operand));
    if (!later.every(allows)) return placed;
    // What is masked where it is written need not be masked again.
    const unmasked = later.map((other) => callWithMovedTensor(other, operand, undefined));
    return [...placed.slice(0, i), call, ...unmasked].map((other) =>
      callWithMovedTensor(other, output, operand),
    );
  }, calls);
}

function usesOnlyToMask(
  { args, inPlace: { masked } }: TracedCall,
  gradient: TensorInfo,
  outputs: TensorInfo,
): boolean {
  if (masked === undefined) return false;
  const [dy, y] = masked.map((name) => args[name]);
  const others = Object.entries(args).filter(([name]) => !masked.includes(name));
  const usesNeither = others.every(
    ([, arg]) => !refersToTensor(arg, gradient) && !refersToTensor(arg, outputs),
  );
  return refersToTensor(dy, gradient) && refersToTensor(y, outputs) && usesNeither;
}

function usesTensor({ args }: TracedCall, tensor: TensorInfo): boolean {
  return Object.values(args).some((arg) => refersToTensor(arg, tensor));
}

function callWithMovedTensor(call: TracedCall, from: TensorInfo, to: TensorInfo | undefined): TracedCall {
  const moved = Object.entries(call.args).map(
    ([name, arg]) => [name, refersToTensor(arg, from) ? to : arg] as const,
  );
  return { ...call, args: Object.fromEntries(moved) };
}

function refersToTensor(arg: KernelArgument, { dataId }: TensorInfo): boolean {
  return tensorOfArgument(arg) === dataId;
}

interface OwnMemory {
  readonly numBytes: number;
  /** The argument's number for one replica, or (null) for all. */
  readonly numberFor: (arg: KernelArgument, replica: number | null) => number;
  readonly free: () => void;
}

/** Tensors in `written` get memory here; all others must keep theirs. */
function createOwnMemory(
  backend: WasmBackend,
  schedule: CallSchedule,
  written: ReadonlyMap<DataId, number>,
): OwnMemory {
  const { numReplicas } = schedule;
  const { blocks, keys, tables, ofAll } = contentOf(schedule, written);
  const { offsets, numBytes } = planArena(blocks, alignment);
  const pointer = backend.wasm._malloc(numBytes + alignment);
  const placeOf = (key: KernelArgument | DataId) =>
    roundedUpTo(alignment, pointer) + (offsets[keys.get(key) ?? -1] ?? Number.NaN);
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

function contentOf(schedule: CallSchedule, written: ReadonlyMap<DataId, number>) {
  const { numReplicas, before, ofReplica, after } = schedule;
  const calls = [...before, ...ofReplica, ...after];
  const keys = new Map<KernelArgument | DataId, number>();
  const blocks: { numBytes: number; first: number; last: number }[] = [];
  const tables = new Map<KernelArgument, Int32Array>();
  const need = (key: KernelArgument | DataId, numBytes: number, first: number, last: number): void => {
    const known = blocks[keys.get(key) ?? -1];
    if (known !== undefined) known.last = last;
    else keys.set(key, blocks.push({ numBytes, first, last }) - 1);
  };
  const ofAll = new Set(
    [...before, ...after].flatMap(({ args }) => Object.values(args).map(tensorOfArgument)),
  );
  calls.forEach(({ args }, index) => {
    for (const arg of Object.values(args)) {
      const dataId = tensorOfArgument(arg);
      const size = dataId === undefined ? undefined : written.get(dataId);
      if (dataId !== undefined && size !== undefined) {
        // Memory that only calls for single replicas use is reused by one replica after another.
        if (ofAll.has(dataId)) need(dataId, size * bytesPerValue + bytesAfterOutput, 0, calls.length);
        else need(dataId, (size / numReplicas) * bytesPerValue + bytesAfterOutput, index, index);
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
