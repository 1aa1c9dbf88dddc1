/** Operations on the GPU: against their references and the same formula in float64, repetition by repetition, and in any order. */
import type { DifferentiableCase, KernelCall, TestTensor } from '../../../../../src/engine/kernels/cases.ts';
import { registerOperations } from '../../../../../src/engine/kernels/register.ts';
import { tensorAccessorsOf } from '../../../../../src/engine/kernels/webgpu/program.ts';
import { dispose, tidy } from '../../../../../src/engine/tf/tf.ts';
import { orderNames, orders } from '../changedGpu.ts';
import { type CheckPart, type CheckTools, createTally } from '../checking.ts';
import {
  allCases,
  callOutputs,
  callsOf,
  largestRelativeError,
  replicaCall,
  replicaCallsOf,
  replicaValues,
  sameOutputs,
  sameValues,
  spoiltReplicaCall,
  titleOf,
  toTensors,
} from '../kernelRuns.ts';
import { runWgsl } from '../runWgsl.ts';

/** Exponentials of lower precision than elsewhere, other orders of summation. */
const tolerance = 1e-4;

/** Every operation against its reference in stock operations; how far it is from its formula in float64, beside WebAssembly. */
export const checkKernels: CheckPart = async (tools) => {
  const tally = createTally();
  // Stock operations would take the GPU a program for each of their shapes.
  await tools.open('wasm');
  registerOperations();
  const references = new Map<KernelCall, readonly TestTensor[]>();
  for (const call of callsOf(2)) references.set(call, await callOutputs(call, 2, 'reference'));
  const wasmError = await formulaError(tools);
  await tools.open('webgpu');
  let worst = 0;
  await eachCall(tools, [...references.keys()], async (call) => {
    const expected = references.get(call) ?? [];
    const actual = await callOutputs(call, 2, 'kernel');
    const difference = Math.max(
      0,
      ...actual.map(({ values }, i) => largestRelativeError(values, expected[i]?.values ?? [])),
    );
    worst = Math.max(worst, difference);
    tally.note(difference < tolerance, titleOf(call));
  });
  const inTime = !tools.isLate();
  return tally.found({ worst, wasmError, ...(inTime && { gpuError: await formulaError(tools) }) });
};

/** Largest difference of all operations from their formula, written down in float64. */
async function formulaError({ isLate, pause }: CheckTools): Promise<number> {
  let worst = 0;
  for (const one of allCases.flatMap(({ differentiable }) => differentiable?.(1) ?? [])) {
    if (isLate()) break;
    worst = Math.max(worst, largestRelativeError(await computedOf(one), one.inNumbers(numbersOf(one))));
    await pause();
  }
  return worst;
}

async function computedOf({ inputs, constants, onBackend }: DifferentiableCase): Promise<Float32Array> {
  const tensors = toTensors({ ...inputs, ...constants });
  const output = tidy(() => onBackend(tensors));
  const values = Float32Array.from(await output.data());
  dispose([tensors, output]);
  return values;
}

const numbersOf = ({ inputs, constants }: DifferentiableCase) =>
  Object.fromEntries(Object.entries({ ...inputs, ...constants }).map(([name, { values }]) => [name, values]));

/** NaN and infinity in one repetition of every input leave the bytes of the others as they are, and so does storing beside them. */
export const checkIsolation: CheckPart = async (tools) => {
  const tally = createTally();
  await tools.open('webgpu');
  registerOperations();
  for (const [isRight, name] of await storesBesideNaN(tools.device())) tally.note(isRight, name);
  await eachCall(tools, replicaCallsOf(3), async (call) => {
    const clean = await callOutputs(call, 3, 'kernel');
    for (const name of Object.keys(call.inputs))
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
        const spoilt = await callOutputs(spoiltReplicaCall(call, name, value), 3, 'kernel');
        for (const r of [0, 2])
          tally.note(sameOutputs(ofReplica(spoilt, r, 3), ofReplica(clean, r, 3)), titleOf(call));
      }
  });
  return tally.found();
};

/** Numbers between which a store must tell apart. */
const neighbours = [1.5, Number.NaN, Number.POSITIVE_INFINITY, -2];

/** All programs store up to four values by the same lines: true for each count of them whose lanes hold what was given. */
async function storesBesideNaN(device: GPUDevice): Promise<(readonly [isRight: boolean, name: string])[]> {
  const counts = [1, 2, 3, 4];
  const given = Float32Array.from(
    counts.flatMap((count) => neighbours.map((_, k) => neighbours[(k + count) % 4] ?? 0)),
  );
  const stored = await runWgsl(
    device,
    given,
    given.length,
    'if (i % 4u == 0u) { store4_made(i, vec4<f32>(given[i], given[i + 1u], given[i + 2u], given[i + 3u]), i / 4u + 1u); }',
    tensorAccessorsOf('made', 'f32', true),
  );
  return counts.map((count, row) => {
    const wanted = given.slice(4 * row, 4 * row + count);
    return [sameValues(stored.slice(4 * row, 4 * row + count), wanted), `a store of ${count} beside NaN`];
  });
}

/** A repetition alone has the bytes that it has among five. */
export const checkAlone: CheckPart = async (tools) => {
  const tally = createTally();
  await tools.open('webgpu');
  registerOperations();
  await eachCall(tools, replicaCallsOf(5), async (call) => {
    const together = await callOutputs(call, 5, 'kernel');
    for (const r of [0, 4])
      tally.note(
        sameOutputs(ofReplica(together, r, 5), await callOutputs(replicaCall(call, r, 5), 1, 'kernel')),
        titleOf(call),
      );
  });
  return tally.found();
};

const ofReplica = (outputs: readonly TestTensor[], r: number, numReplicas: number) =>
  outputs.map((output) => replicaValues(output, r, numReplicas));

/** Calls whose programs are compiled for one device before the next one is opened. */
const callsPerDevice = 30;

/** The bytes of every operation do not depend on the order in which a GPU takes the workgroups. */
export const checkOrder: CheckPart = async (tools) => {
  const tally = createTally();
  registerOperations();
  const calls = callsOf(2);
  for (let first = 0; first < calls.length && (first === 0 || !tools.isLate()); first += callsPerDevice) {
    const some = calls.slice(first, first + callsPerDevice);
    const clean = new Map<KernelCall, TestTensor[]>();
    await tools.open('webgpu');
    for (const call of some) clean.set(call, await callOutputs(call, 2, 'kernel'));
    for (const name of orderNames) {
      await tools.open('webgpu', { rewrite: orders[name] });
      for (const [call, outputs] of clean)
        tally.note(sameOutputs(await callOutputs(call, 2, 'kernel'), outputs), `${name}: ${titleOf(call)}`);
    }
  }
  return tally.found();
};

/** Checks the calls one by one until time is up. */
async function eachCall(
  { isLate, pause }: CheckTools,
  calls: readonly KernelCall[],
  check: (call: KernelCall) => Promise<void>,
): Promise<void> {
  for (const call of calls) {
    if (isLate()) return;
    await check(call);
    await pause();
  }
}
