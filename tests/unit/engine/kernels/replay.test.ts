/** Every call of every WASM kernel, captured and replayed, has the bytes of the call itself. */
import { beforeAll, expect, it } from 'vitest';
import { startBackend } from '../../../../src/engine/backend/startBackend.ts';
import { stepCaptureOf } from '../../../../src/engine/backend/stepCapture.ts';
import type { KernelCall } from '../../../../src/engine/kernels/cases.ts';
import { type NamedTensors, runOperation, valuesInOrder } from '../../../../src/engine/kernels/operation.ts';
import { registerOperations } from '../../../../src/engine/kernels/register.ts';
import { backend, dispose, type Tensor, tidy, zeros } from '../../../../src/engine/tf/tf.ts';
import { callInputs, callsOf, titleOf } from '../../../long/gpus/check/kernelRuns.ts';

const numReplicas = 2;

beforeAll(async () => {
  await startBackend('wasm');
  registerOperations();
});

function outputsOf({ operation, attrs }: KernelCall, inputs: NamedTensors<string>): Tensor[] {
  return tidy(() =>
    valuesInOrder(operation.outputs, runOperation(operation, inputs, attrs(numReplicas) as never)),
  );
}

const valuesOf = (tensors: readonly Tensor[]) =>
  Promise.all(tensors.map(async (tensor) => Array.from(await tensor.data())));

it.each(callsOf(numReplicas).map((call) => [titleOf(call), call] as const))('%s', async (_, call) => {
  const eager = callInputs(call);
  const outputs = outputsOf(call, eager);
  // An output that lies where an input lay is the state that the step changes; any other is computed into a new tensor.
  const inputs = callInputs(call);
  const state = outputs.map(({ dataId, shape, dtype }) => {
    const over = Object.keys(eager).find((name) => eager[name]?.dataId === dataId);
    return (over === undefined ? undefined : inputs[over]) ?? zeros([...shape], dtype);
  });
  const compute = () => outputsOf(call, inputs);
  const step = await stepCaptureOf(backend())?.captureStep({ state, numReplicas, inputs: [], compute });
  step?.replay(1);
  expect(await valuesOf(state)).toEqual(await valuesOf(outputs));
  step?.dispose();
  dispose([eager, outputs, inputs, state]);
});
