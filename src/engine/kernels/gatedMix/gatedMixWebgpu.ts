/** Gated mix on the WebGPU backend. */
import { type KernelInputs, shapeOf3 } from '../operation.ts';
import { type ElementType, type GpuProgram, gpuProgramOf } from '../webgpu/program.ts';
import { slotRowsWgsl, sumsOverRows } from '../webgpu/slots.ts';
import { rowThreadsOf, type WebgpuKernel, webgpuKernelOf } from '../webgpu/webgpuKernel.ts';
import { type GatedMixAttrs, gatedMixVariants, type MixOperations, type MixVariant } from './gatedMix.ts';

// Multiple of four. The columns of a thread share the weights that it computes.
const columnsPerThread = 8;

const params = ['numUnits', 'numExperts', 'numRows', 'dim'];

/** `dNative` by slot (32 rows); the program's table holds `learns`. */
const gradNativeProgram = gpuProgramOf({
  key: 'gatedMixGradNative',
  outputs: { dNative: 'f32' },
  inputs: { dWeights: 'f32' },
  params: [...params, 'numAllUnits', 'rowsPerSlot'],
  hasTable: true,
  body: `${slotRowsWgsl}
      fn run(thread: u32) {
        let unit = thread / params.numExperts % params.numAllUnits;
        let rows = rowsOf(thread / params.numExperts / params.numAllUnits);
        let e = thread % params.numExperts;
        var sum = 0.0;
        if (entry(unit % params.numUnits * params.numExperts + e) == 1u) {
          for (var row = rows.first; row < rows.end; row++) {
            sum += load_dWeights((unit * params.numRows + row) * params.numExperts + e);
          }
        }
        store_dNative(thread, sum);
      }`,
});

const threadIndicesWgsl = `
  struct Place { group: u32, row: u32, column: u32 }
  fn placeOf(thread: u32) -> Place {
    let across = (params.dim + ${columnsPerThread - 1}u) / ${columnsPerThread}u;
    let column = thread % across * ${columnsPerThread}u;
    return Place(thread / across / params.numRows, thread / across % params.numRows, column);
  }
  fn offsetOf(group: u32, place: Place) -> u32 {
    return (group * params.numRows + place.row) * params.dim + place.column;
  }`;

const sumsWgsl = linesOfParts((part) => `var sum${part} = vec4<f32>(0);`);

// Without a seen expert the total is clamped, not 0.
const softmaxWgsl = `
  let logit = (unit * params.numRows + place.row) * params.numExperts;
  let seen = unit % params.numUnits * params.numExperts;
  var top = -3e38;
  for (var e = 0u; e < params.numExperts; e++) {
    if (entry(seen + e) == 1u) { top = max(top, load_logits(logit + e)); }
  }
  var total = 0.0;
  for (var e = 0u; e < params.numExperts; e++) {
    if (entry(seen + e) == 1u) { total += exp(load_logits(logit + e) - top); }
  }
  total = max(total, 1e-20);`;

const gateWeightWgsl = `
  var gate = 0.0;
  if (entry(seen + e) == 1u) { gate = exp(load_logits(logit + e) - top) / total; }
  weight += gate;
  if (place.column == 0u) { store_gates(logit + e, gate); }`;

export const gatedMixWebgpuKernels: readonly WebgpuKernel[] = gatedMixVariants.flatMap((variant) => [
  mixWebgpuForwardKernel(variant),
  mixWebgpuBackwardKernel(variant),
]);

function mixWebgpuForwardKernel({ forward }: MixOperations): WebgpuKernel {
  return webgpuKernelOf(forward, (gpu, inputs, attrs) => {
    const { kind, params, numAllUnits, weightsShape, work } = mixSizesOf(inputs, attrs, 'logits');
    return gpu.runProgram({
      program: mixProgram(kind),
      outputs: [[numAllUnits, params.numRows, params.dim], ...(kind.hasGates ? [weightsShape] : [])],
      inputs,
      params,
      ...(kind.hasGates && { table: attrs.sees }),
      threads: rowThreadsOf(attrs.numReplicas, [numAllUnits, params.numRows, params.dim], columnsPerThread),
      work,
    });
  });
}

function mixWebgpuBackwardKernel({ backward }: MixOperations): WebgpuKernel {
  return webgpuKernelOf(backward, (gpu, inputs, attrs) => {
    const { kind, params, numAllUnits, numAllExperts, ...mix } = mixSizesOf(inputs, attrs, 'gates');
    const { weightsShape, work } = mix;
    const dExperts = gpu.runProgram({
      program: gradExpertsProgram(kind, attrs.teaches !== undefined),
      outputs: [[numAllExperts, params.numRows, params.dim]],
      inputs,
      params,
      ...(attrs.teaches && { table: attrs.teaches }),
      threads: rowThreadsOf(attrs.numReplicas, [numAllExperts, params.numRows, params.dim], columnsPerThread),
      work,
    });
    const weights = gpu.runProgram({
      program: gradWeightsProgram(kind),
      outputs: [kind.hasGates, kind.hasNative].flatMap((isThere) => (isThere ? [weightsShape] : [])),
      inputs,
      params,
      threads: rowThreadsOf(attrs.numReplicas, [numAllUnits, params.numRows, 1], columnsPerThread),
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

function mixSizesOf(
  inputs: KernelInputs,
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

/** Forward mix. The program's table holds `sees`. */
function mixProgram({ hasGates, hasNative }: MixVariant): GpuProgram {
  return gpuProgramOf({
    key: `gatedMix ${hasGates} ${hasNative}`,
    outputs: { streams: 'f32', ...(hasGates && { gates: 'f32' }) },
    inputs: { experts: 'f32', ...optional('logits', hasGates), ...optional('native', hasNative) },
    params,
    hasTable: hasGates,
    body: `${threadIndicesWgsl}
      fn run(thread: u32) {
        let place = placeOf(thread);
        let unit = place.group;
        let replica = unit / params.numUnits;
        ${hasGates ? softmaxWgsl : ''}
        ${sumsWgsl}
        for (var e = 0u; e < params.numExperts; e++) {
          var weight = ${hasNative ? 'load_native(unit * params.numExperts + e)' : '0.0'};
          ${hasGates ? gateWeightWgsl : ''}
          let start = offsetOf(replica * params.numExperts + e, place);
          ${addToSumsWgsl('experts')}
        }
        ${storeSumsWgsl('streams')}
      }`,
  });
}

/** Gradient of the experts. `isTaught`: the program's table holds `teaches`. */
function gradExpertsProgram({ hasGates, hasNative }: MixVariant, isTaught: boolean): GpuProgram {
  const terms = [
    ...(hasGates ? ['load_gates((unit * params.numRows + place.row) * params.numExperts + e)'] : []),
    ...(hasNative ? ['load_native(unit * params.numExperts + e)'] : []),
  ];
  const weight = terms.join(' + ');
  const taught = 'entry(u * params.numExperts + e) == 1u';
  return gpuProgramOf({
    key: `gatedMixGradExperts ${hasGates} ${hasNative}${isTaught ? ' taught' : ''}`,
    outputs: { dExperts: 'f32' },
    inputs: { dStreams: 'f32', ...optional('gates', hasGates), ...optional('native', hasNative) },
    params,
    ...(isTaught && { hasTable: true }),
    body: `${threadIndicesWgsl}
      fn run(thread: u32) {
        let place = placeOf(thread);
        let replica = place.group / params.numExperts;
        let e = place.group % params.numExperts;
        ${sumsWgsl}
        for (var u = 0u; u < params.numUnits; u++) {
          let unit = replica * params.numUnits + u;
          let weight = ${isTaught ? `select(0.0, ${weight}, ${taught})` : weight};
          let start = offsetOf(unit, place);
          ${addToSumsWgsl('dStreams')}
        }
        ${storeSumsWgsl('dExperts')}
      }`,
  });
}

function gradWeightsProgram({ hasGates, hasNative }: MixVariant): GpuProgram {
  const grads = hasNative ? 'dWeights' : 'dLogits';
  return gpuProgramOf({
    key: `gatedMixGradWeights ${hasGates} ${hasNative}`,
    outputs: { ...optional('dLogits', hasGates), ...optional('dWeights', hasNative) },
    inputs: { dStreams: 'f32', experts: 'f32', ...optional('gates', hasGates) },
    params,
    body: `
      fn run(thread: u32) {
        let row = thread % params.numRows;
        let unit = thread / params.numRows;
        let stream = thread * params.dim;
        let next = params.numRows * params.dim;
        let weights = thread * params.numExperts;
        for (var e = 0u; e < params.numExperts; e += 4u) {
          let expert = ((unit / params.numUnits * params.numExperts + e) * params.numRows + row) * params.dim;
          var sums = vec4<f32>(0);
          for (var i = 0u; i < params.dim / 4u * 4u; i += 4u) {
            let d = load4_dStreams(stream + i);
            sums += vec4<f32>(
              dot(d, load4_experts(expert + i)),
              dot(d, load4_experts(expert + next + i)),
              dot(d, load4_experts(expert + 2u * next + i)),
              dot(d, load4_experts(expert + 3u * next + i)),
            );
          }
          for (var i = params.dim / 4u * 4u; i < params.dim; i++) {
            sums += load_dStreams(stream + i) * vec4<f32>(
              load_experts(expert + i),
              load_experts(expert + next + i),
              load_experts(expert + 2u * next + i),
              load_experts(expert + 3u * next + i),
            );
          }
          store4_${grads}(weights + e, sums, params.numExperts - e);
        }
        ${hasGates ? softmaxGradWgsl(grads) : ''}
      }`,
  });
}

function addToSumsWgsl(name: string): string {
  return linesOfParts((part) => `sum${part} += weight * load4_${name}(start + ${4 * part}u);`);
}

function storeSumsWgsl(name: string): string {
  const stores = linesOfParts(
    (part) => `if (place.column + ${4 * part}u < params.dim) {
      store4_${name}(first + ${4 * part}u, sum${part}, params.dim - place.column - ${4 * part}u);
    }`,
  );
  return `let first = offsetOf(place.group, place); ${stores}`;
}

function linesOfParts(line: (part: number) => string): string {
  return Array.from({ length: columnsPerThread / 4 }, (_, part) => line(part)).join('\n');
}

// Rereads this thread's own `grads`, which may be `dLogits` itself.
function softmaxGradWgsl(grads: string): string {
  return `
    var mean = 0.0;
    for (var e = 0u; e < params.numExperts; e++) { mean += load_gates(weights + e) * load_${grads}(weights + e); }
    for (var e = 0u; e < params.numExperts; e++) {
      store_dLogits(weights + e, load_gates(weights + e) * (load_${grads}(weights + e) - mean));
    }`;
}

function optional(name: string, isThere: boolean): Record<string, ElementType> {
  return isThere ? { [name]: 'f32' } : {};
}
