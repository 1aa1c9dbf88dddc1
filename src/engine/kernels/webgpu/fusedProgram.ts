/** Fuses many programs into one shader, which reads a plan (as data) of what it runs. Allocates nothing. */
import {
  type GpuProgram,
  type GpuProgramSpec,
  paramsStruct,
  tensorAccessorsOf,
  threadsPerWorkgroup,
} from './program.ts';

/**
 * `rows`: a workgroup takes a tile of a replica's rows through a chain of stages, which may read earlier
 * results for these rows. `flat`: a workgroup takes some threads of one independent stage.
 */
export type ThreadSpread = 'rows' | 'flat';

// Multiples of the rows that any thread handles. Smaller tiles fill a GPU, but more workgroups read all weights.
const tileSizes = { usual: 8, small: 4 };
const fewWorkgroups = 128;

/** Rows of a tile; every tile of every chain is a workgroup. `numChains`: those of all replicas. */
export function rowsPerTileOf(numChains: number, numRows: number): number {
  const { usual, small } = tileSizes;
  return numChains * Math.ceil(numRows / usual) < fewWorkgroups ? small : usual;
}

/** WGSL of a program to be fused; `asVectors`: the input's part of the arena is bound as vectors. */
export function fusibleCodeOf(
  { outputs, inputs, params, vectors, body }: GpuProgram,
  asVectors = false,
): string {
  const tensors = [...Object.keys(outputs), ...Object.keys(inputs)];
  const numbers = Array.from({ length: params.length + 1 }, (_, i) => `plan[at + ${i}u]`);
  return [
    paramsStruct(params),
    'var<private> params: Params;',
    'var<private> table: u32;',
    'fn entry(i: u32) -> u32 { return plan[table + i]; }',
    ...tensors.map((name) => `var<private> at_${name}: u32;`),
    ...tensors.map((name) =>
      asVectors && name === vectors?.input
        ? vectorAccessors(name)
        : tensorAccessorsOf(name, 'f32', name in outputs, 'arena', `at_${name} + `),
    ),
    body,
    `// Makes the variables those of the stage whose numbers begin at \`at\`.
    fn begin(at: u32) {
      params = Params(${numbers.join(', ')});
      table = plan[at + ${numbers.length}u];
      ${tensors.map((name, i) => `at_${name} = plan[at + ${numbers.length + 1 + i}u];`).join('\n')}
    }`,
  ].join('\n');
}

// Vectors let neighbouring threads read side by side; single values would lie 16 bytes apart.
const vectorAccessors = (name: string): string => `
  fn load4_${name}(i: u32) -> vec4<f32> { return vectors[(at_${name} + i) >> 2u]; }
  fn load_${name}(i: u32) -> f32 {
    let four = load4_${name}(i);
    let two = select(four.xy, four.zw, (i & 2u) != 0u);
    return select(two.x, two.y, (i & 1u) != 0u);
  }`;

export const readsVectors = (codes: readonly string[]): boolean =>
  codes.some((code) => code.includes(' vectors['));

/** One shader. Bindings: the arena, the plan, and the stretch read as vectors, if any. */
export function fusedProgram(spread: ThreadSpread, codes: readonly string[]): string {
  const cases = codes.map(
    (_, index) => `case ${index}u: { ${spread === 'rows' ? rowsStageCase(index) : flatStageCase(index)} }`,
  );
  const choice = `switch (plan[at]) { ${cases.join('\n')} default: {} }`;
  return [
    '@group(0) @binding(0) var<storage, read_write> arena: array<f32>;',
    '@group(0) @binding(1) var<storage, read> plan: array<u32>;',
    // A buffer written elsewhere in a dispatch may not be bound read-only.
    ...(readsVectors(codes)
      ? ['@group(0) @binding(2) var<storage, read_write> vectors: array<vec4<f32>>;']
      : []),
    ...codes.map(codeWithRenamedFunctions),
    spread === 'rows' ? tileLoopWgsl : '',
    entryPointWgslOf(spread === 'rows' ? rowsMainWgsl(choice) : flatMainWgsl(choice)),
  ].join('\n');
}

/** Numbers that describe a stage in the plan, after its program's number and, for `rows`, its `Tiles`. */
export function stageDescription(
  { outputs, inputs }: GpuProgramSpec,
  stage: {
    readonly numThreads: number;
    readonly params: readonly number[];
    readonly tableAt: number;
    /** Offsets in the arena, counted in values, outputs first. */
    readonly offsets: readonly number[];
  },
): number[] {
  const numTensors = Object.keys(outputs).length + Object.keys(inputs).length;
  if (stage.offsets.length !== numTensors)
    throw new Error(`The stage has ${stage.offsets.length} tensors; its program ${numTensors}.`);
  return [stage.numThreads, ...stage.params, stage.tableAt, ...stage.offsets];
}

function codeWithRenamedFunctions(code: string, index: number): string {
  const declared = [...code.matchAll(/(?:fn|struct|var<private>) (\w+)/g)].map(([, name]) => name);
  return code.replace(new RegExp(`\\b(?:${declared.join('|')})\\b`, 'g'), (name) => `${name}_${index}`);
}

// Threads of a stage are ordered as the program's own: group, rows, columns.
const tileLoopWgsl = `
  struct Tile { replica: u32, index: u32 }
  struct Tiles { groups: u32, blocksPerTile: u32, numBlocks: u32, across: u32 }
  const beyond = 0xffffffffu;
  fn tilesAt(at: u32) -> Tiles { return Tiles(plan[at], plan[at + 1u], plan[at + 2u], plan[at + 3u]); }
  fn threadOf(i: u32, tile: Tile, tiles: Tiles) -> u32 {
    let block = tile.index * tiles.blocksPerTile + i / tiles.across % tiles.blocksPerTile;
    let group = tile.replica * tiles.groups + i / tiles.across / tiles.blocksPerTile;
    if (block >= tiles.numBlocks) { return beyond; }
    return (group * tiles.numBlocks + block) * tiles.across + i % tiles.across;
  }`;

function rowsStageCase(index: number): string {
  return `
    begin_${index}(at + 5u);
    for (var i = local; i < count; i += ${threadsPerWorkgroup}u) {
      let thread = threadOf(i, tile, tiles);
      if (thread != beyond) { run_${index}(thread); }
    }`;
}

// Plan: numbers of chains, replicas and tiles; where each chain's list begins; a list is its length, then
// stages.
function rowsMainWgsl(choice: string): string {
  return `
    if (workgroupIndex >= plan[0] * plan[1] * plan[2]) { return; }
    let tile = Tile(workgroupIndex / plan[2] % plan[1], workgroupIndex % plan[2]);
    let list = plan[3u + workgroupIndex / plan[2] / plan[1]];
    for (var stage = 0u; stage < plan[list]; stage++) {
      let at = plan[list + 1u + stage];
      let tiles = tilesAt(at + 1u);
      let count = tiles.groups * tiles.blocksPerTile * tiles.across;
      ${choice}
      storageBarrier();
    }`;
}

function flatStageCase(index: number): string {
  return `begin_${index}(at + 1u); if (thread < params_${index}.numThreads) { run_${index}(thread); }`;
}

// Plan: the number of workgroups, then each one's stage and first thread.
function flatMainWgsl(choice: string): string {
  return `
    if (workgroupIndex >= plan[0]) { return; }
    let at = plan[1u + 2u * workgroupIndex];
    let thread = plan[2u + 2u * workgroupIndex] + local;
    ${choice}`;
}

function entryPointWgslOf(main: string): string {
  return `
    @compute @workgroup_size(${threadsPerWorkgroup})
    fn main(
      @builtin(workgroup_id) workgroup: vec3<u32>,
      @builtin(num_workgroups) numWorkgroups: vec3<u32>,
      @builtin(local_invocation_index) local: u32,
    ) {
      let workgroupIndex = workgroup.y * numWorkgroups.x + workgroup.x;
      ${main}
    }`;
}
