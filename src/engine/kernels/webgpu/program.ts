/**
 * Compute shaders as data. No thread reads what another writes, so programs need no barriers or atomics
 * (fused ones have barriers), and every sum has one fixed order.
 */

export type ElementType = 'f32' | 'i32';

export interface GpuProgramSpec {
  /** Unique name: programs of one key have the same code. */
  readonly key: string;
  readonly outputs: Readonly<Record<string, ElementType>>;
  readonly inputs: Readonly<Record<string, ElementType>>;
  readonly params: readonly string[];
  /** The input whose rows may be read as vectors if the parameter `length` is a multiple of four. */
  readonly vectors?: { readonly input: string; readonly length: string };
  readonly hasTable?: boolean;
  /**
   * WGSL with `fn run(thread: u32)`. Reads tensors through accessors alone, since fusion moves them:
   * `load_x(i)`, `store_x(i, value)`, and for floats `load4_x(i)`, whose last values may lie beyond the
   * tensor and must then be ignored, and `store4_x(i, values, count)`, which writes at most four values.
   */
  readonly body: string;
}

/** Bindings: outputs, inputs, parameters, table. */
export interface GpuProgram extends GpuProgramSpec {
  readonly source: string;
}

export const threadsPerWorkgroup = 64;

export function gpuProgramOf(spec: GpuProgramSpec): GpuProgram {
  const { outputs, inputs, params, hasTable = false, body } = spec;
  const written = Object.entries(outputs);
  const read = Object.entries(inputs);
  const variables = [
    ...written.map(([name, type]) => `var<storage, read_write> ${name}: array<${type}>;`),
    ...read.map(([name, type]) => `var<storage, read> ${name}: array<${type}>;`),
    // A uniform: a shader may have no more than eight storage buffers.
    'var<uniform> params: Params;',
    ...(hasTable ? ['var<storage, read> table: array<u32>;'] : []),
  ];
  const bindings = variables.map((variable, i) => `@group(0) @binding(${i}) ${variable}`);
  const accessors = [
    ...written.map(([name, type]) => tensorAccessorsOf(name, type, true)),
    ...read.map(([name, type]) => tensorAccessorsOf(name, type, false)),
    ...(hasTable ? ['fn entry(i: u32) -> u32 { return table[i]; }'] : []),
  ];
  const source = [paramsStruct(params), ...bindings, ...accessors, body, programEntryPointWgsl].join('\n');
  return { ...spec, source };
}

export function paramsStruct(params: readonly string[]): string {
  const fields = ['numThreads', ...params].map((name) => `${name}: u32,`);
  return `struct Params { ${fields.join(' ')} }`;
}

export function tensorAccessorsOf(
  name: string,
  type: ElementType,
  isWritten: boolean,
  array = name,
  first = '',
): string {
  const at = `${first}i`;
  const four = [0, 1, 2, 3].map((k) => `${array}[${at} + ${k}u]`).join(', ');
  return [
    `fn load_${name}(i: u32) -> ${type} { return ${array}[${at}]; }`,
    ...(isWritten ? [`fn store_${name}(i: u32, value: ${type}) { ${array}[${at}] = value; }`] : []),
    ...(type === 'i32' ? [] : [`fn load4_${name}(i: u32) -> vec4<f32> { return vec4<f32>(${four}); }`]),
    ...(type === 'i32' || !isWritten
      ? []
      : [`fn store4_${name}(i: u32, values: vec4<f32>, count: u32) { ${storeLanesWgsl(array, at)} }`]),
  ].join('\n');
}

// Lanes are named because the Windows compiler turns a variable index into a product of all four lanes with 0
// or 1, which spreads a NaN to all.
function storeLanesWgsl(array: string, first: string): string {
  const stores = [...'xyzw'].map(
    (lane, k) => `if (count > ${k}u) { ${array}[${first} + ${k}u] = values.${lane}; }`,
  );
  return stores.join('\n');
}

const programEntryPointWgsl = `
  @compute @workgroup_size(${threadsPerWorkgroup})
  fn main(
    @builtin(workgroup_id) workgroup: vec3<u32>,
    @builtin(num_workgroups) numWorkgroups: vec3<u32>,
    @builtin(local_invocation_index) local: u32,
  ) {
    let thread = (workgroup.y * numWorkgroups.x + workgroup.x) * ${threadsPerWorkgroup}u + local;
    if (thread < params.numThreads) { run(thread); }
  }`;
