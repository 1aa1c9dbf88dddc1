/** Gated mix on the WebGPU backend: shapes and parameters for `gatedMix.wgsl.ts`. */
import type { TensorInfo } from '../../tf/tf.ts';
import { type Inputs, shapeOf3 } from '../operation.ts';
import { slotsOf, sumOfSlots } from '../webgpu/slots.ts';
import {
  type ProgramRunner,
  type RowThreads,
  type WebgpuKernel,
  webgpuKernelOf,
} from '../webgpu/webgpuKernel.ts';
import { type GatedMixAttrs, gatedMixVariants, type MixOperations } from './gatedMix.ts';
import {
  columnsPerThread,
  gradExpertsProgram,
  gradNativeProgram,
  gradWeightsProgram,
  mixProgram,
} from './gatedMix.wgsl.ts';

export const gatedMixWebgpuKernels: readonly WebgpuKernel[] = gatedMixVariants.flatMap((variant) => [
  forwardKernel(variant),
  backwardKernel(variant),
]);

function forwardKernel({ forward }: MixOperations): WebgpuKernel {
  return webgpuKernelOf(forward, (gpu, inputs, attrs) => {
    const mix = mixOf(inputs, attrs, 'logits');
    const { kind, numUnits, numRows, dim } = mix;
    return gpu.runProgram({
      program: mixProgram(kind),
      outputs: [{ shape: [numUnits, numRows, dim] }, ...(kind.hasGates ? [{ shape: mix.weightsShape }] : [])],
      inputs: given(inputs, ['experts', 'logits', 'native']),
      params: mix.params,
      ...(kind.hasGates && { table: attrs.sees }),
      threads: rowThreads(mix, numUnits, dim),
    });
  });
}

/** Gradients of the experts, then of the logits (with gates), then of the native weights (with native weights). */
function backwardKernel({ backward }: MixOperations): WebgpuKernel {
  return webgpuKernelOf(backward, (gpu, inputs, attrs) => {
    const mix = mixOf(inputs, attrs, 'gates');
    const { kind } = mix;
    const dExperts = gradExperts(gpu, inputs, mix);
    const weights = gradWeights(gpu, inputs, mix);
    if (!kind.hasNative) return [...dExperts, ...weights];
    const dWeights = weights.slice(-1);
    const dNative = gradNative(gpu, dWeights, mix, attrs);
    for (const { dataId } of dWeights) gpu.disposeData(dataId);
    return [...dExperts, ...weights.slice(0, -1), ...dNative];
  });
}

function gradNative(
  gpu: ProgramRunner,
  dWeights: readonly TensorInfo[],
  { params, numUnits, numRows }: Mix,
  { numExperts, learns }: GatedMixAttrs,
): TensorInfo[] {
  const slots = slotsOf(numRows);
  const slotSums = gpu.runProgram({
    program: gradNativeProgram,
    outputs: [{ shape: [slots.numSlots * numUnits, numExperts] }],
    inputs: dWeights,
    params: [...params, numUnits, slots.rowsPerSlot],
    table: learns,
    threads: slots.numSlots * numUnits * numExperts,
  });
  return slotSums.map((sums) => sumOfSlots(gpu, sums, slots, [numUnits, numExperts]));
}

function gradExperts(gpu: ProgramRunner, inputs: Inputs, mix: Mix): TensorInfo[] {
  const { kind, params, numExperts, numRows, dim } = mix;
  return gpu.runProgram({
    program: gradExpertsProgram(kind),
    outputs: [{ shape: [numExperts, numRows, dim] }],
    inputs: given(inputs, ['dStreams', 'gates', 'native']),
    params,
    threads: rowThreads(mix, numExperts, dim),
  });
}

/** Gradients of the logits (with gates), then of the weights themselves (with native weights). */
function gradWeights(gpu: ProgramRunner, inputs: Inputs, mix: Mix): TensorInfo[] {
  const { kind, params, numUnits, weightsShape } = mix;
  return gpu.runProgram({
    program: gradWeightsProgram(kind),
    outputs: [kind.hasGates, kind.hasNative].flatMap((isThere) => (isThere ? [{ shape: weightsShape }] : [])),
    inputs: given(inputs, ['dStreams', 'experts', 'gates']),
    params,
    threads: rowThreads(mix, numUnits, 1),
  });
}

type Mix = ReturnType<typeof mixOf>;

/** Sizes of the level, all replicas together. `gates` names the input that is there when the units have gates. */
function mixOf(
  inputs: Inputs,
  { numReplicas, numUnits, numExperts }: GatedMixAttrs,
  gates: 'logits' | 'gates',
) {
  const [, numRows, dim] = shapeOf3(inputs, 'experts');
  return {
    kind: { hasGates: inputs[gates] !== undefined, hasNative: inputs['native'] !== undefined },
    dim,
    numReplicas,
    numUnits: numReplicas * numUnits,
    numExperts: numReplicas * numExperts,
    numRows,
    weightsShape: [numReplicas * numUnits, numRows, numExperts],
    params: [numUnits, numExperts, numRows, dim],
  };
}

/** A thread per group, row and so many columns as it sums at once. */
function rowThreads({ numReplicas, numRows }: Mix, numGroups: number, numColumns: number): RowThreads {
  const across = Math.ceil(numColumns / columnsPerThread);
  return { numReplicas, numGroups, numRows, rowsPerThread: 1, across };
}

/** Those of the inputs that are there. */
function given(inputs: Inputs, names: readonly string[]): TensorInfo[] {
  return names.flatMap((name) => inputs[name] ?? []);
}
