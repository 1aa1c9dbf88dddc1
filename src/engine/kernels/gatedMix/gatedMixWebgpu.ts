/** Gated mix on the WebGPU backend: shapes and parameters for `gatedMix.wgsl.ts`. */
import { type Inputs, shapeOf3 } from '../operation.ts';
import { sumsOverRows } from '../webgpu/slots.ts';
import { rowThreads, type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
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
    const { kind, params, numAllUnits, weightsShape, work } = mixOf(inputs, attrs, 'logits');
    return gpu.runProgram({
      program: mixProgram(kind),
      outputs: [[numAllUnits, params.numRows, params.dim], ...(kind.hasGates ? [weightsShape] : [])],
      inputs,
      params,
      ...(kind.hasGates && { table: attrs.sees }),
      threads: rowThreads(attrs.numReplicas, [numAllUnits, params.numRows, params.dim], columnsPerThread),
      work,
    });
  });
}

function backwardKernel({ backward }: MixOperations): WebgpuKernel {
  return webgpuKernelOf(backward, (gpu, inputs, attrs) => {
    const { kind, params, numAllUnits, numAllExperts, ...mix } = mixOf(inputs, attrs, 'gates');
    const { weightsShape, work } = mix;
    const dExperts = gpu.runProgram({
      program: gradExpertsProgram(kind, attrs.teaches !== undefined),
      outputs: [[numAllExperts, params.numRows, params.dim]],
      inputs,
      params,
      ...(attrs.teaches && { table: attrs.teaches }),
      threads: rowThreads(attrs.numReplicas, [numAllExperts, params.numRows, params.dim], columnsPerThread),
      work,
    });
    // Gradients of the logits (with gates), then of the weights (with native weights).
    const weights = gpu.runProgram({
      program: gradWeightsProgram(kind),
      outputs: [kind.hasGates, kind.hasNative].flatMap((isThere) => (isThere ? [weightsShape] : [])),
      inputs,
      params,
      threads: rowThreads(attrs.numReplicas, [numAllUnits, params.numRows, 1], columnsPerThread),
      work,
    });
    const dWeights = weights.at(-1);
    if (!kind.hasNative || dWeights === undefined) return [...dExperts, ...weights];
    const dNative = sumsOverRows(gpu, {
      program: gradNativeProgram,
      outputs: [[numAllUnits, params.numExperts]],
      inputs: { dWeights },
      params: { ...params, numAllUnits },
      table: attrs.learns,
      threads: numAllUnits * params.numExperts,
    });
    gpu.disposeData(dWeights.dataId);
    return [...dExperts, ...weights.slice(0, -1), ...dNative];
  });
}

function mixOf(
  inputs: Inputs,
  { numReplicas, numUnits, numExperts }: GatedMixAttrs,
  gates: 'logits' | 'gates',
) {
  const [, numRows, dim] = shapeOf3(inputs, 'experts');
  return {
    kind: { hasGates: inputs[gates] !== undefined, hasNative: inputs['native'] !== undefined },
    params: { numUnits, numExperts, numRows, dim },
    numAllUnits: numReplicas * numUnits,
    numAllExperts: numReplicas * numExperts,
    weightsShape: [numReplicas * numUnits, numRows, numExperts],
    work: numReplicas * numUnits * numExperts * numRows * dim,
  };
}
