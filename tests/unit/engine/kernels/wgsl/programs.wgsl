struct Params { numThreads: u32, numReplicaStreams: u32, numReplicaGroups: u32, numRows: u32, inputDim: u32, outputDim: u32, }
@group(0) @binding(0) var<storage, read_write> y: array<f32>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> affine: array<f32>;
@group(0) @binding(3) var<uniform> params: Params;
@group(0) @binding(4) var<storage, read> table: array<u32>;
fn load_y(i: u32) -> f32 { return y[i]; }
fn store_y(i: u32, value: f32) { y[i] = value; }
fn load4_y(i: u32) -> vec4<f32> { return vec4<f32>(y[i + 0u], y[i + 1u], y[i + 2u], y[i + 3u]); }
fn store4_y(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { y[i + 0u] = values.x; }
if (count > 1u) { y[i + 1u] = values.y; }
if (count > 2u) { y[i + 2u] = values.z; }
if (count > 3u) { y[i + 3u] = values.w; } }
fn load_x(i: u32) -> f32 { return x[i]; }
fn load4_x(i: u32) -> vec4<f32> { return vec4<f32>(x[i + 0u], x[i + 1u], x[i + 2u], x[i + 3u]); }
fn load_affine(i: u32) -> f32 { return affine[i]; }
fn load4_affine(i: u32) -> vec4<f32> { return vec4<f32>(affine[i + 0u], affine[i + 1u], affine[i + 2u], affine[i + 3u]); }
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
}
fn run(thread: u32) {
let inputDim = params.inputDim;
let outputDim = params.outputDim;
let block = blockOf(thread, params.numRows, outputDim);
let rows = (streamOf(block.group) * params.numRows + block.row) * inputDim;
let weights = block.group * (inputDim + 1u) * outputDim + block.column;
let bias = load4_affine(weights + inputDim * outputDim);
var y0 = bias;
var y1 = bias;
var y2 = bias;
var y3 = bias;
for (var i = 0u; i < inputDim / 4u * 4u; i += 4u) {
let w = weights + i * outputDim;
let w0 = load4_affine(w + 0u * outputDim);
let w1 = load4_affine(w + 1u * outputDim);
let w2 = load4_affine(w + 2u * outputDim);
let w3 = load4_affine(w + 3u * outputDim);
{
let x = load4_x(rows + 0u * inputDim + i);
y0 += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
}
{
let x = load4_x(rows + 1u * inputDim + i);
y1 += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
}
{
let x = load4_x(rows + 2u * inputDim + i);
y2 += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
}
{
let x = load4_x(rows + 3u * inputDim + i);
y3 += x.x * w0 + x.y * w1 + x.z * w2 + x.w * w3;
}
}
for (var i = inputDim / 4u * 4u; i < inputDim; i++) {
let w = load4_affine(weights + i * outputDim);
y0 += load_x(rows + 0u * inputDim + i) * w;
y1 += load_x(rows + 1u * inputDim + i) * w;
y2 += load_x(rows + 2u * inputDim + i) * w;
y3 += load_x(rows + 3u * inputDim + i) * w;
}
{
let numRows = params.numRows;
let numColumns = outputDim;
let first = (block.group * numRows + block.row) * numColumns + block.column;
if (block.row + 0u < numRows) {
store4_y(first + 0u * numColumns, select(y0, vec4<f32>(0), y0 <= vec4<f32>(0)), numColumns - block.column);
}
if (block.row + 1u < numRows) {
store4_y(first + 1u * numColumns, select(y1, vec4<f32>(0), y1 <= vec4<f32>(0)), numColumns - block.column);
}
if (block.row + 2u < numRows) {
store4_y(first + 2u * numColumns, select(y2, vec4<f32>(0), y2 <= vec4<f32>(0)), numColumns - block.column);
}
if (block.row + 3u < numRows) {
store4_y(first + 3u * numColumns, select(y3, vec4<f32>(0), y3 <= vec4<f32>(0)), numColumns - block.column);
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

struct Params { numThreads: u32, numReplicaStreams: u32, numReplicaGroups: u32, numRows: u32, inputDim: u32, outputDim: u32, numGroups: u32, rowsPerSlot: u32, }
@group(0) @binding(0) var<storage, read_write> dAffine: array<f32>;
@group(0) @binding(1) var<storage, read> dy: array<f32>;
@group(0) @binding(2) var<storage, read> x: array<f32>;
@group(0) @binding(3) var<storage, read> y: array<f32>;
@group(0) @binding(4) var<uniform> params: Params;
@group(0) @binding(5) var<storage, read> table: array<u32>;
fn load_dAffine(i: u32) -> f32 { return dAffine[i]; }
fn store_dAffine(i: u32, value: f32) { dAffine[i] = value; }
fn load4_dAffine(i: u32) -> vec4<f32> { return vec4<f32>(dAffine[i + 0u], dAffine[i + 1u], dAffine[i + 2u], dAffine[i + 3u]); }
fn store4_dAffine(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { dAffine[i + 0u] = values.x; }
if (count > 1u) { dAffine[i + 1u] = values.y; }
if (count > 2u) { dAffine[i + 2u] = values.z; }
if (count > 3u) { dAffine[i + 3u] = values.w; } }
fn load_dy(i: u32) -> f32 { return dy[i]; }
fn load4_dy(i: u32) -> vec4<f32> { return vec4<f32>(dy[i + 0u], dy[i + 1u], dy[i + 2u], dy[i + 3u]); }
fn load_x(i: u32) -> f32 { return x[i]; }
fn load4_x(i: u32) -> vec4<f32> { return vec4<f32>(x[i + 0u], x[i + 1u], x[i + 2u], x[i + 3u]); }
fn load_y(i: u32) -> f32 { return y[i]; }
fn load4_y(i: u32) -> vec4<f32> { return vec4<f32>(y[i + 0u], y[i + 1u], y[i + 2u], y[i + 3u]); }
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
fn run(thread: u32) {
let inputDim = params.inputDim;
let outputDim = params.outputDim;
let block = blockOf(thread, inputDim + 1u, outputDim);
let group = block.group % params.numGroups;
let rows = rowsOf(block.group / params.numGroups);
var inputs = (streamOf(group) * params.numRows + rows.first) * inputDim + block.row;
var grads = (group * params.numRows + rows.first) * outputDim + block.column;
let isBias = vec4<u32>(block.row) + vec4<u32>(0, 1, 2, 3) == vec4<u32>(inputDim);
var dAffine0 = vec4<f32>(0);
var dAffine1 = vec4<f32>(0);
var dAffine2 = vec4<f32>(0);
var dAffine3 = vec4<f32>(0);
for (var row = rows.first; row < rows.end; row++) {
let x = select(load4_x(inputs), vec4<f32>(1), isBias);
let dz = load4_dz(grads);
dAffine0 += x.x * dz;
dAffine1 += x.y * dz;
dAffine2 += x.z * dz;
dAffine3 += x.w * dz;
inputs += inputDim;
grads += outputDim;
}
{
let numRows = (inputDim + 1u);
let numColumns = outputDim;
let first = (block.group * numRows + block.row) * numColumns + block.column;
if (block.row + 0u < numRows) {
store4_dAffine(first + 0u * numColumns, dAffine0, numColumns - block.column);
}
if (block.row + 1u < numRows) {
store4_dAffine(first + 1u * numColumns, dAffine1, numColumns - block.column);
}
if (block.row + 2u < numRows) {
store4_dAffine(first + 2u * numColumns, dAffine2, numColumns - block.column);
}
if (block.row + 3u < numRows) {
store4_dAffine(first + 3u * numColumns, dAffine3, numColumns - block.column);
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

struct Params { numThreads: u32, numUnits: u32, numExperts: u32, numRows: u32, dim: u32, }
@group(0) @binding(0) var<storage, read_write> streams: array<f32>;
@group(0) @binding(1) var<storage, read_write> gates: array<f32>;
@group(0) @binding(2) var<storage, read> experts: array<f32>;
@group(0) @binding(3) var<storage, read> logits: array<f32>;
@group(0) @binding(4) var<storage, read> native: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;
@group(0) @binding(6) var<storage, read> table: array<u32>;
fn load_streams(i: u32) -> f32 { return streams[i]; }
fn store_streams(i: u32, value: f32) { streams[i] = value; }
fn load4_streams(i: u32) -> vec4<f32> { return vec4<f32>(streams[i + 0u], streams[i + 1u], streams[i + 2u], streams[i + 3u]); }
fn store4_streams(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { streams[i + 0u] = values.x; }
if (count > 1u) { streams[i + 1u] = values.y; }
if (count > 2u) { streams[i + 2u] = values.z; }
if (count > 3u) { streams[i + 3u] = values.w; } }
fn load_gates(i: u32) -> f32 { return gates[i]; }
fn store_gates(i: u32, value: f32) { gates[i] = value; }
fn load4_gates(i: u32) -> vec4<f32> { return vec4<f32>(gates[i + 0u], gates[i + 1u], gates[i + 2u], gates[i + 3u]); }
fn store4_gates(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { gates[i + 0u] = values.x; }
if (count > 1u) { gates[i + 1u] = values.y; }
if (count > 2u) { gates[i + 2u] = values.z; }
if (count > 3u) { gates[i + 3u] = values.w; } }
fn load_experts(i: u32) -> f32 { return experts[i]; }
fn load4_experts(i: u32) -> vec4<f32> { return vec4<f32>(experts[i + 0u], experts[i + 1u], experts[i + 2u], experts[i + 3u]); }
fn load_logits(i: u32) -> f32 { return logits[i]; }
fn load4_logits(i: u32) -> vec4<f32> { return vec4<f32>(logits[i + 0u], logits[i + 1u], logits[i + 2u], logits[i + 3u]); }
fn load_native(i: u32) -> f32 { return native[i]; }
fn load4_native(i: u32) -> vec4<f32> { return vec4<f32>(native[i + 0u], native[i + 1u], native[i + 2u], native[i + 3u]); }
fn entry(i: u32) -> u32 { return table[i]; }

struct Place { group: u32, row: u32, column: u32 }
fn placeOf(thread: u32) -> Place {
let across = (params.dim + 7u) / 8u;
let column = thread % across * 8u;
return Place(thread / across / params.numRows, thread / across % params.numRows, column);
}
fn offsetOf(group: u32, place: Place) -> u32 {
return (group * params.numRows + place.row) * params.dim + place.column;
}
fn run(thread: u32) {
let place = placeOf(thread);
let unit = place.group;
let replica = unit / params.numUnits;

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
total = max(total, 1e-20);
var sum0 = vec4<f32>(0);
var sum1 = vec4<f32>(0);
for (var e = 0u; e < params.numExperts; e++) {
var weight = load_native(unit * params.numExperts + e);

var gate = 0.0;
if (entry(seen + e) == 1u) { gate = exp(load_logits(logit + e) - top) / total; }
weight += gate;
if (place.column == 0u) { store_gates(logit + e, gate); }
let start = offsetOf(replica * params.numExperts + e, place);
sum0 += weight * load4_experts(start + 0u);
sum1 += weight * load4_experts(start + 4u);
}
let first = offsetOf(place.group, place); if (place.column + 0u < params.dim) {
store4_streams(first + 0u, sum0, params.dim - place.column - 0u);
}
if (place.column + 4u < params.dim) {
store4_streams(first + 4u, sum1, params.dim - place.column - 4u);
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
fn store_dNative(i: u32, value: f32) { dNative[i] = value; }
fn load4_dNative(i: u32) -> vec4<f32> { return vec4<f32>(dNative[i + 0u], dNative[i + 1u], dNative[i + 2u], dNative[i + 3u]); }
fn store4_dNative(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { dNative[i + 0u] = values.x; }
if (count > 1u) { dNative[i + 1u] = values.y; }
if (count > 2u) { dNative[i + 2u] = values.z; }
if (count > 3u) { dNative[i + 3u] = values.w; } }
fn load_dWeights(i: u32) -> f32 { return dWeights[i]; }
fn load4_dWeights(i: u32) -> vec4<f32> { return vec4<f32>(dWeights[i + 0u], dWeights[i + 1u], dWeights[i + 2u], dWeights[i + 3u]); }
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
@group(0) @binding(2) var<storage, read> logits: array<f32>;
@group(0) @binding(3) var<storage, read> labels: array<f32>;
@group(0) @binding(4) var<storage, read> mask: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;
@group(0) @binding(6) var<storage, read> table: array<u32>;
fn load_sums(i: u32) -> f32 { return sums[i]; }
fn store_sums(i: u32, value: f32) { sums[i] = value; }
fn load4_sums(i: u32) -> vec4<f32> { return vec4<f32>(sums[i + 0u], sums[i + 1u], sums[i + 2u], sums[i + 3u]); }
fn store4_sums(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { sums[i + 0u] = values.x; }
if (count > 1u) { sums[i + 1u] = values.y; }
if (count > 2u) { sums[i + 2u] = values.z; }
if (count > 3u) { sums[i + 3u] = values.w; } }
fn load_counts(i: u32) -> f32 { return counts[i]; }
fn store_counts(i: u32, value: f32) { counts[i] = value; }
fn load4_counts(i: u32) -> vec4<f32> { return vec4<f32>(counts[i + 0u], counts[i + 1u], counts[i + 2u], counts[i + 3u]); }
fn store4_counts(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { counts[i + 0u] = values.x; }
if (count > 1u) { counts[i + 1u] = values.y; }
if (count > 2u) { counts[i + 2u] = values.z; }
if (count > 3u) { counts[i + 3u] = values.w; } }
fn load_logits(i: u32) -> f32 { return logits[i]; }
fn load4_logits(i: u32) -> vec4<f32> { return vec4<f32>(logits[i + 0u], logits[i + 1u], logits[i + 2u], logits[i + 3u]); }
fn load_labels(i: u32) -> f32 { return labels[i]; }
fn load4_labels(i: u32) -> vec4<f32> { return vec4<f32>(labels[i + 0u], labels[i + 1u], labels[i + 2u], labels[i + 3u]); }
fn load_mask(i: u32) -> f32 { return mask[i]; }
fn load4_mask(i: u32) -> vec4<f32> { return vec4<f32>(mask[i + 0u], mask[i + 1u], mask[i + 2u], mask[i + 3u]); }
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
fn store_sums(i: u32, value: f32) { sums[i] = value; }
fn load4_sums(i: u32) -> vec4<f32> { return vec4<f32>(sums[i + 0u], sums[i + 1u], sums[i + 2u], sums[i + 3u]); }
fn store4_sums(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { sums[i + 0u] = values.x; }
if (count > 1u) { sums[i + 1u] = values.y; }
if (count > 2u) { sums[i + 2u] = values.z; }
if (count > 3u) { sums[i + 3u] = values.w; } }
fn load_slotSums(i: u32) -> f32 { return slotSums[i]; }
fn load4_slotSums(i: u32) -> vec4<f32> { return vec4<f32>(slotSums[i + 0u], slotSums[i + 1u], slotSums[i + 2u], slotSums[i + 3u]); }

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
fn store_x(i: u32, value: f32) { x[i] = value; }
fn load4_x(i: u32) -> vec4<f32> { return vec4<f32>(x[i + 0u], x[i + 1u], x[i + 2u], x[i + 3u]); }
fn store4_x(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { x[i + 0u] = values.x; }
if (count > 1u) { x[i + 1u] = values.y; }
if (count > 2u) { x[i + 2u] = values.z; }
if (count > 3u) { x[i + 3u] = values.w; } }
fn load_entries(i: u32) -> f32 { return entries[i]; }
fn load4_entries(i: u32) -> vec4<f32> { return vec4<f32>(entries[i + 0u], entries[i + 1u], entries[i + 2u], entries[i + 3u]); }

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
