/** A few lines of WGSL on a device, whose programs may be changed for the check. */

/** Runs `body`, which calls what `declarations` declare, for `i` below `count`; it reads `given` and writes `made`. */
export async function runWgsl(
  device: GPUDevice,
  given: Float32Array<ArrayBuffer>,
  count: number,
  body: string,
  declarations = '',
): Promise<Float32Array> {
  const storage = GPUBufferUsage.STORAGE | GPUBufferUsage.COPY_DST | GPUBufferUsage.COPY_SRC;
  const input = device.createBuffer({ size: given.byteLength, usage: storage });
  const output = device.createBuffer({ size: 4 * count, usage: storage });
  const read = device.createBuffer({
    size: 4 * count,
    usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
  });
  try {
    device.queue.writeBuffer(input, 0, given);
    const module = device.createShaderModule({
      code: `@group(0) @binding(0) var<storage, read> given: array<f32>;
        @group(0) @binding(1) var<storage, read_write> made: array<f32>;
        ${declarations}
        @compute @workgroup_size(64) fn main(@builtin(global_invocation_id) id: vec3<u32>) {
          let i = id.x;
          if (i < ${count}u) { ${body} }
        }`,
    });
    const pipeline = await device.createComputePipelineAsync({ layout: 'auto', compute: { module } });
    const entries = [input, output].map((buffer, binding) => ({ binding, resource: { buffer } }));
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    pass.setPipeline(pipeline);
    pass.setBindGroup(0, device.createBindGroup({ layout: pipeline.getBindGroupLayout(0), entries }));
    pass.dispatchWorkgroups(Math.ceil(count / 64));
    pass.end();
    encoder.copyBufferToBuffer(output, 0, read, 0, 4 * count);
    device.queue.submit([encoder.finish()]);
    await read.mapAsync(GPUMapMode.READ);
    return new Float32Array(read.getMappedRange().slice(0));
  } finally {
    for (const buffer of [input, output, read]) buffer.destroy();
  }
}
