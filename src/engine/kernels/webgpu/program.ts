/**
 * Compute shaders as data: what a program reads and writes, and its WGSL. Knows neither TensorFlow.js's backend nor any
 * operation.
 *
 * A program runs `run(thread)` once per thread. No thread reads what another one writes, so a program has no barriers and no
 * atomics, and every sum has one fixed order. Barriers stand between programs that are fused: see `fusedProgram.ts`.
 */

/** Element type of a tensor in a shader. */
export type ElementType = 'f32' | 'i32';

export interface ProgramSpec {
  /** Tells programs apart: those of one key have the same code. */
  readonly key: string;
  /** Types of the tensors written, by name. */
  readonly outputs: Readonly<Record<string, ElementType>>;
  readonly inputs: Readonly<Record<string, ElementType>>;
  /** Whole numbers the body reads as `params.name`. */
  readonly params: readonly string[];
  /** The input whose rows may be read as vectors where they have a multiple of four values, and the parameter that says how many. */
  readonly vectors?: { readonly input: string; readonly length: string };
  /** True if the body reads `entry(i)`, whole numbers of a table of any length. */
  readonly hasTable?: boolean;
  /**
   * WGSL that defines `fn run(thread: u32)`. It reaches tensors through their accessors alone, because where they lie differs
   * between a program that runs on its own and one that is fused with others: `load_x(i)` and `store_x(i, value)`, and for
   * floats `load4_x(i)`, the four values from `i` on, of which the last may lie beyond the tensor and must then not be used,
   * and `store4_x(i, values, count)`, which writes the first `count` of four values (all, if more) from `i` on.
   */
  readonly body: string;
}

/** A program ready to compile. Its bindings are the outputs, the inputs, the parameters, and the table if it has one. */
export interface Program extends ProgramSpec {
  readonly source: string;
}

export const threadsPerWorkgroup = 64;

export function gpuProgramOf(spec: ProgramSpec): Program {
  const { outputs, inputs, params, hasTable = false, body } = spec;
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
  const accessors = [
    ...written.map(([name, type]) => accessorsOf(name, type, true)),
    ...read.map(([name, type]) => accessorsOf(name, type, false)),
    ...(hasTable ? ['fn entry(i: u32) -> u32 { return table[i]; }'] : []),
  ];
  const source = [paramsStruct(params), ...bindings, ...accessors, body, entryPoint].join('\n');
  return { ...spec, source };
}

/** `Params`: the number of threads, then the parameters. */
export function paramsStruct(params: readonly string[]): string {
  const fields = ['numThreads', ...params].map((name) => `${name}: u32,`);
  return `struct Params { ${fields.join(' ')} }`;
}

/** The accessors of a tensor whose values lie in `array`, of which the first is value `first`. */
export function accessorsOf(
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
      : [`fn store4_${name}(i: u32, values: vec4<f32>, count: u32) { ${storeEach(array, at)} }`]),
  ].join('\n');
}

/**
 * Writes the first `count` of four `values` of an array from `first` on, each by its name. An index that varies is a product of
 * all four with 0 or 1 for the compiler of Windows, and one NaN among them is in every result then.
 */
function storeEach(array: string, first: string): string {
  const stores = [...'xyzw'].map(
    (lane, k) => `if (count > ${k}u) { ${array}[${first} + ${k}u] = values.${lane}; }`,
  );
  return stores.join('\n');
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
