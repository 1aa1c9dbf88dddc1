/** Operations on the GPU: against their references and the same formula in float64, repetition by repetition, and in any order. */
import type { CaseValues, Differentiable, KernelCall } from '../../kernels/cases.ts';
import { registerOperations } from '../../kernels/register.ts';
import { dispose, tidy } from '../../tf/tf.ts';
import { orders } from '../changedGpu.ts';
import { type CheckPart, type CheckTools, createTally } from '../checking.ts';
import {
  allCases,
  callsOf,
  largestDifference,
  outputsOf,
  replicaCall,
  replicaCallsOf,
  replicaOf,
  sameOutputs,
  spoiltCall,
  titleOf,
  toTensors,
} from '../kernelRuns.ts';

/** Exponentials of lower precision than elsewhere, other orders of summation. */
const tolerance = 1e-4;

/** Every operation against its reference in stock operations; how far it is from its formula in float64, beside WebAssembly. */
export const checkKernels: CheckPart = async (tools) => {
  const tally = createTally();
  // Stock operations would take the GPU a program for each of their shapes.
  await tools.open('wasm');
  registerOperations();
  const references = new Map<KernelCall, readonly CaseValues[]>();
  for (const call of callsOf(2)) references.set(call, await outputsOf(call, 2, 'reference'));
  const wasmError = await formulaError(tools);
  await tools.open('webgpu');
  let worst = 0;
  await eachCall(tools, [...references.keys()], async (call) => {
    const expected = references.get(call) ?? [];
    const actual = await outputsOf(call, 2, 'kernel');
    const difference = Math.max(
      0,
      ...actual.map(({ values }, i) => largestDifference(values, expected[i]?.values ?? [])),
    );
    worst = Math.max(worst, difference);
    tally.note(difference < tolerance, titleOf(call));
  });
  return tally.found({ worst, gpuError: await formulaError(tools), wasmError });
};

/** Largest difference of all operations from their formula, written down in float64. */
async function formulaError({ isLate, pause }: CheckTools): Promise<number> {
  let worst = 0;
  for (const one of allCases.flatMap(({ differentiable }) => differentiable?.(1) ?? [])) {
    if (isLate()) break;
    worst = Math.max(worst, largestDifference(await computedOf(one), one.inNumbers(numbersOf(one))));
    await pause();
  }
  return worst;
}

async function computedOf({ inputs, constants, onBackend }: Differentiable): Promise<Float32Array> {
  const tensors = toTensors({ ...inputs, ...constants });
  const output = tidy(() => onBackend(tensors));
  const values = Float32Array.from(await output.data());
  dispose([tensors, output]);
  return values;
}

const numbersOf = ({ inputs, constants }: Differentiable) =>
  Object.fromEntries(Object.entries({ ...inputs, ...constants }).map(([name, { values }]) => [name, values]));

/** NaN and infinity in one repetition of every input leave the bytes of the others as they are. */
export const checkIsolation: CheckPart = async (tools) => {
  const tally = createTally();
  await tools.open('webgpu');
  registerOperations();
  await eachCall(tools, replicaCallsOf(3), async (call) => {
    const clean = await outputsOf(call, 3, 'kernel');
    for (const name of Object.keys(call.inputs))
      for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
        const spoilt = await outputsOf(spoiltCall(call, name, value), 3, 'kernel');
        for (const r of [0, 2])
          tally.note(sameOutputs(ofReplica(spoilt, r, 3), ofReplica(clean, r, 3)), titleOf(call));
      }
  });
  return tally.found();
};

/** A repetition alone has the bytes that it has among five. */
export const checkAlone: CheckPart = async (tools) => {
  const tally = createTally();
  await tools.open('webgpu');
  registerOperations();
  await eachCall(tools, replicaCallsOf(5), async (call) => {
    const together = await outputsOf(call, 5, 'kernel');
    for (const r of [0, 4])
      tally.note(
        sameOutputs(ofReplica(together, r, 5), await outputsOf(replicaCall(call, r, 5), 1, 'kernel')),
        titleOf(call),
      );
  });
  return tally.found();
};

const ofReplica = (outputs: readonly CaseValues[], r: number, numReplicas: number) =>
  outputs.map((output) => replicaOf(output, r, numReplicas));

/** The bytes of every operation do not depend on the order in which a GPU takes the workgroups. */
export const checkOrder: CheckPart = async (tools) => {
  const tally = createTally();
  const outputs = new Map<string, CaseValues[]>();
  await tools.open('webgpu');
  registerOperations();
  await eachCall(tools, callsOf(2), async (call) => {
    outputs.set(titleOf(call), await outputsOf(call, 2, 'kernel'));
  });
  for (const [name, rewrite] of Object.entries(orders)) {
    await tools.open('webgpu', { rewrite });
    await eachCall(tools, callsOf(2), async (call) => {
      const before = outputs.get(titleOf(call));
      if (before !== undefined)
        tally.note(sameOutputs(await outputsOf(call, 2, 'kernel'), before), `${name}: ${titleOf(call)}`);
    });
  }
  return tally.found();
};

/** Until time is up. */
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
