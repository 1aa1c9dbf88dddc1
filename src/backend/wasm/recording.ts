/** Records a step on the WASM backend and replays it: its calls, with every address settled, in memory of its own. */
import { assertNotDisposed } from '../../core/errors.ts';
import type { WasmInstance } from '../../kernels/registerWasm.ts';
import { shareOf, type WasmFunction } from '../../kernels/wasm/heap.ts';
import type { DataId, TensorInfo } from '../../tf/tf.ts';
import { NotRecordable, type Recording, type StepToRecord } from '../stepRecorder.ts';
import { type NotedCall, noteCalls } from './noteCalls.ts';
import { createOwnMemory } from './ownMemory.ts';
import { scheduleOf } from './schedule.ts';

/** A call as WebAssembly takes it. */
interface Command {
  readonly run: WasmFunction;
  readonly args: readonly number[];
}

/** See `StepRecorder`. `ours` as of `noteCalls`. */
export function recordStep(
  instance: WasmInstance,
  ours: ReadonlySet<string>,
  { state, numReplicas, compute }: StepToRecord,
): Recording {
  const { calls, written, results, foreign } = noteCalls(instance, ours, compute);
  if (foreign.length > 0) throw new NotRecordable(foreign);
  const schedule = scheduleOf([...calls, ...copiesBack(state, results, written)], numReplicas);
  const memory = createOwnMemory(instance.backend, schedule, written);
  const commandsOf = (noted: readonly NotedCall[], replica: number | null) =>
    noted.map(({ name, args }): Command => {
      const numbers = args.map((arg) => memory.numberFor(arg, replica));
      return { run: instance.functions[name], args: numbers };
    });
  const ofReplicas = Array.from({ length: schedule.numReplicas }, (_, replica) =>
    commandsOf(schedule.ofReplica, replica),
  );
  const commands = [
    commandsOf(schedule.before, null),
    ...ofReplicas,
    commandsOf(schedule.after, null),
  ].flat();
  let isDisposed = false;
  return {
    numDispatches: commands.length,
    numBytes: memory.numBytes,
    replay: (numSteps) => {
      assertNotDisposed(isDisposed, 'The recorded step');
      for (let step = 0; step < numSteps; step++) for (const { run, args } of commands) run(...args);
    },
    dispose: () => {
      if (!isDisposed) memory.free();
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
    return [{ name: 'copy', args: [{ dataId: next, shape: [size], dtype }, tensor, shareOf(size)] }];
  });
}
