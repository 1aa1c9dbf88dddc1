@group(0) @binding(0) var<storage, read_write> arena: array<f32>;
@group(0) @binding(1) var<storage, read> plan: array<u32>;
@group(0) @binding(2) var<storage, read_write> vectors: array<vec4<f32>>;
struct Params_0 { numThreads: u32, numColumns: u32, }
var<private> params_0: Params_0;
var<private> table_0: u32;
fn entry_0(i: u32) -> u32 { return plan[table_0 + i]; }
var<private> at_sum_0: u32;
var<private> at_a_0: u32;
var<private> at_b_0: u32;
fn load_sum_0(i: u32) -> f32 { return arena[at_sum_0 + i]; }
fn store_sum_0(i: u32, value: f32) { arena[at_sum_0 + i] = value; }
fn load4_sum_0(i: u32) -> vec4<f32> { return vec4<f32>(arena[at_sum_0 + i + 0u], arena[at_sum_0 + i + 1u], arena[at_sum_0 + i + 2u], arena[at_sum_0 + i + 3u]); }
fn store4_sum_0(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { arena[at_sum_0 + i + 0u] = values.x; }
if (count > 1u) { arena[at_sum_0 + i + 1u] = values.y; }
if (count > 2u) { arena[at_sum_0 + i + 2u] = values.z; }
if (count > 3u) { arena[at_sum_0 + i + 3u] = values.w; } }
fn load_a_0(i: u32) -> f32 { return arena[at_a_0 + i]; }
fn load4_a_0(i: u32) -> vec4<f32> { return vec4<f32>(arena[at_a_0 + i + 0u], arena[at_a_0 + i + 1u], arena[at_a_0 + i + 2u], arena[at_a_0 + i + 3u]); }
fn load_b_0(i: u32) -> f32 { return arena[at_b_0 + i]; }
fn load4_b_0(i: u32) -> vec4<f32> { return vec4<f32>(arena[at_b_0 + i + 0u], arena[at_b_0 + i + 1u], arena[at_b_0 + i + 2u], arena[at_b_0 + i + 3u]); }

fn run_0(thread: u32) {
let across = (params_0.numColumns + 3u) / 4u;
let column = thread % across * 4u;
let i = thread / across * params_0.numColumns + column;
store4_sum_0(i, load4_a_0(i) + load4_b_0(i), params_0.numColumns - column);
}
// Makes the variables those of the stage whose numbers begin_0 at `at`.
fn begin_0(at: u32) {
params_0 = Params_0(plan[at + 0u], plan[at + 1u]);
table_0 = plan[at + 2u];
at_sum_0 = plan[at + 3u];
at_a_0 = plan[at + 4u];
at_b_0 = plan[at + 5u];
}
struct Params_1 { numThreads: u32, numReplicaStreams: u32, numReplicaGroups: u32, numRows: u32, inputDim: u32, outputDim: u32, }
var<private> params_1: Params_1;
var<private> table_1: u32;
fn entry_1(i: u32) -> u32 { return plan[table_1 + i]; }
var<private> at_y_1: u32;
var<private> at_x_1: u32;
var<private> at_affine_1: u32;
fn load_y_1(i: u32) -> f32 { return arena[at_y_1 + i]; }
fn store_y_1(i: u32, value: f32) { arena[at_y_1 + i] = value; }
fn load4_y_1(i: u32) -> vec4<f32> { return vec4<f32>(arena[at_y_1 + i + 0u], arena[at_y_1 + i + 1u], arena[at_y_1 + i + 2u], arena[at_y_1 + i + 3u]); }
fn store4_y_1(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { arena[at_y_1 + i + 0u] = values.x; }
if (count > 1u) { arena[at_y_1 + i + 1u] = values.y; }
if (count > 2u) { arena[at_y_1 + i + 2u] = values.z; }
if (count > 3u) { arena[at_y_1 + i + 3u] = values.w; } }
fn load_x_1(i: u32) -> f32 { return arena[at_x_1 + i]; }
fn load4_x_1(i: u32) -> vec4<f32> { return vec4<f32>(arena[at_x_1 + i + 0u], arena[at_x_1 + i + 1u], arena[at_x_1 + i + 2u], arena[at_x_1 + i + 3u]); }

fn load4_affine_1(i: u32) -> vec4<f32> { return vectors[(at_affine_1 + i) >> 2u]; }
fn load_affine_1(i: u32) -> f32 {
let four = load4_affine_1(i);
let two = select(four.xy, four.zw, (i & 2u) != 0u);
return select(two.x, two.y, (i & 1u) != 0u);
}

struct Block_1 { group: u32, row: u32, column: u32 }
fn blockOf_1(thread: u32, numRows: u32, numColumns: u32) -> Block_1 {
let across = (numColumns + 3u) / 4u;
let down = (numRows + 3u) / 4u;
let column = thread % across * 4u;
let row = thread / across % down * 4u;
return Block_1(thread / across / down, row, column);
}
fn streamOf_1(group: u32) -> u32 {
let replica = group / params_1.numReplicaGroups;
return replica * params_1.numReplicaStreams + entry_1(group % params_1.numReplicaGroups);
}
fn run_1(thread: u32) {
let inputDim = params_1.inputDim;
let outputDim = params_1.outputDim;
let block = blockOf_1(thread, params_1.numRows, outputDim);
let rows = (streamOf_1(block.group) * params_1.numRows + block.row) * inputDim;
let weights = block.group * (inputDim + 1u) * outputDim + block.column;
let bias = load4_affine_1(weights + inputDim * outputDim);
var y0 = bias;
var y1 = bias;
var y2 = bias;
var y3 = bias;
for (var i = 0u; i < inputDim / 4u * 4u; i += 4u) {
let w = weights + i * outputDim;
let w0 = load4_affine_1(w + 0u * outputDim);
let w1 = load4_affine_1(w + 1u * outputDim);
let w2 = load4_affine_1(w + 2u * outputDim);
let w3 = load4_affine_1(w + 3u * outputDim);
{
let x = load4_x_1(rows + 0u * inputDim + i);
y0 += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
}
{
let x = load4_x_1(rows + 1u * inputDim + i);
y1 += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
}
{
let x = load4_x_1(rows + 2u * inputDim + i);
y2 += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
}
{
let x = load4_x_1(rows + 3u * inputDim + i);
y3 += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
}
}
for (var i = inputDim / 4u * 4u; i < inputDim; i++) {
let w = load4_affine_1(weights + i * outputDim);
y0 += load_x_1(rows + 0u * inputDim + i) * w;
y1 += load_x_1(rows + 1u * inputDim + i) * w;
y2 += load_x_1(rows + 2u * inputDim + i) * w;
y3 += load_x_1(rows + 3u * inputDim + i) * w;
}
{
let numRows = params_1.numRows;
let numColumns = outputDim;
let first = (block.group * numRows + block.row) * numColumns + block.column;
if (block.row + 0u < numRows) {
store4_y_1(first + 0u * numColumns, y0, numColumns - block.column);
}
if (block.row + 1u < numRows) {
store4_y_1(first + 1u * numColumns, y1, numColumns - block.column);
}
if (block.row + 2u < numRows) {
store4_y_1(first + 2u * numColumns, y2, numColumns - block.column);
}
if (block.row + 3u < numRows) {
store4_y_1(first + 3u * numColumns, y3, numColumns - block.column);
}
}
}
// Makes the variables those of the stage whose numbers begin_1 at `at`.
fn begin_1(at: u32) {
params_1 = Params_1(plan[at + 0u], plan[at + 1u], plan[at + 2u], plan[at + 3u], plan[at + 4u], plan[at + 5u]);
table_1 = plan[at + 6u];
at_y_1 = plan[at + 7u];
at_x_1 = plan[at + 8u];
at_affine_1 = plan[at + 9u];
}

struct Tile { replica: u32, index: u32 }
struct Tiles { groups: u32, blocksPerTile: u32, numBlocks: u32, across: u32 }
const beyond = 0xffffffffu;
fn tilesAt(at: u32) -> Tiles { return Tiles(plan[at], plan[at + 1u], plan[at + 2u], plan[at + 3u]); }
fn threadOf(i: u32, tile: Tile, tiles: Tiles) -> u32 {
let block = tile.index * tiles.blocksPerTile + i / tiles.across % tiles.blocksPerTile;
let group = tile.replica * tiles.groups + i / tiles.across / tiles.blocksPerTile;
if (block >= tiles.numBlocks) { return beyond; }
return (group * tiles.numBlocks + block) * tiles.across + i % tiles.across;
}

@compute @workgroup_size(64)
fn main(
@builtin(workgroup_id) workgroup: vec3<u32>,
@builtin(num_workgroups) numWorkgroups: vec3<u32>,
@builtin(local_invocation_index) local: u32,
) {
let workgroupIndex = workgroup.y * numWorkgroups.x + workgroup.x;

if (workgroupIndex >= plan[0] * plan[1] * plan[2]) { return; }
let tile = Tile(workgroupIndex / plan[2] % plan[1], workgroupIndex % plan[2]);
let list = plan[3u + workgroupIndex / plan[2] / plan[1]];
for (var stage = 0u; stage < plan[list]; stage++) {
let at = plan[list + 1u + stage];
let tiles = tilesAt(at + 1u);
let count = tiles.groups * tiles.blocksPerTile * tiles.across;
switch (plan[at]) { case 0u: {
begin_0(at + 5u);
for (var i = local; i < count; i += 64u) {
let thread = threadOf(i, tile, tiles);
if (thread != beyond) { run_0(thread); }
} }
case 1u: {
begin_1(at + 5u);
for (var i = local; i < count; i += 64u) {
let thread = threadOf(i, tile, tiles);
if (thread != beyond) { run_1(thread); }
} } default: {} }
storageBarrier();
}
}
