@group(0) @binding(0) var<storage, read_write> arena: array<f32>;
@group(0) @binding(1) var<storage, read> plan: array<u32>;
struct Params_0 { numThreads: u32, }
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
fn run_0(i: u32) { store_sum_0(i, load_a_0(i) + load_b_0(i)); }
// Makes the variables those of the stage whose numbers begin_0 at `at`.
fn begin_0(at: u32) {
params_0 = Params_0(plan[at + 0u]);
table_0 = plan[at + 1u];
at_sum_0 = plan[at + 2u];
at_a_0 = plan[at + 3u];
at_b_0 = plan[at + 4u];
}
struct Params_1 { numThreads: u32, numSums: u32, numSlots: u32, }
var<private> params_1: Params_1;
var<private> table_1: u32;
fn entry_1(i: u32) -> u32 { return plan[table_1 + i]; }
var<private> at_sums_1: u32;
var<private> at_slotSums_1: u32;
fn load_sums_1(i: u32) -> f32 { return arena[at_sums_1 + i]; }
fn store_sums_1(i: u32, value: f32) { arena[at_sums_1 + i] = value; }
fn load4_sums_1(i: u32) -> vec4<f32> { return vec4<f32>(arena[at_sums_1 + i + 0u], arena[at_sums_1 + i + 1u], arena[at_sums_1 + i + 2u], arena[at_sums_1 + i + 3u]); }
fn store4_sums_1(i: u32, values: vec4<f32>, count: u32) { if (count > 0u) { arena[at_sums_1 + i + 0u] = values.x; }
if (count > 1u) { arena[at_sums_1 + i + 1u] = values.y; }
if (count > 2u) { arena[at_sums_1 + i + 2u] = values.z; }
if (count > 3u) { arena[at_sums_1 + i + 3u] = values.w; } }
fn load_slotSums_1(i: u32) -> f32 { return arena[at_slotSums_1 + i]; }
fn load4_slotSums_1(i: u32) -> vec4<f32> { return vec4<f32>(arena[at_slotSums_1 + i + 0u], arena[at_slotSums_1 + i + 1u], arena[at_slotSums_1 + i + 2u], arena[at_slotSums_1 + i + 3u]); }

fn run_1(thread: u32) {
var sum = 0.0;
for (var slot = 0u; slot < params_1.numSlots; slot++) { sum += load_slotSums_1(slot * params_1.numSums + thread); }
store_sums_1(thread, sum);
}
// Makes the variables those of the stage whose numbers begin_1 at `at`.
fn begin_1(at: u32) {
params_1 = Params_1(plan[at + 0u], plan[at + 1u], plan[at + 2u]);
table_1 = plan[at + 3u];
at_sums_1 = plan[at + 4u];
at_slotSums_1 = plan[at + 5u];
}

@compute @workgroup_size(64)
fn main(
@builtin(workgroup_id) workgroup: vec3<u32>,
@builtin(num_workgroups) numWorkgroups: vec3<u32>,
@builtin(local_invocation_index) local: u32,
) {
let workgroupIndex = workgroup.y * numWorkgroups.x + workgroup.x;

if (workgroupIndex >= plan[0]) { return; }
let at = plan[1u + 2u * workgroupIndex];
let thread = plan[2u + 2u * workgroupIndex] + local;
switch (plan[at]) { case 0u: { begin_0(at + 1u); if (thread < params_0.numThreads) { run_0(thread); } }
case 1u: { begin_1(at + 1u); if (thread < params_1.numThreads) { run_1(thread); } } default: {} }
}
