struct Params { numThreads: u32, numReplicaStreams: u32, numReplicaGroups: u32, numRows: u32, inputDim: u32, outputDim: u32, }
@group(0) @binding(0) var<storage, read_write> y: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read> x: array<f32>;
@group(0) @binding(2) var<storage, read> affine: array<vec4<f32>>;
@group(0) @binding(3) var<uniform> params: Params;
@group(0) @binding(4) var<storage, read> table: array<u32>;
fn load_y(i: u32) -> f32 {
let four = y[i / 4u];
let lane = i % 4u;
return select(select(four.x, four.y, lane == 1u), select(four.z, four.w, lane == 3u), lane > 1u);
}
fn load4_y(i: u32) -> vec4<f32> { return y[i / 4u]; }
fn load_x(i: u32) -> f32 { return x[i]; }
fn load4_x(i: u32) -> vec4<f32> {
return vec4<f32>(x[i], x[i + 1u], x[i + 2u], x[i + 3u]);
}
fn load_affine(i: u32) -> f32 {
let four = affine[i / 4u];
let lane = i % 4u;
return select(select(four.x, four.y, lane == 1u), select(four.z, four.w, lane == 3u), lane > 1u);
}
fn load4_affine(i: u32) -> vec4<f32> { return affine[i / 4u]; }
fn store4_y(i: u32, values: vec4<f32>, count: u32) { y[i / 4u] = values; }
fn entry(i: u32) -> u32 { return table[i]; }

struct Block { group: u32, row: u32, column: u32 }
fn blockOf(thread: u32, numRows: u32, numColumns: u32) -> Block {
let across = (numColumns + 7u) / 8u;
let down = (numRows + 7u) / 8u;
let column = thread % across * 8u;
let row = thread / across % down * 8u;
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
let bias0 = load4_affine(weights + inputDim * outputDim + 0u);
let bias1 = load4_affine(weights + inputDim * outputDim + 4u);
var y0_0 = bias0;
var y0_1 = bias1;
var y1_0 = bias0;
var y1_1 = bias1;
var y2_0 = bias0;
var y2_1 = bias1;
var y3_0 = bias0;
var y3_1 = bias1;
var y4_0 = bias0;
var y4_1 = bias1;
var y5_0 = bias0;
var y5_1 = bias1;
var y6_0 = bias0;
var y6_1 = bias1;
var y7_0 = bias0;
var y7_1 = bias1;
for (var i = 0u; i < inputDim / 4u * 4u; i += 4u) {
let w = weights + i * outputDim;
let w0_0 = load4_affine(w + 0u * outputDim + 0u);
let w1_0 = load4_affine(w + 1u * outputDim + 0u);
let w2_0 = load4_affine(w + 2u * outputDim + 0u);
let w3_0 = load4_affine(w + 3u * outputDim + 0u);
let w0_1 = load4_affine(w + 0u * outputDim + 4u);
let w1_1 = load4_affine(w + 1u * outputDim + 4u);
let w2_1 = load4_affine(w + 2u * outputDim + 4u);
let w3_1 = load4_affine(w + 3u * outputDim + 4u);
{
let x = load4_x(rows + 0u * inputDim + i);
y0_0 += x.x * w0_0 + x.y * w1_0 + x.z * w2_0 + x.w * w3_0;
y0_1 += x.x * w0_1 + x.y * w1_1 + x.z * w2_1 + x.w * w3_1;
}
{
let x = load4_x(rows + 1u * inputDim + i);
y1_0 += x.x * w0_0 + x.y * w1_0 + x.z * w2_0 + x.w * w3_0;
y1_1 += x.x * w0_1 + x.y * w1_1 + x.z * w2_1 + x.w * w3_1;
}
{
let x = load4_x(rows + 2u * inputDim + i);
y2_0 += x.x * w0_0 + x.y * w1_0 + x.z * w2_0 + x.w * w3_0;
y2_1 += x.x * w0_1 + x.y * w1_1 + x.z * w2_1 + x.w * w3_1;
}
{
let x = load4_x(rows + 3u * inputDim + i);
y3_0 += x.x * w0_0 + x.y * w1_0 + x.z * w2_0 + x.w * w3_0;
y3_1 += x.x * w0_1 + x.y * w1_1 + x.z * w2_1 + x.w * w3_1;
}
{
let x = load4_x(rows + 4u * inputDim + i);
y4_0 += x.x * w0_0 + x.y * w1_0 + x.z * w2_0 + x.w * w3_0;
y4_1 += x.x * w0_1 + x.y * w1_1 + x.z * w2_1 + x.w * w3_1;
}
{
let x = load4_x(rows + 5u * inputDim + i);
y5_0 += x.x * w0_0 + x.y * w1_0 + x.z * w2_0 + x.w * w3_0;
y5_1 += x.x * w0_1 + x.y * w1_1 + x.z * w2_1 + x.w * w3_1;
}
{
let x = load4_x(rows + 6u * inputDim + i);
y6_0 += x.x * w0_0 + x.y * w1_0 + x.z * w2_0 + x.w * w3_0;
y6_1 += x.x * w0_1 + x.y * w1_1 + x.z * w2_1 + x.w * w3_1;
}
{
let x = load4_x(rows + 7u * inputDim + i);
y7_0 += x.x * w0_0 + x.y * w1_0 + x.z * w2_0 + x.w * w3_0;
y7_1 += x.x * w0_1 + x.y * w1_1 + x.z * w2_1 + x.w * w3_1;
}
}
for (var i = inputDim / 4u * 4u; i < inputDim; i++) {
let w0 = load4_affine(weights + i * outputDim + 0u);
let w1 = load4_affine(weights + i * outputDim + 4u);
y0_0 += load_x(rows + 0u * inputDim + i) * w0;
y0_1 += load_x(rows + 0u * inputDim + i) * w1;
y1_0 += load_x(rows + 1u * inputDim + i) * w0;
y1_1 += load_x(rows + 1u * inputDim + i) * w1;
y2_0 += load_x(rows + 2u * inputDim + i) * w0;
y2_1 += load_x(rows + 2u * inputDim + i) * w1;
y3_0 += load_x(rows + 3u * inputDim + i) * w0;
y3_1 += load_x(rows + 3u * inputDim + i) * w1;
y4_0 += load_x(rows + 4u * inputDim + i) * w0;
y4_1 += load_x(rows + 4u * inputDim + i) * w1;
y5_0 += load_x(rows + 5u * inputDim + i) * w0;
y5_1 += load_x(rows + 5u * inputDim + i) * w1;
y6_0 += load_x(rows + 6u * inputDim + i) * w0;
y6_1 += load_x(rows + 6u * inputDim + i) * w1;
y7_0 += load_x(rows + 7u * inputDim + i) * w0;
y7_1 += load_x(rows + 7u * inputDim + i) * w1;
}
{
let numRows = params.numRows;
let numColumns = outputDim;
let first = (block.group * numRows + block.row) * numColumns + block.column;
if (block.row + 0u < numRows && block.column + 0u < numColumns) {
store4_y(first + 0u * numColumns + 0u, select(y0_0, vec4<f32>(0), y0_0 <= vec4<f32>(0)), numColumns - block.column - 0u);
}
if (block.row + 0u < numRows && block.column + 4u < numColumns) {
store4_y(first + 0u * numColumns + 4u, select(y0_1, vec4<f32>(0), y0_1 <= vec4<f32>(0)), numColumns - block.column - 4u);
}
if (block.row + 1u < numRows && block.column + 0u < numColumns) {
store4_y(first + 1u * numColumns + 0u, select(y1_0, vec4<f32>(0), y1_0 <= vec4<f32>(0)), numColumns - block.column - 0u);
}
if (block.row + 1u < numRows && block.column + 4u < numColumns) {
store4_y(first + 1u * numColumns + 4u, select(y1_1, vec4<f32>(0), y1_1 <= vec4<f32>(0)), numColumns - block.column - 4u);
}
if (block.row + 2u < numRows && block.column + 0u < numColumns) {
store4_y(first + 2u * numColumns + 0u, select(y2_0, vec4<f32>(0), y2_0 <= vec4<f32>(0)), numColumns - block.column - 0u);
}
if (block.row + 2u < numRows && block.column + 4u < numColumns) {
store4_y(first + 2u * numColumns + 4u, select(y2_1, vec4<f32>(0), y2_1 <= vec4<f32>(0)), numColumns - block.column - 4u);
}
if (block.row + 3u < numRows && block.column + 0u < numColumns) {
store4_y(first + 3u * numColumns + 0u, select(y3_0, vec4<f32>(0), y3_0 <= vec4<f32>(0)), numColumns - block.column - 0u);
}
if (block.row + 3u < numRows && block.column + 4u < numColumns) {
store4_y(first + 3u * numColumns + 4u, select(y3_1, vec4<f32>(0), y3_1 <= vec4<f32>(0)), numColumns - block.column - 4u);
}
if (block.row + 4u < numRows && block.column + 0u < numColumns) {
store4_y(first + 4u * numColumns + 0u, select(y4_0, vec4<f32>(0), y4_0 <= vec4<f32>(0)), numColumns - block.column - 0u);
}
if (block.row + 4u < numRows && block.column + 4u < numColumns) {
store4_y(first + 4u * numColumns + 4u, select(y4_1, vec4<f32>(0), y4_1 <= vec4<f32>(0)), numColumns - block.column - 4u);
}
if (block.row + 5u < numRows && block.column + 0u < numColumns) {
store4_y(first + 5u * numColumns + 0u, select(y5_0, vec4<f32>(0), y5_0 <= vec4<f32>(0)), numColumns - block.column - 0u);
}
if (block.row + 5u < numRows && block.column + 4u < numColumns) {
store4_y(first + 5u * numColumns + 4u, select(y5_1, vec4<f32>(0), y5_1 <= vec4<f32>(0)), numColumns - block.column - 4u);
}
if (block.row + 6u < numRows && block.column + 0u < numColumns) {
store4_y(first + 6u * numColumns + 0u, select(y6_0, vec4<f32>(0), y6_0 <= vec4<f32>(0)), numColumns - block.column - 0u);
}
if (block.row + 6u < numRows && block.column + 4u < numColumns) {
store4_y(first + 6u * numColumns + 4u, select(y6_1, vec4<f32>(0), y6_1 <= vec4<f32>(0)), numColumns - block.column - 4u);
}
if (block.row + 7u < numRows && block.column + 0u < numColumns) {
store4_y(first + 7u * numColumns + 0u, select(y7_0, vec4<f32>(0), y7_0 <= vec4<f32>(0)), numColumns - block.column - 0u);
}
if (block.row + 7u < numRows && block.column + 4u < numColumns) {
store4_y(first + 7u * numColumns + 4u, select(y7_1, vec4<f32>(0), y7_1 <= vec4<f32>(0)), numColumns - block.column - 4u);
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
@group(0) @binding(0) var<storage, read_write> streams: array<vec4<f32>>;
@group(0) @binding(1) var<storage, read_write> gates: array<f32>;
@group(0) @binding(2) var<storage, read> experts: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> logits: array<f32>;
@group(0) @binding(4) var<storage, read> native: array<f32>;
@group(0) @binding(5) var<uniform> params: Params;
@group(0) @binding(6) var<storage, read> table: array<u32>;
fn load_streams(i: u32) -> f32 {
let four = streams[i / 4u];
let lane = i % 4u;
return select(select(four.x, four.y, lane == 1u), select(four.z, four.w, lane == 3u), lane > 1u);
}
fn load4_streams(i: u32) -> vec4<f32> { return streams[i / 4u]; }
fn load_gates(i: u32) -> f32 { return gates[i]; }
fn load4_gates(i: u32) -> vec4<f32> {
return vec4<f32>(gates[i], gates[i + 1u], gates[i + 2u], gates[i + 3u]);
}
fn load_experts(i: u32) -> f32 {
let four = experts[i / 4u];
let lane = i % 4u;
return select(select(four.x, four.y, lane == 1u), select(four.z, four.w, lane == 3u), lane > 1u);
}
fn load4_experts(i: u32) -> vec4<f32> { return experts[i / 4u]; }
fn load_logits(i: u32) -> f32 { return logits[i]; }
fn load4_logits(i: u32) -> vec4<f32> {
return vec4<f32>(logits[i], logits[i + 1u], logits[i + 2u], logits[i + 3u]);
}
fn load_native(i: u32) -> f32 { return native[i]; }
fn load4_native(i: u32) -> vec4<f32> {
return vec4<f32>(native[i], native[i + 1u], native[i + 2u], native[i + 3u]);
}
fn store4_streams(i: u32, values: vec4<f32>, count: u32) { streams[i / 4u] = values; }
fn store_gates(i: u32, value: f32) { gates[i] = value; }
fn store4_gates(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { gates[i + 0u] = values.x; }
if (count > 1u) { gates[i + 1u] = values.y; }
if (count > 2u) { gates[i + 2u] = values.z; }
if (count > 3u) { gates[i + 3u] = values.w; } }
fn entry(i: u32) -> u32 { return table[i]; }

struct Place { group: u32, row: u32, column: u32 }
fn placeOf(thread: u32) -> Place {
let across = (params.dim + 31u) / 32u;
let column = thread % across * 32u;
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
var sum2 = vec4<f32>(0);
var sum3 = vec4<f32>(0);
var sum4 = vec4<f32>(0);
var sum5 = vec4<f32>(0);
var sum6 = vec4<f32>(0);
var sum7 = vec4<f32>(0);
for (var e = 0u; e < params.numExperts; e++) {
var weight = load_native(unit * params.numExperts + e);

var gate = 0.0;
if (entry(seen + e) == 1u) { gate = exp(load_logits(logit + e) - top) / total; }
weight += gate;
if (place.column == 0u) { store_gates(logit + e, gate); }
let start = offsetOf(replica * params.numExperts + e, place);
sum0 += weight * load4_experts(start + 0u);
sum1 += weight * load4_experts(start + 4u);
sum2 += weight * load4_experts(start + 8u);
sum3 += weight * load4_experts(start + 12u);
sum4 += weight * load4_experts(start + 16u);
sum5 += weight * load4_experts(start + 20u);
sum6 += weight * load4_experts(start + 24u);
sum7 += weight * load4_experts(start + 28u);
}
let first = offsetOf(place.group, place); if (place.column + 0u < params.dim) {
store4_streams(first + 0u, sum0, params.dim - place.column - 0u);
}
if (place.column + 4u < params.dim) {
store4_streams(first + 4u, sum1, params.dim - place.column - 4u);
}
if (place.column + 8u < params.dim) {
store4_streams(first + 8u, sum2, params.dim - place.column - 8u);
}
if (place.column + 12u < params.dim) {
store4_streams(first + 12u, sum3, params.dim - place.column - 12u);
}
if (place.column + 16u < params.dim) {
store4_streams(first + 16u, sum4, params.dim - place.column - 16u);
}
if (place.column + 20u < params.dim) {
store4_streams(first + 20u, sum5, params.dim - place.column - 20u);
}
if (place.column + 24u < params.dim) {
store4_streams(first + 24u, sum6, params.dim - place.column - 24u);
}
if (place.column + 28u < params.dim) {
store4_streams(first + 28u, sum7, params.dim - place.column - 28u);
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

struct Params { numThreads: u32, numTasks: u32, numRows: u32, }
@group(0) @binding(0) var<storage, read_write> losses: array<f32>;
@group(0) @binding(1) var<storage, read> logits: array<vec4<f32>>;
@group(0) @binding(2) var<storage, read> labels: array<vec4<f32>>;
@group(0) @binding(3) var<storage, read> mask: array<vec4<f32>>;
@group(0) @binding(4) var<uniform> params: Params;
@group(0) @binding(5) var<storage, read> table: array<u32>;
fn load_losses(i: u32) -> f32 { return losses[i]; }
fn load4_losses(i: u32) -> vec4<f32> {
return vec4<f32>(losses[i], losses[i + 1u], losses[i + 2u], losses[i + 3u]);
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
fn store_losses(i: u32, value: f32) { losses[i] = value; }
fn store4_losses(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { losses[i + 0u] = values.x; }
if (count > 1u) { losses[i + 1u] = values.y; }
if (count > 2u) { losses[i + 2u] = values.z; }
if (count > 3u) { losses[i + 3u] = values.w; } }
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
fn run(thread: u32) {
let sums = sumsOf(thread, 0u, params.numRows);
store_losses(thread, sums.loss / max(sums.count, 1.0));
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
