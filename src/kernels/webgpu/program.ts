/**
 * Compute shaders as data: what a program reads and writes, and its WGSL. Knows neither TensorFlow.js's backend nor any
 * operation.
 *
 * A program runs `run(thread)` once per thread. No thread reads what another one writes, so there are no barriers and no
 * atomics, and every sum has one fixed order.
 */

/** Element type of a tensor in a shader. A tensor of `vec4<f32>` has rows of a multiple of four values. */
export type ElementType = 'f32' | 'vec4<f32>' | 'i32';

export interface ProgramSpec {
  /** Tells programs apart: those of one key have the same code. */
  readonly key: string;
  /** Types of the tensors written, by name. */
  readonly outputs: Readonly<Record<string, ElementType>>;
  readonly inputs: Readonly<Record<string, ElementType>>;
  /** Whole numbers the body reads as `params.name`. */
  readonly params: readonly string[];
  /** Whether the body reads `table[i]`, whole numbers of any count. */
  readonly hasTable?: boolean;
  /** WGSL that defines `fn run(thread: u32)`. For `x` of floats it may call the accessors below. */
  readonly body: string;
}

/** A program ready to compile. Its bindings are the outputs, the inputs, the parameters, and the table if it has one. */
export interface Program {
  readonly key: string;
  readonly source: string;
}

export const threadsPerWorkgroup = 64;

/** Four values at a time where rows allow it. Depends on the width alone, so that it is the same for any number of replicas. */
export function elementTypeOf(rowLength: number): ElementType {
  return rowLength % 4 === 0 ? 'vec4<f32>' : 'f32';
}

export function programOf({ key, outputs, inputs, params, hasTable = false, body }: ProgramSpec): Program {
  const written = Object.entries(outputs);
  const read = Object.entries(inputs);
  const variables = [
    ...written.map(([name, type]) => `var<storage, read_write> ${name}: array<${type}>;`),
    ...read.map(([name, type]) => `var<storage, read> ${name}: array<${type}>;`),
    // A uniform, because a shader may be allowed no more than eight storage buffers.
    'var<uniform> params: Params;',
    ...(hasTable ? ['var<storage, read> table: array<u32>;'] : []),
  ];
  const bindings = variables.map((variable, i) => `@group(0) @binding(${i}) ${variable}`);
  const accessors = [...written.map(storersOf), ...read.map(loadersOf)];
  return { key, source: [paramsStruct(params), ...bindings, ...accessors, body, entryPoint].join('\n') };
}

function paramsStruct(params: readonly string[]): string {
  const fields = ['numThreads', ...params].map((name) => `${name}: u32,`);
  return `struct Params { ${fields.join(' ')} }`;
}

/**
 * `load_x(i)` and `load4_x(i)`: the value at `i`, and the four from `i` on. The last of the four may lie beyond the tensor;
 * WebGPU then yields some value, which must not be used.
 */
function loadersOf([name, type]: readonly [string, ElementType]): string {
  if (type === 'i32') return '';
  if (type === 'vec4<f32>') {
    return `fn load_${name}(i: u32) -> f32 { return ${name}[i / 4u][i % 4u]; }
      fn load4_${name}(i: u32) -> vec4<f32> { return ${name}[i / 4u]; }`;
  }
  return `fn load_${name}(i: u32) -> f32 { return ${name}[i]; }
    fn load4_${name}(i: u32) -> vec4<f32> {
      return vec4<f32>(${name}[i], ${name}[i + 1u], ${name}[i + 2u], ${name}[i + 3u]);
    }`;
}

/** `store4_x(i, values, count)`: writes the first `count` of four values (all, if more) from `i` on. */
function storersOf([name, type]: readonly [string, ElementType]): string {
  if (type === 'i32') return '';
  const store =
    type === 'vec4<f32>'
      ? `${name}[i / 4u] = values;`
      : `for (var k = 0u; k < min(count, 4u); k++) { ${name}[i + k] = values[k]; }`;
  return `fn store4_${name}(i: u32, values: vec4<f32>, count: u32) { ${store} }`;
}

const entryPoint = `
  @compute @workgroup_size(${threadsPerWorkgroup})
  fn main(
    @builtin(workgroup_id) workgroup: vec3<u32>,
    @builtin(num_workgroups) numWorkgroups: vec3<u32>,
    @builtin(local_invocation_index) local: u32,
  ) {
    let thread = (workgroup.y * numWorkgroups.x + workgroup.x) * ${threadsPerWorkgroup}u + local;
    if (thread < params.numThreads) { run(thread); }
  }`;
