/**
 * Many programs in one dispatch: a shader with the code of each and, as data, a plan of what runs. All tensors lie in one
 * buffer, the arena, since a shader may be bound to no more than eight. Knows no step and allocates nothing.
 */
import { accessorsOf, type Program, type ProgramSpec, paramsStruct, threadsPerWorkgroup } from './program.ts';

/**
 * The way in which the stages of a dispatch are spread over workgroups. `rows`: each workgroup takes a tile of rows of one replica through
 * a chain of stages, which may read what the stages before wrote of these rows. `flat`: each workgroup takes some threads of
 * one stage; stages know nothing of each other.
 */
export type Spread = 'rows' | 'flat';

/**
 * Rows of a replica that a workgroup takes through a chain, a multiple of those that any thread takes. Fewer would give more
 * workgroups, each of which reads all weights.
 */
export const rowsPerTile = 8;

/**
 * The code of a program as it is fused; `asVectors`: its vectors lie in a stretch of the arena that is bound as such. Programs that
 * differ in the types of their tensors alone have the same, since all of the arena has one type.
 */
export function fusedCodeOf({ outputs, inputs, params, vectors, body }: Program, asVectors = false): string {
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
        : accessorsOf(name, 'f32', name in outputs, 'arena', `at_${name} + `),
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

/** The accessors of a tensor of rows of whole vectors: neighbouring threads read them side by side, where single values lie 16 bytes apart. */
const vectorAccessors = (name: string): string => `
  fn load4_${name}(i: u32) -> vec4<f32> { return vectors[(at_${name} + i) >> 2u]; }
  fn load_${name}(i: u32) -> f32 {
    let four = load4_${name}(i);
    let two = select(four.xy, four.zw, (i & 2u) != 0u);
    return select(two.x, two.y, (i & 1u) != 0u);
  }`;

/** True if some of the code reads vectors, for which its shader has a binding. */
export const readsVectors = (codes: readonly string[]): boolean =>
  codes.some((code) => code.includes(' vectors['));

/** One shader for the code of several programs. Bindings: the arena, the plan, and the stretch of the arena that is read as vectors, if any. */
export function fusedProgram(spread: Spread, codes: readonly string[]): string {
  const cases = codes.map(
    (_, index) => `case ${index}u: { ${spread === 'rows' ? rowsCase(index) : flatCase(index)} }`,
  );
  const choice = `switch (plan[at]) { ${cases.join('\n')} default: {} }`;
  return [
    '@group(0) @binding(0) var<storage, read_write> arena: array<f32>;',
    '@group(0) @binding(1) var<storage, read> plan: array<u32>;',
    // A buffer that is written elsewhere in a dispatch may not be bound to be read alone.
    ...(readsVectors(codes)
      ? ['@group(0) @binding(2) var<storage, read_write> vectors: array<vec4<f32>>;']
      : []),
    ...codes.map(renamed),
    spread === 'rows' ? tileWgsl : '',
    entryPointOf(spread === 'rows' ? rowsMain(choice) : flatMain(choice)),
  ].join('\n');
}

/** The numbers that the plan holds of a stage, behind the number of its program and, for rows, its `Tiles`. */
export function stageNumbers(
  { outputs, inputs }: ProgramSpec,
  stage: {
    readonly numThreads: number;
    readonly params: readonly number[];
    /** The place in the plan where the table begins. */
    readonly tableAt: number;
    /** The places in the arena where the tensors begin, outputs first, counted in values. */
    readonly offsets: readonly number[];
  },
): number[] {
  const numTensors = Object.keys(outputs).length + Object.keys(inputs).length;
  if (stage.offsets.length !== numTensors)
    throw new Error(`The stage has ${stage.offsets.length} tensors; its program ${numTensors}.`);
  return [stage.numThreads, ...stage.params, stage.tableAt, ...stage.offsets];
}

/** Every name that the code declares outside its functions, followed by the number of its program. */
function renamed(code: string, index: number): string {
  const declared = [...code.matchAll(/(?:fn|struct|var<private>) (\w+)/g)].map(([, name]) => name);
  return code.replace(new RegExp(`\\b(?:${declared.join('|')})\\b`, 'g'), (name) => `${name}_${index}`);
}

/** The threads of a stage that compute rows of a tile, in the order of the program's threads: group, rows, columns. */
const tileWgsl = `
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

function rowsCase(index: number): string {
  return `
    begin_${index}(at + 5u);
    for (var i = local; i < count; i += ${threadsPerWorkgroup}u) {
      let thread = threadOf(i, tile, tiles);
      if (thread != beyond) { run_${index}(thread); }
    }`;
}

/** The plan: numbers of chains, replicas and tiles of a replica; per chain where its list begins; a list is its length, then stages. */
function rowsMain(choice: string): string {
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

function flatCase(index: number): string {
  return `begin_${index}(at + 1u); if (thread < params_${index}.numThreads) { run_${index}(thread); }`;
}

/** The plan: the number of workgroups, then the stage of each and its first thread. */
function flatMain(choice: string): string {
  return `
    if (workgroupIndex >= plan[0]) { return; }
    let at = plan[1u + 2u * workgroupIndex];
    let thread = plan[2u + 2u * workgroupIndex] + local;
    ${choice}`;
}

function entryPointOf(main: string): string {
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
