struct Params { numThreads: u32, numReplicaStreams: u32, numReplicaGroups: u32, numRows: u32, inputDim: u32, outputDim: u32, numGroups: u32, rowsPerSlot: u32, }
@group(0) @binding(0) var<storage, read_write> dAffine: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> dy: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read> y: array<vec4<f32>>;
@group(0) @binding(4) var<uniform> params: Params;
@group(0) @binding(5) var<storage, read> table: array<u32>;
fn load_dAffine(i: u32) -> f32 {
let four = dAffine[i / 4u];
let lane = i % 4u;
return select(select(four.x, four.y, lane == 1u), select(four.z, four.w, lane == 3u), lane > 1u);
}
fn load4_dAffine(i: u32) -> vec4<f32> { return dAffine[i / 4u]; }
fn load_dy(i: u32) -> f32 {
let four = dy[i / 4u];
let lane = i % 4u;
return select(select(four.x, four.y, lane == 1u), select(four.z, four.w, lane == 3u), lane > 1u);
}
fn load4_dy(i: u32) -> vec4<f32> { return dy[i / 4u]; }
fn load_x(i: u32) -> f32 { return x[i]; }
fn load4_x(i: u32) -> vec4<f32> {
return vec4<f32>(x[i], x[i + 1u], x[i + 2u], x[i + 3u]);
}
fn load_y(i: u32) -> f32 {
let four = y[i / 4u];
let lane = i % 4u;
return select(select(four.x, four.y, lane == 1u), select(four.z, four.w, lane == 3u), lane > 1u);
}
fn load4_y(i: u32) -> vec4<f32> { return y[i / 4u]; }
fn store4_dAffine(i: u32, values: vec4<f32>, count: u32) { dAffine[i / 4u] = values; }
fn entry(i: u32) -> u32 { return table[i]; }

struct Block { group: u32, row: u32, column: u32 }
fn blockOf(thread: u32, numRows: u32, numColumns: u32) -> Block {
let across = (numColumns + 3u) / 4u;
let down = (numRows + 3u) / 4u;
let column = thread % across * 4u;
let row = thread / across % down * 4u;
return Block(thread / across / down, row, column);
}
fn streamOf(group: u32) -> u32 {
let replica = group / params.numReplicaGroups;
return replica * params.numReplicaStreams + entry(group % params.numReplicaGroups);
} fn load_dz(i: u32) -> f32 { return select(load_dy(i), 0.0, load_y(i) <= 0.0); }
fn load4_dz(i: u32) -> vec4<f32> { return select(load4_dy(i), vec4<f32>(0), load4_y(i) <= vec4<f32>(0)); }
struct Rows { first: u32, end: u32 }
fn rowsOf(slot: u32) -> Rows {
let first = slot * params.rowsPerSlot;
return Rows(first, min(first + params.rowsPerSlot, params.numRows));
}
fn isBias(first: u32) -> vec4<bool> {
return vec4<u32>(first) + vec4<u32>(0, 1, 2, 3) == vec4<u32>(params.inputDim);
}
fn run(thread: u32) {
let inputDim = params.inputDim;
let outputDim = params.outputDim;
let block = blockOf(thread, inputDim + 1u, outputDim);
let group = block.group % params.numGroups;
let rows = rowsOf(block.group / params.numGroups);
var inputs = (streamOf(group) * params.numRows + rows.first) * inputDim + block.row;
var grads = (group * params.numRows + rows.first) * outputDim + block.column;
let isBias0 = isBias(block.row + 0u);
var dAffine0_0 = vec4<f32>(0);
var dAffine1_0 = vec4<f32>(0);
var dAffine2_0 = vec4<f32>(0);
var dAffine3_0 = vec4<f32>(0);
for (var row = rows.first; row < rows.end; row++) {
let x0 = select(load4_x(inputs + 0u), vec4<f32>(1), isBias0);
let dz0 = load4_dz(grads + 0u);
dAffine0_0 += x0[0] * dz0;
dAffine1_0 += x0[1] * dz0;
dAffine2_0 += x0[2] * dz0;
dAffine3_0 += x0[3] * dz0;
inputs += inputDim;
grads += outputDim;
}
{
let numRows = (inputDim + 1u);
let numColumns = outputDim;
let first = (block.group * numRows + block.row) * numColumns + block.column;
if (block.row + 0u < numRows && block.column + 0u < numColumns) {
store4_dAffine(first + 0u * numColumns + 0u, dAffine0_0, numColumns - block.column - 0u);
}
if (block.row + 1u < numRows && block.column + 0u < numColumns) {
store4_dAffine(first + 1u * numColumns + 0u, dAffine1_0, numColumns - block.column - 0u);
}
if (block.row + 2u < numRows && block.column + 0u < numColumns) {
store4_dAffine(first + 2u * numColumns + 0u, dAffine2_0, numColumns - block.column - 0u);
}
if (block.row + 3u < numRows && block.column + 0u < numColumns) {
store4_dAffine(first + 3u * numColumns + 0u, dAffine3_0, numColumns - block.column - 0u);
}
}
}

@compute @workgroup_size(64)
fn main(
@builtin(workgroup_id) workgroup: vec3<u32>,
@builtin(num_workgroups) numWorkgroups: vec3<u32>,
@builtin(local_invocation_index) local: u32,
) {
let thread = (workgroup.y * numWorkgroups.x + workgroup.x) * 64u + local;
if (thread < params.numThreads) { run(thread); }
}

struct Params { numThreads: u32, numUnits: u32, numExperts: u32, numRows: u32, dim: u32, numAllUnits: u32, rowsPerSlot: u32, }
@group(0) @binding(0) var<storage, read_write> dNative: array<f32>;
@group(0) @binding(1) var<storage, read> dWeights: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;
@group(0) @binding(3) var<storage, read> table: array<u32>;
fn load_dNative(i: u32) -> f32 { return dNative[i]; }
fn load4_dNative(i: u32) -> vec4<f32> {
return vec4<f32>(dNative[i], dNative[i + 1u], dNative[i + 2u], dNative[i + 3u]);
}
fn load_dWeights(i: u32) -> f32 { return dWeights[i]; }
fn load4_dWeights(i: u32) -> vec4<f32> {
return vec4<f32>(dWeights[i], dWeights[i + 1u], dWeights[i + 2u], dWeights[i + 3u]);
}
fn store_dNative(i: u32, value: f32) { dNative[i] = value; }
fn store4_dNative(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { dNative[i + 0u] = values.x; }
if (count > 1u) { dNative[i + 1u] = values.y; }
if (count > 2u) { dNative[i + 2u] = values.z; }
if (count > 3u) { dNative[i + 3u] = values.w; } }
fn entry(i: u32) -> u32 { return table[i]; }

struct Rows { first: u32, end: u32 }
fn rowsOf(slot: u32) -> Rows {
let first = slot * params.rowsPerSlot;
return Rows(first, min(first + params.rowsPerSlot, params.numRows));
}
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
}

@compute @workgroup_size(64)
fn main(
@builtin(workgroup_id) workgroup: vec3<u32>,
@builtin(num_workgroups) numWorkgroups: vec3<u32>,
@builtin(local_invocation_index) local: u32,
) {
let thread = (workgroup.y * numWorkgroups.x + workgroup.x) * 64u + local;
if (thread < params.numThreads) { run(thread); }
}

struct Params { numThreads: u32, numTasks: u32, numRows: u32, numAllTasks: u32, rowsPerSlot: u32, }
@group(0) @binding(0) var<storage, read_write> sums: array<f32>;
@group(0) @binding(1) var<storage, read_write> counts: array<f32>;
@group(0) @binding(2) var<storage, read> logits: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> labels: array<vec4<f32>>;
@group(0) @binding(4) var<storage, read> mask: array<vec4<f32>>;
@group(0) @binding(5) var<uniform> params: Params;
@group(0) @binding(6) var<storage, read> table: array<u32>;
fn load_sums(i: u32) -> f32 { return sums[i]; }
fn load4_sums(i: u32) -> vec4<f32> {
return vec4<f32>(sums[i], sums[i + 1u], sums[i + 2u], sums[i + 3u]);
}
fn load_counts(i: u32) -> f32 { return counts[i]; }
fn load4_counts(i: u32) -> vec4<f32> {
return vec4<f32>(counts[i], counts[i + 1u], counts[i + 2u], counts[i + 3u]);
}
fn load_logits(i: u32) -> f32 {
let four = logits[i / 4u];
let lane = i % 4u;
return select(select(four.x, four.y, lane == 1u), select(four.z, four.w, lane == 3u), lane > 1u);
}
fn load4_logits(i: u32) -> vec4<f32> { return logits[i / 4u]; }
fn load_labels(i: u32) -> f32 {
let four = labels[i / 4u];
let lane = i % 4u;
return select(select(four.x, four.y, lane == 1u), select(four.z, four.w, lane == 3u), lane > 1u);
}
fn load4_labels(i: u32) -> vec4<f32> { return labels[i / 4u]; }
fn load_mask(i: u32) -> f32 {
let four = mask[i / 4u];
let lane = i % 4u;
return select(select(four.x, four.y, lane == 1u), select(four.z, four.w, lane == 3u), lane > 1u);
}
fn load4_mask(i: u32) -> vec4<f32> { return mask[i / 4u]; }
fn store_sums(i: u32, value: f32) { sums[i] = value; }
fn store4_sums(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { sums[i + 0u] = values.x; }
if (count > 1u) { sums[i + 1u] = values.y; }
if (count > 2u) { sums[i + 2u] = values.z; }
if (count > 3u) { sums[i + 3u] = values.w; } }
fn store_counts(i: u32, value: f32) { counts[i] = value; }
fn store4_counts(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { counts[i + 0u] = values.x; }
if (count > 1u) { counts[i + 1u] = values.y; }
if (count > 2u) { counts[i + 2u] = values.z; }
if (count > 3u) { counts[i + 3u] = values.w; } }
fn entry(i: u32) -> u32 { return table[i]; }

struct Sums { loss: f32, count: f32 }
fn lossOf(logits: vec4<f32>, labels: vec4<f32>, isBinary: bool) -> vec4<f32> {
if (isBinary) {
// Stable for logits of any size.
return max(logits, vec4<f32>(0)) - logits * labels + log(1.0 + exp(-abs(logits)));
}
return (logits - labels) * (logits - labels);
}
fn sumsOf(task: u32, first: u32, end: u32) -> Sums {
let isBinary = entry(task % params.numTasks) == 1u;
let start = task * params.numRows;
var sums = vec4<f32>(0);
var counts = vec4<f32>(0);
for (var row = first; row < end; row += 4u) {
let inside = vec4<u32>(row) + vec4<u32>(0, 1, 2, 3) < vec4<u32>(end);
let mask = load4_mask(start + row);
let loss = mask * lossOf(load4_logits(start + row), load4_labels(start + row), isBinary);
sums += select(vec4<f32>(0), loss, inside);
counts += select(vec4<f32>(0), mask, inside);
}
return Sums(dot(sums, vec4<f32>(1)), dot(counts, vec4<f32>(1)));
}
struct Rows { first: u32, end: u32 }
fn rowsOf(slot: u32) -> Rows {
let first = slot * params.rowsPerSlot;
return Rows(first, min(first + params.rowsPerSlot, params.numRows));
}
fn run(thread: u32) {
let rows = rowsOf(thread / params.numAllTasks);
let ofSlot = sumsOf(thread % params.numAllTasks, rows.first, rows.end);
store_sums(thread, ofSlot.loss);
store_counts(thread, ofSlot.count);
}

@compute @workgroup_size(64)
fn main(
@builtin(workgroup_id) workgroup: vec3<u32>,
@builtin(num_workgroups) numWorkgroups: vec3<u32>,
@builtin(local_invocation_index) local: u32,
) {
let thread = (workgroup.y * numWorkgroups.x + workgroup.x) * 64u + local;
if (thread < params.numThreads) { run(thread); }
}

struct Params { numThreads: u32, numSums: u32, numSlots: u32, }
@group(0) @binding(0) var<storage, read_write> sums: array<f32>;
@group(0) @binding(1) var<storage, read> slotSums: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;
fn load_sums(i: u32) -> f32 { return sums[i]; }
fn load4_sums(i: u32) -> vec4<f32> {
return vec4<f32>(sums[i], sums[i + 1u], sums[i + 2u], sums[i + 3u]);
}
fn load_slotSums(i: u32) -> f32 { return slotSums[i]; }
fn load4_slotSums(i: u32) -> vec4<f32> {
return vec4<f32>(slotSums[i], slotSums[i + 1u], slotSums[i + 2u], slotSums[i + 3u]);
}
fn store_sums(i: u32, value: f32) { sums[i] = value; }
fn store4_sums(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { sums[i + 0u] = values.x; }
if (count > 1u) { sums[i + 1u] = values.y; }
if (count > 2u) { sums[i + 2u] = values.z; }
if (count > 3u) { sums[i + 3u] = values.w; } }

fn run(thread: u32) {
var sum = 0.0;
for (var slot = 0u; slot < params.numSlots; slot++) { sum += load_slotSums(slot * params.numSums + thread); }
store_sums(thread, sum);
}

@compute @workgroup_size(64)
fn main(
@builtin(workgroup_id) workgroup: vec3<u32>,
@builtin(num_workgroups) numWorkgroups: vec3<u32>,
@builtin(local_invocation_index) local: u32,
) {
let thread = (workgroup.y * numWorkgroups.x + workgroup.x) * 64u + local;
if (thread < params.numThreads) { run(thread); }
}

struct Params { numThreads: u32, numEntries: u32, inputDim: u32, }
@group(0) @binding(0) var<storage, read_write> x: array<f32>;
@group(0) @binding(1) var<storage, read> entries: array<f32>;
@group(0) @binding(2) var<uniform> params: Params;
fn load_x(i: u32) -> f32 { return x[i]; }
fn load4_x(i: u32) -> vec4<f32> {
return vec4<f32>(x[i], x[i + 1u], x[i + 2u], x[i + 3u]);
}
fn load_entries(i: u32) -> f32 { return entries[i]; }
fn load4_entries(i: u32) -> vec4<f32> {
return vec4<f32>(entries[i], entries[i + 1u], entries[i + 2u], entries[i + 3u]);
}
fn store_x(i: u32, value: f32) { x[i] = value; }
fn store4_x(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { x[i + 0u] = values.x; }
if (count > 1u) { x[i + 1u] = values.y; }
if (count > 2u) { x[i + 2u] = values.z; }
if (count > 3u) { x[i + 3u] = values.w; } }

fn run(thread: u32) {
let across = (params.inputDim + 3u) / 4u;
let row = thread / across;
let column = thread % across * 4u;
let places = row * 2u * params.numEntries;
var values = vec4<f32>(0);
for (var k = 0u; k < params.numEntries; k++) {
let lane = u32(load_entries(places + k)) - column;
values += select(vec4<f32>(0), vec4<f32>(load_entries(places + params.numEntries + k)),
vec4<u32>(0, 1, 2, 3) == vec4<u32>(lane));
}
store4_x(row * params.inputDim + column, values, params.inputDim - column);
}

@compute @workgroup_size(64)
fn main(
@builtin(workgroup_id) workgroup: vec3<u32>,
@builtin(num_workgroups) numWorkgroups: vec3<u32>,
@builtin(local_invocation_index) local: u32,
) {
let thread = (workgroup.y * numWorkgroups.x + workgroup.x) * 64u + local;
if (thread < params.numThreads) { run(thread); }
}
