/** Captures a step on the WASM backend as calls with fixed addresses in its own memory. */
import { assertNotDisposed } from '../../../core/errors.ts';
import type { WasmInstance } from '../../kernels/registerWasm.ts';
import { argumentsOf, functionNumberOf, shareOf } from '../../kernels/wasm/heap.ts';
import type { DataId, TensorInfo } from '../../tf/tf.ts';
import { type CapturedStep, NotCapturable, type StepToCapture } from '../stepCapture.ts';
import { inPlace } from './inPlace.ts';
import { type NotedCall, noteCalls } from './noteCalls.ts';
import { createOwnMemory, type OwnMemory } from './ownMemory.ts';
import { type Schedule, scheduleOf } from './schedule.ts';

// As in `kernels.as.ts`.
const numbersPerCall = 16;

/** `ours`: see `noteCalls`. */
export function captureWasmStep(
  instance: WasmInstance,
  ours: ReadonlySet<string>,
  { state, numReplicas, compute }: StepToCapture,
): CapturedStep {
  const { calls, written, results, foreign } = noteCalls(instance, ours, compute);
  if (foreign.length > 0) throw new NotCapturable(foreign);
  const all = inPlace({ calls: [...calls, ...copiesBack(state, results, written)], written });
  const schedule = scheduleOf(all, numReplicas);
  const { backend, functions } = instance;
  const memory = createOwnMemory(backend, schedule, written);
  const list = listOf(schedule, memory);
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

function listOf({ before, ofReplica, after, numReplicas }: Schedule, { numberFor }: OwnMemory): Int32Array {
  const numbersOf = (calls: readonly NotedCall[], replica: number | null) =>
    calls.flatMap(({ name, args }) => {
      const ofArgs = argumentsOf(name, args).map((arg) => numberFor(arg, replica));
      const numbers = [functionNumberOf(name), ...ofArgs];
      return [...numbers, ...Array<number>(numbersPerCall - numbers.length).fill(0)];
    });
  const ofReplicas = Array.from({ length: numReplicas }, (_, replica) => numbersOf(ofReplica, replica));
  return Int32Array.from([...numbersOf(before, null), ...ofReplicas.flat(), ...numbersOf(after, null)]);
}

// A kernel may have written its part of the next state into the state itself.
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
    const from = { dataId: next, shape: [size], dtype };
    return [{ name: 'copy', args: { from, to: tensor, count: shareOf(size) }, inPlace: {} }];
  });
}
